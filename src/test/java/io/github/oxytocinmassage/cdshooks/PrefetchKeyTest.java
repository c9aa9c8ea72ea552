package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class PrefetchKeyTest {

    /** What a client that keeps to the specification's subset can do; link is FHIR's own. */
    private static final Set<String> PARAMETERS = Set.of("patient", "link", "code", "_count");

    @ParameterizedTest
    @EnumSource
    void a_template_is_a_plain_read_or_search_by_the_patient_in_context(PrefetchKey key) {
        assertThat(key.template()).contains("{{context.patientId}}");
        Matcher tokens = Pattern.compile("\\{\\{(.*?)}}").matcher(key.template());
        assertThat(tokens.results().map(m -> m.group(1))).containsExactly("context.patientId");
        Matcher parameters = Pattern.compile("[?&]([^=]+)=").matcher(key.template());
        assertThat(parameters.results().map(m -> m.group(1))).allMatch(PARAMETERS::contains);
        assertThat(key.template()).hasSizeLessThan(2000);
    }

    @Test
    void every_item_and_measure_that_the_rules_read_is_asked_for() {
        Set<String> asked = Set.of(PrefetchKey.values()).stream()
                .flatMap(k -> Pattern.compile("[=,&]").splitAsStream(k.template()))
                .collect(Collectors.toSet());

        assertThat(asked).contains("adequacy-check", "oxytocin-massage");
        assertThat(asked)
                .containsAll(Set.of(Item.values()).stream().map(Item::code).toList());
        assertThat(asked)
                .containsAll(
                        Set.of(Measure.values()).stream().map(Measure::loinc).toList());
    }

    @Test
    void every_code_of_another_house_that_is_read_is_asked_for() throws IOException {
        Set<String> read = JsonBody.read(conceptMap())
                .path("group")
                .valueStream()
                .flatMap(g -> g.path("element").valueStream())
                .flatMap(e -> e.path("target").valueStream())
                .flatMap(t -> t.path("dependsOn").valueStream())
                .map((JsonNode d) -> d.path("value").asString())
                .collect(Collectors.toSet());

        assertThat(read)
                .isNotEmpty()
                .allMatch(code -> PrefetchKey.MEASUREMENTS.template().contains(code));
    }

    private static byte[] conceptMap() throws IOException {
        String file = "/fhir-profiles/ConceptMap-satusehat-clinical-terms.json";
        try (InputStream in = PrefetchKeyTest.class.getResourceAsStream(file)) {
            return in == null ? "{}".getBytes(StandardCharsets.UTF_8) : in.readAllBytes();
        }
    }
}
