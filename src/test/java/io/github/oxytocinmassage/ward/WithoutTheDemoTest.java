package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
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
}
