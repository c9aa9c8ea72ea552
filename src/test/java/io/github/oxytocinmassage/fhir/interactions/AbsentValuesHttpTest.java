package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.AbsentValue;
import io.github.oxytocinmassage.fhir.FhirR4;
import io.github.oxytocinmassage.fhir.StrictScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** At each door: primitives without a value, and references that are none. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class AbsentValuesHttpTest {

    private static final String ABSENT =
            "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}";

    private static final String SIGN = """
            {"resourceType":"Observation","id":"absent-sign","status":"final","valueBoolean":true,"effectiveDateTime":"2026-06-05T10:00:00+07:00",
             "code":{"coding":[{"system":"https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage","code":"%s"}]},
             "subject":{"reference":"%s"},"focus":[{"reference":"%s"}]}""";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void every_resource_is_indexed_whichever_of_its_values_is_absent() {
        StrictScan scan = new StrictScan(FhirR4.context());

        for (String resource : AbsentValue.resources(AbsentValue.file("/fhir/every-kind-of-element.json"))) {
            for (AbsentValue each : AbsentValue.each(resource, AbsentValue.Place::path)) {
                Resource read =
                        scan.json(each.json().getBytes(StandardCharsets.UTF_8)).resource();

                assertThat(SearchFields.of(read, ZoneId.of("Asia/Jakarta")))
                        .as(each.path())
                        .isNotNull();
            }
        }
    }

    @Test
    void a_mother_is_stored_and_advised_on_whichever_of_her_values_is_absent() {
        String mother = AbsentValue.resources(AbsentValue.file("/fhir/every-kind-of-element.json"))
                .get(0)
                .replace("RelatedPerson/ibu", "https://ehr.example.org/fhir/RelatedPerson/ibu");
        List<String> mothers = AbsentValue.each(mother, AbsentValue.Place::path).stream()
                .map(AbsentValue::json)
                .toList();

        Bundle stored = (Bundle) read(transaction(IntStream.range(0, mothers.size())
                .mapToObj(i -> "{\"resource\":" + alone(mothers.get(i), i) + "," + request("PUT", "Patient/absent-" + i)
                        + "}")));

        assertThat(mothers).hasSizeGreaterThan(30);
        assertThat(stored.getEntry()).hasSameSizeAs(mothers);
        for (int i = 0; i < mothers.size(); i++) {
            assertThat(call("GET", "/fhir/Patient/absent-" + i + "/$recommend", "")
                            .statusCode())
                    .as(mothers.get(i))
                    .isEqualTo(200);
        }
        transaction(
                IntStream.range(0, mothers.size()).mapToObj(i -> "{" + request("DELETE", "Patient/absent-" + i) + "}"));
    }

    /** Under an id and numbers of her own. */
    private static String alone(String mother, int i) {
        return mother.replace("ibu-lestari", "absent-" + i)
                .replace("3171010101990001", "nik-" + i)
                .replace("000123", "mrn-" + i);
    }

    private static String request(String method, String url) {
        return "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}";
    }

    private HttpResponse<String> transaction(Stream<String> entries) {
        HttpResponse<String> answer = call(
                "POST",
                "/fhir",
                entries.collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    @Test
    void a_mother_is_advised_on_whose_infant_is_not_known_to_live() {
        put(
                "Patient",
                "absent-mother",
                "{\"resourceType\":\"Patient\",\"id\":\"absent-mother\",\"gender\":\"female\"}");
        put(
                "Patient",
                "absent-infant",
                "{\"resourceType\":\"Patient\",\"id\":\"absent-infant\",\"birthDate\":\"2026-06-01\",\"_deceasedBoolean\":"
                        + ABSENT + "}");
        put(
                "Observation",
                "absent-sign",
                SIGN.formatted("adequacy-check", "Patient/absent-mother", "Patient/absent-infant"));
        put(
                "Observation",
                "absent-danger",
                SIGN.formatted("lethargic", "Patient/absent-infant", "Patient/absent-infant")
                        .replace("absent-sign", "absent-danger"));

        assertThat(call("GET", "/fhir/Patient/absent-mother/$recommend?asOf=2026-06-05T11:00:00%2B07:00", "")
                        .body())
                .contains("EMERGENCY");
        transaction(Stream.of(
                        "Observation/absent-sign",
                        "Observation/absent-danger",
                        "Patient/absent-infant",
                        "Patient/absent-mother")
                .map(r -> "{" + request("DELETE", r) + "}"));
    }

    @Test
    void a_list_without_a_known_value_is_stored_as_it_came() {
        String patient =
                "{\"resourceType\":\"Patient\",\"id\":\"absent-line\",\"address\":[{\"_line\":[" + ABSENT + "]}]}";

        put("Patient", "absent-line", patient);

        assertThat(call("GET", "/fhir/Patient/absent-line", "").body())
                .contains("\"address\":[{\"line\":[null],\"_line\":[" + ABSENT + "]}]");
        assertThat(call("POST", "/fhir/Patient/$validate", patient).statusCode())
                .isEqualTo(200);
        assertThat(call(
                                "POST",
                                "/fhir/$recommend",
                                "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + patient + "}]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void cards_are_given_whichever_value_of_a_person_is_absent() {
        String hook = call("GET", "/demo/milk-is-enough.hook.json", "").body();

        List<AbsentValue> calls = AbsentValue.each(hook, AbsentValue.Place::path).stream()
                .filter(c -> c.path().matches("(Patient|RelatedPerson)\\..*"))
                .toList();

        assertThat(calls).hasSizeGreaterThan(8);
        for (AbsentValue each : calls) {
            HttpResponse<String> answer =
                    call("POST", "/cds-services/oxytocin-massage", each.json(), "application/json");
            assertThat(answer.statusCode()).as(each.path() + answer.body()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "Patient/", "abc", "Patient?identifier=http://a|b", "Patient?identifier=abc"})
    void what_is_no_reference_is_refused_with_its_path_and_named_by_validate(String reference) {
        String observation = SIGN.formatted("lethargic", reference, "Patient/b");

        HttpResponse<String> stored = call("PUT", "/fhir/Observation/absent-sign", observation);
        HttpResponse<String> validated = call("POST", "/fhir/Observation/$validate", observation);

        assertThat(stored.statusCode()).isEqualTo(400);
        assertThat(paths(read(stored))).containsExactly("Observation.subject.reference");
        assertThat(validated.statusCode()).isEqualTo(200);
        assertThat(paths(read(validated))).contains("Observation.subject.reference");
    }

    @Test
    void in_a_batch_the_entry_is_named_whose_reference_is_none() {
        String batch = "{\"resourceType\":\"Bundle\",\"type\":\"%s\",\"entry\":[{\"resource\":"
                + SIGN.formatted("lethargic", "//", "Patient/b")
                + ",\"request\":{\"method\":\"PUT\",\"url\":\"Observation/absent-sign\"}}]}";

        Bundle each = (Bundle) read(call("POST", "/fhir", batch.formatted("batch")));
        HttpResponse<String> together = call("POST", "/fhir", batch.formatted("transaction"));

        String path = "Bundle.entry[0].resource.subject.reference";
        assertThat(paths(each.getEntryFirstRep().getResponse().getOutcome())).containsExactly(path);
        assertThat(together.statusCode()).isEqualTo(400);
        assertThat(paths(read(together))).containsExactly(path);
    }

    /** HAPI's validator can't read such an address, which FHIR allows. */
    @Test
    void what_stops_the_validator_is_stored_and_said() {
        String observation = SIGN.formatted("lethargic", "https://x", "Patient/b");

        HttpResponse<String> validated = call("POST", "/fhir/Observation/$validate", observation);

        assertThat(validated.statusCode()).isEqualTo(200);
        assertThat(validated.body()).contains("could not be held against R4");
        put("Observation", "absent-sign", observation);
    }

    private void put(String type, String id, String body) {
        HttpResponse<String> answer = call("PUT", "/fhir/" + type + "/" + id, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static List<String> paths(Resource outcome) {
        return ((OperationOutcome) outcome)
                .getIssue().stream()
                        .flatMap(i -> i.getExpression().stream())
                        .map(e -> e.getValue())
                        .toList();
    }

    private static Resource read(HttpResponse<String> answer) {
        return (Resource) FhirR4.context().newJsonParser().parseResource(answer.body());
    }

    private HttpResponse<String> call(String method, String path, String body) {
        return call(method, path, body, "application/fhir+json");
    }

    private HttpResponse<String> call(String method, String path, String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
