package io.github.oxytocinmassage.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Broken records at both doors: a member removed, a value of another type, a number made huge, a string made empty or of 1 MB, a subtree
 * swapped. None may be answered with a 5xx or hang, and none may be lost in silence.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class MutationsTest {

    private static final int MUTATIONS = Integer.getInteger("mutations", 1000);
    private static final int MEGABYTE = 1_000_000;
    private static final String HUGE = "\"__huge__\"";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @LocalServerPort
    private int port;

    @Test
    void noMutationOfARecordIsAnsweredWithAServerErrorOrHangsAtTheFhirDoor() throws Exception {
        JsonNode record = sample("twins-one-losing-weight.json");

        TreeMap<Integer, Integer> answers = post("/fhir/$recommend", record, 1);

        assertThat(answers.keySet()).as("%s", answers).allMatch(status -> status < 500);
        assertThat(answers).as("%s", answers).containsKeys(200, 400);
    }

    @Test
    void noMutationOfACallIsAnsweredWithAServerErrorOrHangsAtTheHookDoor() throws Exception {
        HttpResponse<String> hook = client.send(
                HttpRequest.newBuilder(uri("/demo/twins-one-losing-weight.hook.json"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        TreeMap<Integer, Integer> answers = post("/cds-services/oxytocin-massage", JSON.readTree(hook.body()), 2);

        assertThat(answers.keySet()).as("%s", answers).allMatch(status -> status < 500);
        assertThat(answers).as("%s", answers).containsKeys(200, 400);
    }

    /** How often each status came back. */
    private TreeMap<Integer, Integer> post(String path, JsonNode whole, long seed) throws Exception {
        TreeMap<Integer, Integer> answers = new TreeMap<>();
        Random random = new Random(seed);
        for (int i = 0; i < MUTATIONS; i++) {
            String body = mutated(whole, random);
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri(path))
                            .timeout(Duration.ofSeconds(20))
                            .header(
                                    "Content-Type",
                                    path.startsWith("/fhir") ? "application/fhir+json" : "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            answers.merge(answer.statusCode(), 1, Integer::sum);
            if (answer.statusCode() >= 500) {
                throw new AssertionError("mutation " + i + " of seed " + seed + " was answered with "
                        + answer.statusCode() + ": " + body.substring(0, Math.min(body.length(), 4000)));
            }
            if (answer.statusCode() != 200) {
                assertThat(answer.body()).as("mutation %s", i).contains("OperationOutcome");
            }
        }
        return answers;
    }

    private static String mutated(JsonNode whole, Random random) {
        JsonNode copy = whole.deepCopy();
        List<Place> places = new ArrayList<>();
        collect(copy, places);
        Place place = places.get(random.nextInt(places.size()));
        switch (random.nextInt(6)) {
            case 0 -> place.remove();
            case 1 -> place.set(otherType(place.get(), random));
            case 2 -> place.set(JsonNodeFactory.instance.stringNode("__huge__"));
            case 3 -> place.set(JsonNodeFactory.instance.stringNode(""));
            case 4 ->
                place.set(JsonNodeFactory.instance.stringNode("x".repeat(random.nextInt(20) == 0 ? MEGABYTE : 300)));
            default -> {
                Place other = places.get(random.nextInt(places.size()));
                JsonNode mine = place.get().deepCopy();
                place.set(other.get().deepCopy());
                other.set(mine);
            }
        }
        return JSON.writeValueAsString(copy).replace(HUGE, huge(random));
    }

    private static String huge(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "1e999999999";
            case 1 -> "9".repeat(400);
            case 2 -> "-1e308";
            default -> "123456789012";
        };
    }

    private static JsonNode otherType(JsonNode node, Random random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        List<JsonNode> types = List.of(
                make.nullNode(),
                make.booleanNode(true),
                make.numberNode(3),
                make.stringNode("surprise"),
                make.objectNode(),
                make.arrayNode(),
                make.arrayNode().add(node.deepCopy()),
                make.objectNode().set("value", node.deepCopy()));
        return types.get(random.nextInt(types.size()));
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> {
                places.add(new Place(object, name, -1));
                collect(object.get(name), places);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(array, "", i));
                collect(array.get(i), places);
            }
        }
    }

    /** A member of an object or an element of an array. */
    private record Place(JsonNode parent, String name, int index) {

        JsonNode get() {
            JsonNode value = parent instanceof ObjectNode object ? object.get(name) : parent.get(index);
            return value == null ? JsonNodeFactory.instance.nullNode() : value;
        }

        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else if (index < parent.size()) {
                ((ArrayNode) parent).set(index, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else {
                ((ArrayNode) parent).remove(index);
            }
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode sample(String name) throws IOException {
        return JSON.readTree(
                Files.readString(Path.of("src", "main", "resources", "demo", name), StandardCharsets.UTF_8));
    }
}
