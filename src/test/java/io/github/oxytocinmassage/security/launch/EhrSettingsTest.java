package io.github.oxytocinmassage.security.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oxytocinmassage.security.launch.EhrProperties.Setting;
import io.github.oxytocinmassage.security.outgoing.OutgoingHosts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a site sets of its EHRs, and what stops the start. */
class EhrSettingsTest {

    private static final OutgoingHosts HOSTS =
            OutgoingHosts.of(List.of("ehr.example.org", "localhost:8081"), List.of());

    @TempDir
    private Path folder;

    @Test
    void an_ehr_is_known_by_its_address_with_or_without_a_slash() {
        Ehrs ehrs = ehrs("https://cds.example.org", "https://ehr.example.org/fhir/");

        assertThat(ehrs.launchFrom("https://ehr.example.org/fhir"))
                .contains(URI.create("https://cds.example.org/launch"));
        assertThat(ehrs.launchFrom("https://ehr.example.org/fhir/")).isPresent();
        assertThat(ehrs.launchFrom("https://ehr.example.org/fhir/2")).isEmpty();
        assertThat(ehrs.launchFrom("https://ehr.example.org")).isEmpty();
    }

    @Test
    void nothing_is_launched_where_the_service_s_own_address_is_not_known() {
        assertThat(ehrs("", "https://ehr.example.org/fhir").launchFrom("https://ehr.example.org/fhir"))
                .isEmpty();
    }

    private static Ehrs ehrs(String base, String iss) {
        return new Ehrs(new EhrProperties(Map.of("melati", new Setting(iss, "c", null, false))).list(HOSTS), base);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "melati, -, c, ward.ehrs.melati.iss has to be the base URL",
                "melati, ehr.example.org/fhir, c, ward.ehrs.melati.iss has to be the base URL",
                "melati, http://ehr.example.org/fhir, c, ward.ehrs.melati.iss has to be the base URL",
                "melati, https://u@ehr.example.org/fhir, c, ward.ehrs.melati.iss has to be the base URL",
                "melati, https://ehr.example.org/fhir?a=b, c, ward.ehrs.melati.iss has to be the base URL",
                "melati, https://ehr.example.org/fhir#a, c, ward.ehrs.melati.iss has to be the base URL",
                "melati, https://other.example.org/fhir, c, name its host in outgoing.hosts",
                "melati, https://ehr.example.org/fhir, -, ward.ehrs.melati.client-id has to be there",
                "melati, https://ehr.example.org/fhir, ' ', ward.ehrs.melati.client-id has to be there",
                "Rumah Sakit, https://ehr.example.org/fhir, c, an EHR's name has to be lower-case"
            })
    void a_wrong_setting_stops_the_start_and_is_named(String name, String iss, String clientId, String said) {
        EhrProperties properties = new EhrProperties(Map.of(name, new Setting(iss, clientId, null, false)));

        assertThatThrownBy(() -> properties.list(HOSTS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(said);
    }

    @Test
    void two_ehrs_can_t_have_one_address() {
        EhrProperties properties = new EhrProperties(Map.of(
                "one",
                new Setting("https://ehr.example.org/fhir", "c", null, false),
                "two",
                new Setting("https://ehr.example.org/fhir/", "c", null, false)));

        assertThatThrownBy(() -> properties.list(HOSTS)).hasMessageContaining("is that of another EHR as well");
    }

    @Test
    void a_secret_comes_from_its_file_and_is_never_shown() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "very secret\n");

        List<Ehr> list = new EhrProperties(
                        Map.of("melati", new Setting("http://localhost:8081/fhir", "c", file, false)))
                .list(HOSTS);

        assertThat(list).extracting(Ehr::clientSecret).containsExactly("very secret");
        assertThat(list.toString()).doesNotContain("secret");
    }

    @Test
    void a_secret_that_can_t_be_had_stops_the_start() throws Exception {
        for (Path file : List.of(
                folder.resolve("none"),
                Files.writeString(folder.resolve("empty"), "\n"),
                Files.writeString(folder.resolve("two"), "first-word\nsecond-word\n"))) {
            EhrProperties properties =
                    new EhrProperties(Map.of("melati", new Setting("http://localhost:8081/fhir", "c", file, false)));

            assertThatThrownBy(() -> properties.list(HOSTS))
                    .hasMessageContaining("ward.ehrs.melati.client-secret-file")
                    .message()
                    .doesNotContain("first-word");
        }
    }
}
