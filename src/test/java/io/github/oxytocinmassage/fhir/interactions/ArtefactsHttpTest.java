package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.Canonical;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MetadataResource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The FHIR content as it is searched over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class ArtefactsHttpTest {

    private static final String PLAN = Canonical.BASE + "/PlanDefinition/oxytocin-massage-14-day";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void the_pages_hold_each_artefact_once_and_say_how_many_there_are() throws Exception {
        List<String> carried = Artefacts.carried().all().stream()
                .filter(a -> a.fhirType().equals("ValueSet"))
                .map(a -> a.getIdElement().getIdPart())
                .toList();
        List<String> told = new ArrayList<>();
        String page = "ValueSet?_count=3";
        while (page != null) {
            Bundle found = bundle(page);
            assertThat(found.getTotal()).isEqualTo(carried.size());
            assertThat(found.getEntry().size()).isLessThanOrEqualTo(3);
            told.addAll(ids(found));
            page = found.getLink("next") == null ? null : found.getLink("next").getUrl();
        }

        assertThat(told).containsExactlyInAnyOrderElementsOf(carried);
        assertThat(bundle("ValueSet?_count=0").getEntry()).isEmpty();
    }

    @Test
    void a_canonical_is_found_with_its_version_and_without() throws Exception {
        String version = ((MetadataResource)
                        bundle("PlanDefinition?url=" + PLAN).getEntryFirstRep().getResource())
                .getVersion();

        assertThat(ids(bundle("PlanDefinition?url=" + encoded(PLAN + "|" + version))))
                .containsExactly("oxytocin-massage-14-day");
        assertThat(ids(bundle("PlanDefinition?url=" + encoded(PLAN + "|none")))).isEmpty();
        assertThat(ids(bundle("PlanDefinition?url=urn:none," + PLAN))).hasSize(1);
        assertThat(ids(bundle("PlanDefinition?url=urn:none&url=" + PLAN))).isEmpty();
    }

    @Test
    void modifiers_of_a_name_and_a_url_hold() throws Exception {
        assertThat(ids(bundle("CodeSystem?name=oxy"))).contains("oxytocin-massage");
        assertThat(ids(bundle("CodeSystem?name:exact=oxy"))).isEmpty();
        assertThat(ids(bundle("CodeSystem?name:exact=OxytocinMassage"))).containsExactly("oxytocin-massage");
        assertThat(ids(bundle("CodeSystem?name:contains=massage"))).contains("oxytocin-massage");
        assertThat(ids(bundle("PlanDefinition?url:below=" + Canonical.BASE))).hasSize(1);
        assertThat(ids(bundle("PlanDefinition?url:below=" + Canonical.BASE + "/Plan")))
                .isEmpty();
        assertThat(ids(bundle("PlanDefinition?url:above=" + PLAN + "/part"))).hasSize(1);
    }

    @Test
    void what_is_not_known_of_a_search_is_said_or_refused() throws Exception {
        assertThat(get("CodeSystem?nickname=x").body()).contains("\"mode\":\"outcome\"", "nickname");
        assertThat(get("CodeSystem?nickname=x", "Prefer", "handling=strict").statusCode())
                .isEqualTo(400);
        for (String query : List.of(
                "name:near=x", "url:contains=x", "version:not=1", "name.x=x", "_count=x", "_summary=x", "_page=x")) {
            HttpResponse<String> refused = get("CodeSystem?" + query);

            assertThat(refused.statusCode()).as(query).isEqualTo(400);
            assertThat(refused.body()).as(query).contains("OperationOutcome");
        }
    }

    @Test
    void a_posted_search_that_is_no_form_is_refused() throws Exception {
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(at("CodeSystem/_search"))
                        .header("Content-Type", "application/fhir+json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"none\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(415);
        assertThat(refused.body()).contains("OperationOutcome", "x-www-form-urlencoded");
    }

    private static List<String> ids(Bundle bundle) {
        return bundle.getEntry().stream()
                .map(e -> e.getResource().getIdElement().getIdPart())
                .toList();
    }

    private Bundle bundle(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return FhirContext.forR4Cached().newJsonParser().parseResource(Bundle.class, answer.body());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create(path.startsWith("http") ? path : "http://127.0.0.1:" + port + "/fhir/" + path);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
