package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.Canonical;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What the server can be asked for is defined, and what is defined can be asked for. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class OperationsTest {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final List<OperationDefinition> DEFINED = Artefacts.carried().all().stream()
            .filter(OperationDefinition.class::isInstance)
            .map(OperationDefinition.class::cast)
            .toList();

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void the_capability_statement_names_every_definition_of_ours() throws Exception {
        Set<String> named = operations()
                .map(CapabilityStatementRestResourceOperationComponent::getDefinition)
                .filter(d -> d.startsWith(Canonical.BASE))
                .collect(Collectors.toSet());

        assertThat(named)
                .isEqualTo(DEFINED.stream().map(MetadataResource::getUrl).collect(Collectors.toSet()));
    }

    @Test
    void a_definition_is_read_by_id_and_found_by_url() throws Exception {
        for (OperationDefinition defined : DEFINED) {
            String id = defined.getIdElement().getIdPart();

            HttpResponse<String> read = get("OperationDefinition/" + id);

            assertThat(read.statusCode()).as(id).isEqualTo(200);
            assertThat(CONTEXT.newJsonParser()
                            .parseResource(OperationDefinition.class, read.body())
                            .getUrl())
                    .isEqualTo(defined.getUrl());
            assertThat(CONTEXT.newJsonParser()
                            .parseResource(
                                    Bundle.class,
                                    get("OperationDefinition?url=" + defined.getUrl())
                                            .body())
                            .getEntry())
                    .hasSize(1);
        }
    }

    @Test
    void an_operation_answers_where_its_definition_says() throws Exception {
        for (OperationDefinition defined : DEFINED) {
            String path = "$" + defined.getCode();
            if (defined.getSystem()) {
                assertServed(path);
            }
            String type = defined.hasResource() ? defined.getResource().get(0).getValue() : "";
            if (defined.getType()) {
                assertServed(type + "/" + path);
            }
            if (defined.getInstance()) {
                assertServed(type + "/nobody/" + path);
            }
        }
    }

    /** Refused for what is asked, or because nobody is there; not because nothing of the kind is served. */
    private void assertServed(String path) throws Exception {
        HttpResponse<String> answer = http.send(
                request(path)
                        .header("Content-Type", "application/fhir+json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"resourceType\":\"Parameters\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isIn(200, 400, 404);
        assertThat(answer.body()).as(path).doesNotContain("Invalid request").doesNotContain("Unknown resource type");
    }

    private Stream<CapabilityStatementRestResourceOperationComponent> operations() throws Exception {
        CapabilityStatementRestComponent rest = CONTEXT.newJsonParser()
                .parseResource(CapabilityStatement.class, get("metadata").body())
                .getRestFirstRep();
        return Stream.concat(
                rest.getOperation().stream(), rest.getResource().stream().flatMap(r -> r.getOperation().stream()));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + path));
    }
}
