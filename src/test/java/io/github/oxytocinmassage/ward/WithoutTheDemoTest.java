package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Invented mothers have no place where real ones are. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WithoutTheDemoTest {

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?lang=id",
                "/ward",
                "/family",
                "/ward/mothers/ibu-tri",
                "/sign-in",
                "/login/oauth2/code/x",
                "/oauth2/authorization/x",
                "/demo/study-mother-one.json",
                "/demo/study-mother-one.parameters.json",
                "/demo/study-mother-one.hook.json"
            })
    void thereIsNoPageAndNoSample(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("Ibu");
    }

    @ParameterizedTest
    @CsvSource({
        "/, en, There is no such page",
        "/ward/mothers, id, Halaman ini tidak ada",
        "/no/such/page, id, Halaman ini tidak ada",
        "/no/such/page?lang=en, id, There is no such page"
    })
    void aBrowserAtAWrongAddressGetsAPageInItsLanguage(String path, String language, String title) throws Exception {
        HttpResponse<String> answer = asABrowser(path, language);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .contains("<h1>" + title + "</h1>", "href=\"/evidence\"")
                .doesNotContain("OperationOutcome", "??");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fhir/NoSuchType/1", "/cds-services/none", "/actuator/none", "/v3/none"})
    void whereProgramsCallAWrongAddressGivesAnOperationOutcome(String path) throws Exception {
        HttpResponse<String> answer = asABrowser(path, "id");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.body()).contains("OperationOutcome").doesNotContain("Halaman ini tidak ada");
    }

    private HttpResponse<String> asABrowser(String path, String language) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .header("Accept-Language", language)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
