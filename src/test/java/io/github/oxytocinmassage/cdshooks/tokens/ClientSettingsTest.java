package io.github.oxytocinmassage.cdshooks.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import io.github.oxytocinmassage.security.outgoing.OutgoingHosts;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/** A service whose clients are set wrongly does not start, and says what to mend. */
class ClientSettingsTest {

    private static final String WHOLE =
            "cds.base-url=https://cds.example|cds.clients.ehr.issuer=https://ehr.example|cds.clients.ehr.jku=https://ehr.example/keys";

    @Test
    void a_whole_setting_is_taken_and_a_slash_after_the_base_makes_no_difference() {
        ClientProperties properties = read(WHOLE.replace("cds.example", "cds.example/"));

        started(properties);

        assertThat(properties.baseUrl()).isEqualTo("https://cds.example");
        assertThat(properties.algorithms()).extracting(Object::toString).containsExactlyInAnyOrder("ES384", "RS384");
    }

    @Test
    void no_client_is_a_setting_too() {
        started(read("cds.cors.origins=https://ehr.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "cds.clients.ehr.issuer=x|cds.clients.ehr.jku=https://ehr.example/keys; cds.base-url",
                "cds.base-url=cds.example; cds.base-url",
                "cds.base-url=https://cds.example?x; cds.base-url",
                "cds.clients.ehr.issuer=; cds.clients.ehr.issuer",
                "cds.clients.ehr.jku=; cds.clients.ehr has no keys",
                "cds.clients.two.issuer=https://ehr.example|cds.clients.two.jku=https://ehr.example/keys; another client's too",
                "cds.clients.ehr.jku=https://elsewhere.example/keys; outgoing.hosts",
                "cds.clients.ehr.jku=http://ehr.example:443/keys; not https",
                "cds.clients.ehr.jwk-set=file:/nowhere; cds.clients.ehr.jwk-set",
                "cds.clients.ehr.jwk-set={\"keys\":[]}; no public key",
                "cds.clients.ehr.jwk-set={\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}; no public key",
                "cds.clients.ehr.jwk-set={nope; no JWK set",
                "cds.clients.ehr.may=massage; oxytocin-massage-discharge",
                "cds.token-algorithms=HS256; HS256",
                "cds.token-algorithms=none; none",
                "cds.token-algorithms=; token-algorithms"
            })
    void a_wrong_setting_stops_the_start_and_is_named(String changes, String named) {
        String settings = changes.startsWith("cds.clients.ehr.issuer=x") ? changes : WHOLE + "|" + changes;

        assertThatThrownBy(() -> started(read(settings)))
                .satisfies(e -> assertThat(messages(e)).contains(named));
    }

    private static ClientProperties read(String settings) {
        Map<String, String> source = Arrays.stream(settings.split("\\|"))
                .map(s -> s.split("=", 2))
                .collect(Collectors.toMap(s -> s[0], s -> s[1], (first, last) -> last));
        return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("cds", ClientProperties.class);
    }

    private static void started(ClientProperties properties) {
        OutgoingHosts hosts = OutgoingHosts.of(List.of("ehr.example"), List.of());
        new ClientTokenConfiguration()
                .clientAuthentication(
                        properties, new DefaultResourceLoader(), OutgoingCalls.to(hosts), null, Clock.systemUTC());
    }

    private static String messages(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            all.append(at.getMessage()).append('\n');
        }
        return all.toString();
    }
}
