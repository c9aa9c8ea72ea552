package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.Canonical;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceSearchParamComponent;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The CapabilityStatement against what the server does. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class CapabilitiesTest {

    private static final Map<SearchParamType, String> A_VALUE = Map.of(
            SearchParamType.TOKEN, "x", SearchParamType.REFERENCE, "Patient/x", SearchParamType.DATE, "2026-06-01");

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void every_type_of_a_record_is_declared() throws Exception {
        assertThat(resources().stream().map(CapabilityStatementRestResourceComponent::getType))
                .containsAll(RecordTypes.names());
    }

    @Test
    void every_declared_search_parameter_is_known_and_no_other() throws Exception {
        for (CapabilityStatementRestResourceComponent resource : resources()) {
            if (!RecordTypes.holds(resource.getType())) {
                continue;
            }
            assertThat(resource.getSearchParam()).isNotEmpty();
            for (CapabilityStatementRestResourceSearchParamComponent parameter : resource.getSearchParam()) {
                String query = resource.getType() + "?" + parameter.getName() + "=" + A_VALUE.get(parameter.getType());
                assertThat(strict(query)).as(query).isEqualTo(200);
            }
            assertThat(strict(resource.getType() + "?gender=x")).isEqualTo(400);
        }
    }

    @Test
    void every_declared_interaction_of_a_type_is_answered() throws Exception {
        for (CapabilityStatementRestResourceComponent resource : resources()) {
            if (RecordTypes.holds(resource.getType())) {
                assertThat(resource.getInteraction().stream()
                                .map(i -> i.getCode().toCode()))
                        .containsExactlyInAnyOrder(
                                "read",
                                "vread",
                                "update",
                                "delete",
                                "history-instance",
                                "history-type",
                                "create",
                                "search-type");
                assertThat(strict(resource.getType() + "/_history")).isEqualTo(200);
                assertThat(strict(resource.getType() + "/nobody")).isEqualTo(404);
            }
        }
    }

    @Test
    void every_operation_of_ours_is_declared_at_its_address() throws Exception {
        List<String> declared = resources().stream()
                .flatMap(r -> r.getOperation().stream())
                .map(o -> o.getDefinition())
                .toList();

        assertThat(declared)
                .contains(
                        Canonical.BASE + "/OperationDefinition/Patient-recommend",
                        Canonical.BASE + "/OperationDefinition/Patient-purge",
                        Canonical.BASE + "/OperationDefinition/QuestionnaireResponse-extract")
                .noneMatch(d -> d.startsWith("urn:"));
    }

    @Test
    void every_profile_of_ours_is_named_at_its_type() throws Exception {
        List<String> named = resources().stream()
                .flatMap(r -> r.getSupportedProfile().stream())
                .map(CanonicalType::getValue)
                .toList();

        assertThat(named)
                .contains(
                        Canonical.profile("massage-session"),
                        Canonical.profile("adequacy-check"),
                        Canonical.profile("advice"))
                .doesNotHaveDuplicates();
    }

    /** What the FHIR package says of the service is what the service says of itself. */
    @Test
    void the_packages_own_statement_is_that_of_the_service() throws Exception {
        CapabilityStatement written = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        CapabilityStatement.class,
                        Files.readString(Path.of("fhir-profiles/CapabilityStatement-oxytocin-massage-cds.json")));

        assertThat(written.getRestFirstRep().getResource().stream().map(CapabilitiesTest::told))
                .containsExactlyInAnyOrderElementsOf(
                        resources().stream().map(CapabilitiesTest::told).toList());
    }

    private static String told(CapabilityStatementRestResourceComponent resource) {
        return Stream.of(
                        Stream.of(resource.getType()),
                        resource.getInteraction().stream().map(i -> i.getCode().toCode()),
                        resource.getSearchParam().stream().map(p -> "?" + p.getName()),
                        resource.getSupportedProfile().stream().map(CanonicalType::getValue),
                        resource.getOperation().stream().map(o -> "$" + o.getName()))
                .map(part -> part.sorted().collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    private List<CapabilityStatementRestResourceComponent> resources() throws Exception {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(CapabilityStatement.class, get("metadata").body())
                .getRestFirstRep()
                .getResource();
    }

    private int strict(String path) throws Exception {
        return get(path).statusCode();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + path))
                        .header("Prefer", "handling=strict")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
