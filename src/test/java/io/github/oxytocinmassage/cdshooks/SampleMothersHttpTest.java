package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The cards of every sample mother, asked for from her chart and from each infant's, at both services, in both languages. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@Import(HookServer.OnTheDay.class)
class SampleMothersHttpTest {

    private static final List<String> SEVERITY = List.of("critical", "warning", "info");

    @LocalServerPort
    private int port;

    static Stream<String> names() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:demo/*.json"))
                .map(file -> Objects.requireNonNull(file.getFilename()).replace(".json", ""));
    }

    @ParameterizedTest
    @MethodSource("names")
    void cards_are_whole_few_ordered_and_the_same_again(String name) {
        HookServer server = new HookServer(port);
        JsonNode sample = server.send("GET", "/demo/" + name + ".hook.json").json();
        Set<String> charts = infants(sample);
        charts.add(sample.at("/context/patientId").asString());

        for (String chart : charts) {
            for (HookService service : HookService.values()) {
                for (String language : List.of("en", "id")) {
                    byte[] call = call(sample, service, chart);
                    String path = "/cds-services/" + service.id();
                    HookServer.Answer answer = server.post(path, call, "Accept-Language", language);
                    HookServer.Answer again = server.post(path, call, "Accept-Language", language);

                    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                    assertThat(answer.header("Content-Language")).isEqualTo(language);
                    assertThat(CardsHttpTest.empties(answer.json(), "$")).isEmpty();
                    assertWellMade(answer.json().path("cards"));
                    assertThat(said(again)).isEqualTo(said(answer));
                }
            }
        }
    }

    private static void assertWellMade(JsonNode cards) {
        assertThat(cards.size()).isBetween(1, 3);
        List<Integer> severities = cards.valueStream()
                .map(card -> SEVERITY.indexOf(card.path("indicator").asString()))
                .toList();
        assertThat(severities).doesNotContain(-1).isSorted();
        for (JsonNode card : cards) {
            assertThat(card.path("summary").asString()).hasSizeLessThan(140).doesNotContain("??", "{", "}");
            assertThat(card.path("detail").asString()).doesNotContain("??", "{", "}", "<");
            assertThat(card.has("selectionBehavior")).isEqualTo(card.has("suggestions"));
            assertThat(card.at("/source/topic/system").asString()).startsWith("https://");
            assertThat(card.path("links").valueStream().map(l -> l.path("type").asString()))
                    .contains("absolute");
        }
    }

    private static byte[] call(JsonNode sample, HookService service, String chart) {
        ObjectNode call = (ObjectNode) sample.deepCopy();
        call.put("hook", service.hook());
        ((ObjectNode) call.get("context")).put("patientId", chart).put("encounterId", "e1");
        return call.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> said(HookServer.Answer answer) {
        return answer.json()
                .path("cards")
                .valueStream()
                .map(card -> card.path("indicator").asString()
                        + card.path("summary").asString()
                        + card.path("detail").asString())
                .toList();
    }

    private static Set<String> infants(JsonNode sample) {
        Set<String> infants = new TreeSet<>();
        for (JsonNode key : sample.path("prefetch")) {
            for (JsonNode entry : key.path("entry")) {
                JsonNode resource = entry.path("resource");
                if (resource.at("/relationship/0/coding").toString().contains("\"MTH\"")) {
                    infants.add(id(resource.at("/patient/reference")));
                }
                resource.path("focus").forEach(focus -> infants.add(id(focus.path("reference"))));
            }
        }
        return infants;
    }

    private static String id(JsonNode reference) {
        return reference.asString().replaceFirst(".*/", "");
    }
}
