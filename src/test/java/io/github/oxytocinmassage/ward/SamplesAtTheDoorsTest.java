package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What the page shows, both doors say, asked as the page tells to ask. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class SamplesAtTheDoorsTest {

    private static final Pattern EXAMPLE = Pattern.compile("<pre><code>(.*?)</code></pre>", Pattern.DOTALL);
    private static final Pattern PIPED = Pattern.compile(
            "curl -s (\\S+) \\|\\s+curl -s -H 'Content-Type: ([^']+)' \\\\\\s+--data-binary @- '?([^'\\s]+)'?");

    @LocalServerPort
    private int port;

    @Autowired
    private SampleMothers mothers;

    @Autowired
    private ObjectMapper json;

    private final HttpClient client = HttpClient.newHttpClient();

    @TestFactory
    Stream<DynamicTest> recommendSaysWhatThePageShows() {
        return mothers.soonestFirst().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    String parameters = get(at("/demo/" + m.name() + ".parameters.json"));

                    JsonNode answer = post(at("/fhir/$recommend"), "application/fhir+json", parameters);

                    assertThat(output(answer, "disposition"))
                            .isEqualTo(m.advice().disposition().name());
                    assertThat(output(answer, "level"))
                            .isEqualTo(
                                    m.advice().level() == null
                                            ? ""
                                            : m.advice().level().name());
                }));
    }

    @TestFactory
    Stream<DynamicTest> keptInTheRegistryAMotherHasTheSameAdvice() {
        return mothers.soonestFirst().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    post(at("/fhir"), "application/fhir+json", get(at("/demo/" + m.name() + ".transaction.json")));

                    JsonNode answer = json.readTree(get(at("/fhir/" + m.advice().mother() + "/$recommend?asOf="
                            + m.advice().asOf())));

                    assertThat(output(answer, "disposition"))
                            .isEqualTo(m.advice().disposition().name());
                    assertThat(rules(answer))
                            .containsExactlyElementsOf(m.advice().findings().stream()
                                    .map(f -> f.rule())
                                    .toList());
                }));
    }

    private static List<String> rules(JsonNode bundle) {
        return bundle.at("/entry/0/resource/contained/0/parameter")
                .valueStream()
                .filter(p -> p.path("name").asString().equals("finding"))
                .map(p -> p.at("/part/0/valueCode").asString())
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> theFirstCardSaysWhatThePageShows() {
        return mothers.soonestFirst().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    String request = get(at("/demo/" + m.name() + ".hook.json"));

                    JsonNode answer = post(at("/cds-services/oxytocin-massage"), "application/json", request);

                    assertThat(answer.at("/cards/0/source/topic/code").asString())
                            .as(answer.toPrettyString())
                            .isEqualTo(m.advice().disposition().name());
                }));
    }

    @Test
    void bothExamplesOnThePageRunAsTheyStand() throws Exception {
        List<String> examples = EXAMPLE.matcher(get(at("/?lang=en")))
                .results()
                .map(r -> HtmlUtils.htmlUnescape(r.group(1)))
                .toList();

        assertThat(examples).hasSize(2);
        for (String example : examples) {
            Matcher piped = PIPED.matcher(example);
            assertThat(piped.matches()).as(example).isTrue();
            assertThat(post(piped.group(3), piped.group(2), get(piped.group(1))).isObject())
                    .isTrue();
        }
    }

    private static String output(JsonNode bundle, String name) {
        return bundle.at("/entry/0/resource/contained/0/parameter")
                .valueStream()
                .filter(p -> p.path("name").asString().equals(name))
                .map(p -> p.path("valueCode").asString())
                .findFirst()
                .orElse("");
    }

    private String at(String path) {
        return "http://localhost:" + port + path;
    }

    private String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private JsonNode post(String address, String type, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }
}
