package io.github.oxytocinmassage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs at a site, over TLS: what it writes to its log, and what stands in the head of its answers. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"registry.open=true", "doors.client-tokens=none"})
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class LogsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PASSWORD = "changeit";

    /** Stands for a name, an id, a word of a note: wherever a record has room for text. */
    private static final String MARK = "Rahasia";

    /** Stands for a value. */
    private static final String NUMBER = "2671.0625";

    private static final List<String> LOUD = List.of(MARK.toLowerCase(Locale.ROOT), NUMBER, "1998-02-13");

    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    private HttpClient client;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) throws IOException, InterruptedException {
        Path keys = folder.resolve("tls.p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "web",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
        properties.add("registry.folder", folder::toString);
        properties.add("server.ssl.bundle", () -> "web");
        properties.add("spring.ssl.bundle.jks.web.keystore.location", () -> keys.toUri()
                .toString());
        properties.add("spring.ssl.bundle.jks.web.keystore.password", () -> PASSWORD);
    }

    /** Else it goes on as the first context of this process has begun it, which may be the demo's. */
    @BeforeAll
    static void loggingBeginsAnew() {
        LoggingSystem.get(LogsTest.class.getClassLoader()).cleanUp();
    }

    @BeforeEach
    void connect() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve("tls.p12"))) {
            trusted.load(file, PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
    }

    @Test
    void nothing_of_a_record_comes_into_the_log_whichever_door_it_knocks_at(CapturedOutput output) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Knock knock : knocks()) {
            statuses.add(send(knock.method(), knock.path(), knock.body(), "X-Request-Id", "knock-" + statuses.size())
                    .statusCode());
        }

        assertThat(statuses).contains(200, 400, 404, 409, 412).allMatch(s -> s < 500 || s == 501);
        String log = output.getAll();
        assertThat(log.lines().filter(l -> l.contains("knock-")).count())
                .isGreaterThanOrEqualTo(statuses.stream().filter(s -> s == 400).count());
        for (String loud : LOUD) {
            assertThat(log.lines().filter(l -> l.toLowerCase(Locale.ROOT).contains(loud)))
                    .as(loud)
                    .isEmpty();
        }
    }

    private record Knock(String method, String path, String body) {}

    private static List<Knock> knocks() {
        String mother =
                "{\"resourceType\":\"Patient\",\"id\":\"Rahasia-m\",\"name\":[{\"text\":\"Ibu Rahasia\"}],\"birthDate\":\"1998-02-13\","
                        + "\"identifier\":[{\"system\":\"urn:nik\",\"value\":\"Rahasia-7\"}]}";
        String weight =
                "{\"resourceType\":\"Observation\",\"id\":\"Rahasia-w\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/Rahasia-m\"},"
                        + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"29463-7\"}]},\"note\":[{\"text\":\"Rahasia\"}],"
                        + "\"effectiveDateTime\":\"2026-06-05T10:00:00+07:00\",\"valueQuantity\":{\"value\":2671.0625,\"unit\":\"Rahasia\"}}";
        String record = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":" + mother
                + "},{\"resource\":" + weight + "}]}";
        String entry = "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\"}}";
        String transaction = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
                + entry.formatted(mother, "Patient/Rahasia-m") + ","
                + entry.formatted(weight, "Observation/Rahasia-w") + "]}";
        List<Knock> knocks = new ArrayList<>(List.of(
                new Knock("POST", "/fhir", transaction),
                new Knock("POST", "/fhir/Patient", mother),
                new Knock("GET", "/fhir/Patient/Rahasia-m", null),
                new Knock("GET", "/fhir/Patient/Rahasia-m/$recommend", null),
                new Knock("GET", "/fhir/Patient/Rahasia-m/$everything", null),
                new Knock("GET", "/fhir/Patient/Rahasia-n", null),
                new Knock("GET", "/fhir/Patient?identifier=Rahasia-7", null),
                new Knock("GET", "/fhir/Patient?birthdate=Rahasia", null),
                new Knock("GET", "/fhir/Patient?Rahasia=Rahasia", null),
                new Knock("GET", "/fhir/Rahasia/1", null),
                new Knock("GET", "/Rahasia", null),
                new Knock("GET", "/cds-services/Rahasia", null),
                new Knock("GET", "/fhir//Rahasia;x", null),
                new Knock("GET", "/fhir/Patient/Rahasia/_history/Rahasia", null),
                new Knock("POST", "/fhir/Patient/Rahasia-m/$purge", "{\"resourceType\":\"Parameters\"}")));
        for (String body : List.of(
                record,
                record.replace("\"2026-06-05T10", "\"Rahasia"),
                record.replace("29463-7", "Rahasia"),
                record.replace("\"final\"", "\"Rahasia\""),
                record.replace("\"value\":2671.0625", "\"value\":\"2671.0625\""),
                record.replace("\"birthDate\"", "\"Rahasia\""),
                record.replace("\"id\"", "\"id\":\"Rahasia\",\"id\""),
                record.replace("Patient\"", "Rahasia\""),
                record.replace("[{\"text\"", "[\"Rahasia\",{\"text\""),
                record.substring(0, record.length() - 40),
                "Rahasia " + record,
                "\"Rahasia\"")) {
            knocks.add(new Knock("POST", "/fhir/$recommend", body));
            knocks.add(new Knock("POST", "/fhir/Observation/$validate", body));
            knocks.add(new Knock("POST", "/fhir/Observation", body));
            knocks.add(new Knock("PUT", "/fhir/Observation/Rahasia-w", body));
            knocks.add(new Knock("POST", "/fhir", body));
            knocks.add(new Knock("POST", "/cds-services/oxytocin-massage", body));
            knocks.add(new Knock("POST", "/cds-services/oxytocin-massage", hook(mother, body)));
            knocks.add(new Knock("POST", "/cds-services/oxytocin-massage/feedback", body));
        }
        knocks.add(new Knock("POST", "/cds-services/oxytocin-massage", hook(mother, "null")));
        knocks.add(new Knock("POST", "/cds-services/oxytocin-massage/feedback", """
                {"feedback":[{"card":"Rahasia","outcome":"overridden","outcomeTimestamp":"2026-06-05T10:00:00Z",
                 "overrideReason":{"userComment":"Rahasia"}}]}"""));
        return knocks;
    }

    private static String hook(String mother, String value) {
        StringBuilder prefetch = new StringBuilder("\"mother\":" + mother);
        for (String key : List.of("infants", "sessions", "checks", "measurements", "conditions", "plan")) {
            prefetch.append(",\"").append(key).append("\":").append(value);
        }
        return "{\"hook\":\"patient-view\",\"hookInstance\":\"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea\",\"context\":{\"userId\":"
                + "\"Practitioner/Rahasia\",\"patientId\":\"Rahasia-m\"},\"prefetch\":{" + prefetch + "}}";
    }

    @Test
    void a_call_leaves_one_line_of_json_with_its_id(CapturedOutput output) throws Exception {
        send("GET", "/cds-services", null, "X-Request-Id", "ward-7.42");

        List<JsonNode> lines = output.getAll()
                .lines()
                .filter(l -> l.contains("ward-7.42"))
                .map(JSON::readTree)
                .toList();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).path("requestId").asString()).isEqualTo("ward-7.42");
        assertThat(lines.get(0).path("message").asString()).startsWith("GET at cds-services: 200 in ");
    }

    @Test
    void a_good_id_comes_back_once_and_another_is_replaced() throws Exception {
        for (String path : List.of(
                "/cds-services", "/fhir/metadata", "/fhir/Patient/x", "/actuator/health", "/nowhere", "/a//b")) {
            assertThat(send("GET", path, null, "X-Request-Id", "abc-1")
                            .headers()
                            .allValues("X-Request-Id"))
                    .as(path)
                    .containsExactly("abc-1");
            for (String bad : List.of("", "a b", "a\tb", "<script>", "x".repeat(65), "é")) {
                assertThat(send("GET", path, null, "X-Request-Id", bad)
                                .headers()
                                .allValues("X-Request-Id"))
                        .as(path + " " + bad)
                        .singleElement()
                        .asString()
                        .matches("[0-9a-f-]{36}");
            }
        }
    }

    @Test
    void every_answer_has_the_headers_that_protect_who_reads_it() throws Exception {
        for (String path : List.of(
                "/cds-services", "/fhir/metadata", "/fhir/Patient/x", "/actuator/health", "/nowhere", "/fhir//x")) {
            HttpResponse<String> answer = send("GET", path, null);

            assertThat(header(answer, "Content-Security-Policy"))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(header(answer, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(header(answer, "Referrer-Policy")).as(path).isEqualTo("no-referrer");
            assertThat(header(answer, "X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(header(answer, "Strict-Transport-Security")).as(path).contains("max-age=31536000");
            assertThat(header(answer, "Cache-Control")).as(path).contains("no-store");
            assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .header("Content-Type", path.startsWith("/fhir") ? "application/fhir+json" : "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
