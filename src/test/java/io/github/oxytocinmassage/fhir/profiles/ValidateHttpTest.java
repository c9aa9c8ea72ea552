package io.github.oxytocinmassage.fhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.FhirR4;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.UriType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code $validate}, and a registry that refuses what fails its profile. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "registry.validation=reject")
@ActiveProfiles("demo")
@DirtiesContext
class ValidateHttpTest {

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void fresh(DynamicPropertyRegistry properties) {
        properties.add("registry.folder", folder::toString);
    }

    @Test
    void what_conforms_is_said_to() throws Exception {
        OperationOutcome outcome = outcome(post("Procedure/$validate", example("Procedure-massage-done")), 200);

        assertThat(outcome.getIssue()).singleElement().satisfies(i -> assertThat(i.getSeverity())
                .isEqualTo(IssueSeverity.INFORMATION));
    }

    @Test
    void what_is_ours_by_its_code_is_held_against_our_profile_without_naming_it() throws Exception {
        String body = example("Procedure-massage-missed")
                .replaceFirst("(?s)\"meta\": \\{.*?\\]\\s*\\},", "")
                .replaceFirst("(?s)\"statusReason\": \\{.*?\\]\\s*\\},", "");

        OperationOutcome outcome = outcome(post("Procedure/$validate", body), 200);

        assertThat(body).doesNotContain("StructureDefinition").doesNotContain("statusReason");
        assertThat(outcome.getIssue()).singleElement().satisfies(i -> {
            assertThat(i.getSeverity()).isEqualTo(IssueSeverity.ERROR);
            assertThat(i.getDiagnostics()).contains("oms-2");
            assertThat(i.getExpression().get(0).getValue()).isEqualTo("Procedure");
        });
    }

    @Test
    void a_profile_can_be_named_in_parameters_or_in_the_query() throws Exception {
        String mother = Canonical.profile("mother");
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("resource").setResource(parsed(example("Patient-bayi-sari")));
        parameters.addParameter().setName("profile").setValue(new UriType(Canonical.profile("birth-weight")));
        String body = FhirR4.context().newJsonParser().encodeResourceToString(parameters);

        assertThat(outcome(post("$validate", body), 200).getIssueFirstRep().getSeverity())
                .isIn(IssueSeverity.ERROR, IssueSeverity.FATAL);
        assertThat(outcome(post("$validate?profile=" + mother, example("Patient-ibu-sari")), 200)
                        .getIssueFirstRep()
                        .getSeverity())
                .isEqualTo(IssueSeverity.INFORMATION);
    }

    @Test
    void what_cannot_be_asked_is_refused_with_what_to_mend() throws Exception {
        String mother = example("Patient-ibu-sari");

        assertThat(refusal("Observation/$validate", mother)).contains("Observation");
        assertThat(refusal("$validate?profile=http://example.org/none", mother)).contains("not known here");
        assertThat(refusal("$validate?mode=delete", mother)).contains("mode");
        assertThat(refusal("$validate", "{\"resourceType\":\"Patient\",\"id\":1}"))
                .contains("Patient.id");
        assertThat(refusal("$validate", "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\"}]}"))
                .contains("resource");
    }

    @Test
    void what_fhir_does_not_know_is_an_error_of_the_resource() throws Exception {
        OperationOutcome outcome = outcome(
                post("Patient/$validate", "{\"resourceType\":\"Patient\",\"colour\":\"blue\",\"gender\":\"female\"}"),
                200);

        assertThat(outcome.getIssue())
                .anySatisfy(i -> assertThat(i.getExpression().get(0).getValue()).contains("colour"));
    }

    @Test
    void a_registry_that_rejects_stores_what_conforms_and_nothing_else() throws Exception {
        String wrong = wrong("massage-session--missed-without-a-reason--oms-2");
        HttpResponse<String> refused = post("Procedure", wrong);

        assertThat(outcome(refused, 422).getIssueFirstRep().getDiagnostics()).contains("oms-2");
        assertThat(outcome(put("Procedure/wrong", wrong), 422).getIssue()).isNotEmpty();
        assertThat(get("Procedure/wrong").statusCode()).isEqualTo(404);
        assertThat(post("Procedure", example("Procedure-massage-done")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void one_that_fails_stops_a_transaction_and_is_named_and_a_batch_goes_on_without_it() throws Exception {
        for (String known : new String[] {"RelatedPerson/ibu-sari", "Patient/ibu-sari", "RelatedPerson/suami-sari"}) {
            put(known, example(known.replace('/', '-')));
        }
        Bundle bundle = new Bundle();
        for (String body : new String[] {
            example("Procedure-massage-done"), wrong("massage-session--missed-without-a-reason--oms-2")
        }) {
            Resource resource = parsed(body);
            resource.setId("of-a-bundle-" + (bundle.getEntry().size() + 1));
            bundle.addEntry()
                    .setResource(resource)
                    .getRequest()
                    .setMethod(Bundle.HTTPVerb.PUT)
                    .setUrl("Procedure/" + resource.getId());
        }

        bundle.setType(Bundle.BundleType.TRANSACTION);
        OperationOutcome stopped = outcome(post("", encoded(bundle)), 422);
        assertThat(stopped.getIssueFirstRep().getExpression().get(0).getValue()).isEqualTo("Bundle.entry[1].resource");
        assertThat(get("Procedure/of-a-bundle-1").statusCode()).isEqualTo(404);

        bundle.setType(Bundle.BundleType.BATCH);
        Bundle answer = (Bundle) parsed(post("", encoded(bundle)).body());
        assertThat(answer.getEntry().get(0).getResponse().getStatus())
                .as(encoded(answer))
                .startsWith("201");
        assertThat(answer.getEntry().get(1).getResponse().getStatus()).startsWith("422");
        assertThat(get("Procedure/of-a-bundle-2").statusCode()).isEqualTo(404);
    }

    private String refusal(String path, String body) throws Exception {
        return outcome(post(path, body), 400).getIssueFirstRep().getDiagnostics();
    }

    private static OperationOutcome outcome(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return (OperationOutcome) parsed(response.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send("POST", path, body);
    }

    private HttpResponse<String> put(String path, String body) throws Exception {
        return send("PUT", path, body);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/fhir+json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/fhir" + (path.isEmpty() ? "" : "/" + path));
    }

    private static Resource parsed(String body) {
        return (Resource) FhirR4.context().newJsonParser().parseResource(body);
    }

    private static String encoded(Resource resource) {
        return FhirR4.context().newJsonParser().encodeResourceToString(resource);
    }

    private static String example(String name) throws IOException {
        return Files.readString(Path.of("fhir-profiles/examples", name + ".json"));
    }

    private static String wrong(String name) throws IOException {
        return Files.readString(Path.of("fhir-profiles/wrong", name + ".json"));
    }
}
