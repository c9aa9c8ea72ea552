package io.github.oxytocinmassage.cdshooks;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A call with a whole prefetch: a mother on protocol day 3 whose infant has lost 11 % of its weight; judged on 5 June 2026 at noon. */
final class SampleCall {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ITEMS = "https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage";

    private static final String REQUEST = """
            {"hook": "patient-view", "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
             "context": {"userId": "Practitioner/p1", "patientId": "m1"},
             "prefetch": {
              "mother": {"resourceType": "Patient", "id": "m1", "gender": "female", "birthDate": "1998-02-01"},
              "infants": {"resourceType": "Bundle", "type": "searchset", "entry": [
               {"resource": {"resourceType": "Patient", "id": "i1", "name": [{"text": "Ani"}], "birthDate": "2026-06-01",
                "_birthDate": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/patient-birthTime",
                 "valueDateTime": "2026-06-01T08:00:00+07:00"}]}}},
               {"resource": {"resourceType": "RelatedPerson", "id": "r1", "patient": {"reference": "Patient/i1"},
                "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "MTH"}]}]}}]},
              "sessions": {"resourceType": "Bundle", "type": "searchset", "entry": [%s, %s, %s]},
              "checks": {"resourceType": "Bundle", "type": "searchset", "entry": [
               {"resource": {"resourceType": "Observation", "id": "c1", "status": "final", "subject": {"reference": "Patient/m1"},
                "focus": [{"reference": "Patient/i1"}], "code": {"coding": [{"system": "%s", "code": "adequacy-check"}]},
                "effectiveDateTime": "2026-06-05T10:00:00+07:00", "component": [%s, %s, %s, %s, %s, %s, %s]}}]},
              "measurements": {"resourceType": "Bundle", "type": "searchset", "entry": [%s, %s]},
              "conditions": {"resourceType": "Bundle", "type": "searchset", "total": 0},
              "plan": {"resourceType": "Bundle", "type": "searchset", "total": 0}}}
            """.formatted(
                    session(3),
                    session(4),
                    session(5),
                    ITEMS,
                    item("feeds-24h", "\"valueInteger\": 9"),
                    item("wet-diapers-24h", "\"valueInteger\": 6"),
                    item("stools-24h", "\"valueInteger\": 4"),
                    item("settled-after-feed", "\"valueBoolean\": true"),
                    item("swallowing-heard", "\"valueBoolean\": true"),
                    item("breast-softer", "\"valueBoolean\": true"),
                    item("let-down", "\"valueBoolean\": true"),
                    weight("w1", "8339-4", "2026-06-01T08:00:00+07:00", 3000),
                    weight("w2", "29463-7", "2026-06-05T10:00:00+07:00", 2670));

    private final ObjectNode request = (ObjectNode) JSON.readTree(REQUEST);

    static SampleCall whole() {
        return new SampleCall();
    }

    SampleCall with(Consumer<ObjectNode> change) {
        change.accept(request);
        return this;
    }

    SampleCall context(String member, String value) {
        return with(r -> ((ObjectNode) r.get("context")).put(member, value));
    }

    SampleCall prefetch(Consumer<ObjectNode> change) {
        change.accept((ObjectNode) request.get("prefetch"));
        return this;
    }

    SampleCall prefetch(String key, String json) {
        return prefetch(p -> p.set(key, JSON.readTree(json)));
    }

    JsonNode node() {
        return request;
    }

    String json() {
        return request.toString();
    }

    static JsonNode parsed(String json) {
        return JSON.readTree(json);
    }

    /** An item of the sheet as an Observation of its own. */
    static String sign(String id, String subject, String code, String effective) {
        return """
                {"resource": {"resourceType": "Observation", "id": "%s", "status": "final",
                 "subject": {"reference": "Patient/%s"}, "code": {"coding": [{"system": "%s", "code": "%s"}]},
                 "effectiveDateTime": "%s", "valueBoolean": true}}
                """.formatted(id, subject, ITEMS, code, effective);
    }

    private static String session(int day) {
        return """
                {"resource": {"resourceType": "Procedure", "id": "s%1$d", "status": "completed",
                 "subject": {"reference": "Patient/m1"}, "code": {"coding": [{"system": "%2$s", "code": "oxytocin-massage"}]},
                 "performedPeriod": {"start": "2026-06-0%1$dT07:00:00+07:00", "end": "2026-06-0%1$dT07:15:00+07:00"}}}
                """.formatted(day, ITEMS);
    }

    private static String item(String code, String value) {
        return "{\"code\": {\"coding\": [{\"system\": \"" + ITEMS + "\", \"code\": \"" + code + "\"}]}, " + value + "}";
    }

    private static String weight(String id, String code, String effective, int grams) {
        return """
                {"resource": {"resourceType": "Observation", "id": "%s", "status": "final",
                 "subject": {"reference": "Patient/i1"}, "code": {"coding": [{"system": "http://loinc.org", "code": "%s"}]},
                 "effectiveDateTime": "%s", "valueQuantity": {"value": %d, "unit": "g",
                 "system": "http://unitsofmeasure.org", "code": "g"}}}
                """.formatted(id, code, effective, grams);
    }
}
