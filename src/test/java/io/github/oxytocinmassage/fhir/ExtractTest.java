package io.github.oxytocinmassage.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** {@code QuestionnaireResponse/$extract} over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext
class ExtractTest {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";

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
    void a_bare_sheet_and_one_in_parameters_give_the_same_check() throws Exception {
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("questionnaire-response").setResource(sheet());

        HttpResponse<String> bare = post("QuestionnaireResponse/$extract", json(sheet()), JSON);

        assertThat(bare.statusCode()).isEqualTo(200);
        assertThat(check(bare).getComponent()).hasSize(1);
        assertThat(post("QuestionnaireResponse/$extract", json(parameters), JSON)
                        .body())
                .isEqualTo(bare.body());
    }

    @Test
    void xml_is_read_and_answered_in_xml() throws Exception {
        String xml = CONTEXT.newXmlParser().encodeResourceToString(sheet());

        HttpResponse<String> answer = post("QuestionnaireResponse/$extract", xml, XML);

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(XML);
        assertThat(CONTEXT.newXmlParser()
                        .parseResource(Observation.class, answer.body())
                        .getComponent())
                .hasSize(1);
    }

    @Test
    void a_stored_sheet_gives_its_check_and_nothing_is_stored() throws Exception {
        String id = CONTEXT.newJsonParser()
                .parseResource(
                        QuestionnaireResponse.class,
                        post("QuestionnaireResponse", json(sheet()), JSON).body())
                .getIdElement()
                .getIdPart();
        String path = "QuestionnaireResponse/" + id + "/$extract";

        HttpResponse<String> answer = get(path);

        assertThat(check(answer).getDerivedFromFirstRep().getReference()).isEqualTo("QuestionnaireResponse/" + id);
        assertThat(post(path, "", JSON).body()).isEqualTo(answer.body());
        assertThat(post(path, "{\"resourceType\":\"Parameters\"}", JSON).body()).isEqualTo(answer.body());
        assertThat(get("Observation?subject=Patient/of-the-sheet").body()).contains("\"total\":0");
        assertThat(post(path, json(sheet()), JSON).statusCode()).isEqualTo(400);
        assertThat(get("QuestionnaireResponse/nobody/$extract").statusCode()).isEqualTo(404);
    }

    @Test
    void a_stored_sheet_brings_the_infant_it_is_about_into_the_record_of_its_mother() throws Exception {
        QuestionnaireResponse sheet = sheet();
        sheet.setSubject(new Reference("Patient/ibu"));
        sheet.addItem().setLinkId("infant").addAnswer().setValue(new Reference("Patient/bayi"));
        put("Patient/ibu", "{\"resourceType\":\"Patient\",\"id\":\"ibu\"}");
        put("Patient/bayi", "{\"resourceType\":\"Patient\",\"id\":\"bayi\",\"birthDate\":\"2026-06-01\"}");
        post("QuestionnaireResponse", json(sheet), JSON);

        assertThat(get("Patient/ibu/$everything").body()).contains("Patient/bayi", "2026-06-01");
    }

    @Test
    void a_refusal_says_where() throws Exception {
        QuestionnaireResponse sheet = sheet();
        sheet.getItemFirstRep().setLinkId("note");

        assertRefused(json(sheet), "QuestionnaireResponse.item[0].linkId");
        assertRefused(
                json(sheet()).replace("\"item\":[{", "\"item\":[{\"unknown\":1,"),
                "QuestionnaireResponse.item[0].unknown");
        assertRefused("{\"resourceType\":\"Patient\"}", "Patient");
        assertRefused(
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"other\",\"valueString\":\"x\"}]}",
                "Parameters.parameter");
    }

    private void assertRefused(String body, String path) throws Exception {
        HttpResponse<String> answer = post("QuestionnaireResponse/$extract", body, JSON);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(CONTEXT.newJsonParser()
                        .parseResource(OperationOutcome.class, answer.body())
                        .getIssueFirstRep()
                        .getExpression()
                        .get(0)
                        .getValue())
                .isEqualTo(path);
    }

    private static QuestionnaireResponse sheet() {
        QuestionnaireResponse sheet = new QuestionnaireResponse();
        sheet.setQuestionnaire(Canonical.BASE + "/Questionnaire/adequacy-sheet|0.1.0")
                .setStatus(QuestionnaireResponseStatus.COMPLETED)
                .setSubject(new Reference("Patient/of-the-sheet"))
                .setAuthoredElement(new DateTimeType("2026-06-05T10:00:00+07:00"));
        sheet.addItem().setLinkId("let-down").addAnswer().setValue(new BooleanType(true));
        return sheet;
    }

    private static Observation check(HttpResponse<String> answer) {
        return CONTEXT.newJsonParser().parseResource(Observation.class, answer.body());
    }

    private static String json(Resource resource) {
        return CONTEXT.newJsonParser().encodeResourceToString(resource);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void put(String path, String body) throws Exception {
        HttpRequest put = request(path)
                .header("Content-Type", JSON)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/fhir/" + path));
    }
}
