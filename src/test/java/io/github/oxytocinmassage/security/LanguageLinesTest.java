package io.github.oxytocinmassage.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** However many languages a browser names, and in how many lines. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"registry.folder=./target/language-lines", "doors.client-tokens=none"})
@ActiveProfiles("demo")
class LanguageLinesTest {

    private static final String FORTY = IntStream.range(0, 40)
            .mapToObj(i -> i == 39 ? "en;q=0.9" : "x" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + ";q=0.5")
            .collect(Collectors.joining(","));

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/evidence", "/evidence/OM-DAN-I01", "/cds-services", "/fhir/metadata"})
    void forty_languages_are_answered_at_every_address(String path) throws IOException, InterruptedException {
        assertThat(get(path, FORTY).statusCode()).isEqualTo(200);
    }

    @Test
    void the_best_of_forty_is_spoken() throws IOException, InterruptedException {
        assertThat(get("/evidence", FORTY).body()).contains("<html lang=\"en\"");
        assertThat(get("/evidence", FORTY.replace("en;", "id;")).body()).contains("<html lang=\"id\"");
    }

    @Test
    void a_second_line_counts_like_the_first() throws IOException, InterruptedException {
        assertThat(get("/evidence", "fr", "en;q=0.5").body()).contains("<html lang=\"en\"");
        assertThat(get("/evidence", "id;q=0.5", "en").body()).contains("<html lang=\"en\"");
        assertThat(get("/evidence", "en;q=0.5", "id").body()).contains("<html lang=\"id\"");
    }

    private HttpResponse<String> get(String path, String... languages) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (String line : languages) {
            request.header("Accept-Language", line);
        }
        return HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
