package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.Canonical;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** References written with this server's own address: a danger sign must not be lost over it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class OwnAddressTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String mother = UUID.randomUUID().toString();
    private final String sign = UUID.randomUUID().toString();

    @LocalServerPort
    private int port;

    @Test
    void what_is_put_under_the_servers_own_address_is_found_and_advised_on() throws Exception {
        send("PUT", "Patient/" + mother, patient());

        send("PUT", "Observation/" + sign, bleeding(base() + "Patient/" + mother));

        assertIsFoundAndAdvisedOn();
    }

    @Test
    void so_is_what_a_transaction_brings() throws Exception {
        String entries = entry("PUT", "Patient/" + mother, patient()) + ","
                + entry(
                        "PUT",
                        "Observation/" + sign,
                        bleeding(base().toUpperCase(java.util.Locale.ROOT).replace("/FHIR/", "/fhir/") + "Patient/"
                                + mother));

        send("POST", "", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}");

        assertIsFoundAndAdvisedOn();
    }

    @Test
    void a_version_in_a_reference_is_kept_and_does_not_matter() throws Exception {
        send("PUT", "Patient/" + mother, patient());

        send("PUT", "Observation/" + sign, bleeding("Patient/" + mother + "/_history/1"));

        assertThat(send("GET", "Observation/" + sign, "")).contains("Patient/" + mother + "/_history/1");
        assertIsFoundAndAdvisedOn();
    }

    @Test
    void a_system_under_the_servers_own_address_is_no_reference() throws Exception {
        String number = base() + "NamingSystem/number";
        send(
                "PUT",
                "Patient/" + mother,
                patient()
                        .replace(
                                "}",
                                ",\"identifier\":[{\"system\":\"" + number + "\",\"value\":\"" + mother + "\"}]}"));

        assertThat(send("GET", "Patient?identifier=" + url(number + "|" + mother), ""))
                .contains("\"id\":\"" + mother);
    }

    @Test
    void what_lies_on_another_server_stays_there() throws Exception {
        send("PUT", "Patient/" + mother, patient());

        send("PUT", "Observation/" + sign, bleeding("https://there.example/fhir/Patient/" + mother));

        assertThat(send("GET", "Observation?patient=" + mother, "")).doesNotContain(sign);
        assertThat(send("GET", "Observation?patient=https://there.example/fhir/Patient/" + mother, ""))
                .contains(sign);
    }

    private void assertIsFoundAndAdvisedOn() throws Exception {
        assertThat(send("GET", "Observation?patient=" + mother, "")).contains(sign);
        assertThat(send("GET", "Observation?code=heavy-bleeding&subject=" + url(base() + "Patient/" + mother), ""))
                .contains(sign);
        assertThat(send("GET", "Patient/" + mother + "/$recommend", "")).contains("OM-DAN-M01");
    }

    private String send(String method, String path, String body) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(base() + path))
                        .header("Content-Type", "application/fhir+json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return answer.body();
    }

    private String patient() {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + mother + "\",\"gender\":\"female\"}";
    }

    private String bleeding(String subject) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + sign
                + "\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\""
                + Canonical.ITEMS + "\",\"code\":\"heavy-bleeding\"}]},\"subject\":{\"reference\":\"" + subject
                + "\"},\"effectiveDateTime\":\"2026-06-05T10:00:00+07:00\",\"valueBoolean\":true}";
    }

    private static String entry(String method, String url, String resource) {
        return "{\"resource\":" + resource + ",\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}";
    }

    private static String url(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String base() {
        return "http://127.0.0.1:" + port + "/fhir/";
    }
}
