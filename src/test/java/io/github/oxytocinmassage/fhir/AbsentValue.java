package io.github.oxytocinmassage.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A resource in which one primitive has no value any more, but an extension that says why: valid FHIR R4 at almost every element.
 *
 * @param path of the element, without the places in arrays
 */
public record AbsentValue(String path, String json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNKNOWN =
            "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}";
    /** What has no extensions, or says what the rest is. */
    private static final Set<String> NEVER_ABSENT = Set.of("resourceType", "url", "id", "div");

    /** A Bundle of the tests or of the demo, by its place on the class path. */
    public static String file(String resource) {
        try (InputStream in = AbsentValue.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The resources of a Bundle, each by itself. */
    public static List<String> resources(String bundle) {
        List<String> resources = new ArrayList<>();
        read(bundle).path("entry").forEach(e -> resources.add(e.path("resource").toString()));
        return resources;
    }

    /**
     * One variant for each element.
     *
     * @param kind of two elements alike the first is taken: those for which this is the same
     */
    public static List<AbsentValue> each(String json, Function<Place, Object> kind) {
        ObjectNode root = read(json);
        List<Place> places = new ArrayList<>();
        walk(root, root.path("resourceType").asText(), "", places);
        Set<Object> seen = new HashSet<>();
        return places.stream()
                .filter(p -> seen.add(kind.apply(p)))
                .map(p -> new AbsentValue(p.path(), p.without(root)))
                .toList();
    }

    /**
     * Where a primitive stands.
     *
     * @param pointer of the object that it is a member of
     * @param index in the array; -1 when it is in none
     */
    public record Place(String path, String pointer, String name, int index, String value) {

        private String without(ObjectNode root) {
            ObjectNode copy = root.deepCopy();
            ObjectNode parent = (ObjectNode) copy.at(pointer);
            if (index < 0) {
                parent.remove(name);
                ObjectNode beside = parent.withObject("/_" + name);
                beside.withArray("/extension")
                        .add(read(UNKNOWN).path("extension").path(0));
                return copy.toString();
            }
            ArrayNode values = (ArrayNode) parent.get(name);
            ArrayNode beside = parent.withArray("/_" + name);
            while (beside.size() < values.size()) {
                beside.addNull();
            }
            beside.set(index, read(UNKNOWN));
            values.setNull(index);
            if (values.size() == 1) {
                parent.remove(name);
            }
            return copy.toString();
        }
    }

    private static void walk(JsonNode node, String path, String pointer, List<Place> places) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            JsonNode value = member.getValue();
            String here = named(value, path + "." + name);
            if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    if (value.get(i).isObject()) {
                        walk(value.get(i), named(value.get(i), here), pointer + "/" + name + "/" + i, places);
                    } else {
                        places.add(
                                new Place(here, pointer, name, i, value.get(i).asText()));
                    }
                }
            } else if (value.isObject()) {
                walk(value, here, pointer + "/" + name, places);
            } else if (!NEVER_ABSENT.contains(name)) {
                places.add(new Place(here, pointer, name, -1, value.asText()));
            }
        }
    }

    private static String named(JsonNode value, String path) {
        return value.has("resourceType") ? value.get("resourceType").asText() : path;
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
