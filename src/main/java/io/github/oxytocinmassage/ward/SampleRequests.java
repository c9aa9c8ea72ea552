package io.github.oxytocinmassage.ward;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A sample mother as the bodies that the two doors take. */
@Component
@Profile("demo")
final class SampleRequests {

    private static final String SHEET = "adequacy-check";

    /** What the registry keeps; an encounter is none of it. */
    private static final Set<String> KEPT = Set.of(
            "Patient", "RelatedPerson", "CarePlan", "Procedure", "Observation", "QuestionnaireResponse", "Condition");

    private final ObjectMapper json;
    private final Clock clock;

    SampleRequests(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** For {@code $recommend}: the record beside the instant that it is advised for. */
    JsonNode parameters(SampleMother mother) {
        ObjectNode parameters = json.createObjectNode().put("resourceType", "Parameters");
        ArrayNode list = parameters.putArray("parameter");
        list.addObject().put("name", "record").set("resource", json.readTree(mother.record()));
        list.addObject()
                .put("name", "asOf")
                .put("valueInstant", mother.advice().asOf().toString());
        return parameters;
    }

    /** For the registry: the record as a transaction that stores it. */
    JsonNode transaction(SampleMother mother) {
        ObjectNode bundle =
                json.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        json.readTree(mother.record())
                .path("entry")
                .valueStream()
                .map(e -> e.path("resource"))
                .forEach(resource -> {
                    if (!KEPT.contains(resource.path("resourceType").asString())) {
                        return;
                    }
                    ObjectNode stored = entries.addObject();
                    stored.set("resource", resource);
                    stored.putObject("request")
                            .put("method", "PUT")
                            .put(
                                    "url",
                                    resource.path("resourceType").asString() + "/"
                                            + resource.path("id").asString());
                });
        return bundle;
    }

    /** For the CDS Hooks service, which advises as of now: the record moved up to today, spread over the prefetch keys. */
    JsonNode hook(SampleMother mother) {
        String reference = mother.advice().mother();
        String id = reference.substring(reference.lastIndexOf('/') + 1);
        JsonNode record = MovedRecord.upTo(
                clock.instant(), json.readTree(mother.record()), mother.advice().asOf());
        List<JsonNode> entries = record.path("entry")
                .valueStream()
                .filter(e -> e.has("resource"))
                .toList();

        ObjectNode request = json.createObjectNode();
        request.put("hook", "patient-view")
                .put("hookInstance", UUID.randomUUID().toString());
        request.putObject("context").put("userId", "Practitioner/bidan-demo").put("patientId", id);
        ObjectNode prefetch = request.putObject("prefetch");
        entries.stream()
                .map(e -> e.path("resource"))
                .filter(r -> is(r, "Patient") && r.path("id").asString().equals(id))
                .forEach(r -> prefetch.set("mother", r));
        searches(id).forEach((key, resources) -> prefetch.set(key, found(entries, resources)));
        return request;
    }

    private static Map<String, Predicate<JsonNode>> searches(String motherId) {
        Map<String, Predicate<JsonNode>> searches = new LinkedHashMap<>();
        searches.put(
                "infants",
                r -> is(r, "RelatedPerson")
                        || is(r, "Patient") && !r.path("id").asString().equals(motherId));
        searches.put("sessions", r -> is(r, "Procedure"));
        searches.put("checks", r -> is(r, "Observation") && isSheet(r));
        searches.put("measurements", r -> is(r, "Observation") && !isSheet(r));
        searches.put("conditions", r -> is(r, "Condition"));
        searches.put("plan", r -> is(r, "CarePlan"));
        return searches;
    }

    private ObjectNode found(List<JsonNode> entries, Predicate<JsonNode> resources) {
        List<JsonNode> matches =
                entries.stream().filter(e -> resources.test(e.path("resource"))).toList();
        ObjectNode bundle = json.createObjectNode()
                .put("resourceType", "Bundle")
                .put("type", "searchset")
                .put("total", matches.size());
        if (!matches.isEmpty()) {
            bundle.putArray("entry").addAll(matches);
        }
        return bundle;
    }

    private static boolean isSheet(JsonNode observation) {
        return codes(observation).anyMatch(SHEET::equals);
    }

    private static Stream<String> codes(JsonNode resource) {
        return resource.path("code").path("coding").valueStream().map(c -> c.path("code")
                .asString());
    }

    private static boolean is(JsonNode resource, String type) {
        return resource.path("resourceType").asString().equals(type);
    }
}
