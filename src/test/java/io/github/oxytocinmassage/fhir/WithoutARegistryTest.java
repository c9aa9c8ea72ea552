package io.github.oxytocinmassage.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** Where no records are kept, the operations work on what comes along. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "registry.open=false")
@ActiveProfiles("demo")
@DirtiesContext
class WithoutARegistryTest {

    private static final String APPLY = "PlanDefinition/oxytocin-massage-14-day/$apply";

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void apply_asks_for_the_record() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at(APPLY + "?subject=Patient/m")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("send the record as data");
    }

    @Test
    void apply_takes_the_record_that_comes_along() throws Exception {
        HttpResponse<String> answer = post(APPLY, """
                {"resourceType":"Parameters","parameter":[{"name":"subject","valueString":"Patient/m"},
                 {"name":"data","resource":{"resourceType":"Bundle","type":"collection","entry":[
                  {"resource":{"resourceType":"Patient","id":"m"}}]}}]}""");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"resourceType\":\"CarePlan\"");
    }

    @Test
    void a_sheet_that_comes_along_gives_its_check_and_no_stored_one_is_asked_for() throws Exception {
        String sheet = """
                {"resourceType":"QuestionnaireResponse","status":"completed","subject":{"reference":"Patient/m"},
                 "questionnaire":"%s/Questionnaire/adequacy-sheet","authored":"2026-06-05T10:00:00+07:00"}""".formatted(Canonical.BASE);

        assertThat(post("QuestionnaireResponse/$extract", sheet).statusCode()).isEqualTo(200);
        assertThat(post("QuestionnaireResponse/q/$extract", "").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + "/fhir/" + path);
    }
}
