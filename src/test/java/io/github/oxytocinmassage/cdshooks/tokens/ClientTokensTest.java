package io.github.oxytocinmassage.cdshooks.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.github.oxytocinmassage.OxytocinMassageApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who may call, where client tokens are required. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ClientTokensTest {

    private static final String VIEW = "/cds-services/oxytocin-massage";
    private static final String RECOMMEND = "/fhir/$recommend";
    private static final String EMPTY_RECORD = "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}";

    /** Answered with what it lacks by whoever reads it: the call has come in. */
    private static final String NO_CALL = "{}";

    private static final int CAME_IN = 400;

    private static final TestClient EHR = new TestClient();
    private static final TestClient VIEWER = new TestClient();
    private static final TestClient CHANGING = new TestClient();
    private static final EmbeddedPostgres POSTGRES = started();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) throws IOException {
        Path keys = Files.writeString(folder.resolve("viewer.jwks.json"), VIEWER.jwkSet());
        Stream.of(settings(keys)).forEach(s -> properties.add(s.split("=", 2)[0], () -> s.split("=", 2)[1]));
    }

    /** The viewer's keys are a file; it may call one service. */
    private static String[] settings(Path keys) {
        return new String[] {
            "spring.datasource.url=" + POSTGRES.getJdbcUrl("postgres", "postgres"),
            "spring.datasource.username=postgres",
            "outgoing.hosts=127.0.0.1:9,"
                    + Stream.of(EHR, CHANGING).map(c -> c.jku().getAuthority()).collect(Collectors.joining(",")),
            "cds.base-url=" + TestClient.BASE + "/",
            "cds.clients.ehr.issuer=" + EHR.name(),
            "cds.clients.ehr.jku=" + EHR.jku(),
            "cds.clients.viewer.issuer=" + VIEWER.name(),
            "cds.clients.viewer.jwk-set=" + keys.toUri(),
            "cds.clients.viewer.may=oxytocin-massage",
            "cds.clients.changing.issuer=" + CHANGING.name(),
            "cds.clients.changing.jku=" + CHANGING.jku(),
            "cds.clients.nobody.issuer=https://closed.example",
            "cds.clients.nobody.jku=http://127.0.0.1:9/keys",
        };
    }

    private static EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        EHR.stop();
        VIEWER.stop();
        CHANGING.stop();
        POSTGRES.close();
    }

    @TestFactory
    Stream<DynamicTest> a_bad_token_opens_nothing_and_is_told_why() throws Exception {
        List<BadClientTokens.Bad> bad = BadClientTokens.of(EHR);
        assertThat(bad).hasSizeGreaterThan(50);
        return bad.stream()
                .map(b -> DynamicTest.dynamicTest(b.name(), () -> {
                    HttpResponse<String> answer = send(port, "POST", VIEW, NO_CALL, b.headers());

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
                    assertThat(answer.body()).contains("OperationOutcome").contains(b.reason());
                    assertThat(header(answer, "WWW-Authenticate")).startsWith("Bearer");
                    assertThat(header(answer, "Content-Type")).startsWith("application/fhir+json");
                }));
    }

    @Test
    void a_good_token_opens_by_either_kind_of_key_for_the_url_called_or_that_of_discovery() throws Exception {
        JWSHeader rs384 = EHR.header(JWSAlgorithm.RS384, "rsa").build();
        JWSHeader withoutJku = new JWSHeader.Builder(EHR.header()).jwkURL(null).build();
        JWTClaimsSet claims = EHR.claims(TestClient.VIEW).build();

        for (String token : List.of(
                EHR.token(TestClient.VIEW),
                EHR.token(TestClient.DISCOVERY),
                EHR.signed(EHR.claims("")
                        .audience(List.of("https://x.example", TestClient.VIEW))
                        .build()),
                TestClient.signed(rs384, claims, TestClient.signer(EHR.rsa())),
                TestClient.signed(withoutJku, EHR.claims(TestClient.VIEW).build(), TestClient.signer(EHR.curve())),
                EHR.signed(EHR.claims(TestClient.VIEW)
                        .issueTime(TestClient.in(-290))
                        .expirationTime(TestClient.in(-30))
                        .build()),
                EHR.signed(EHR.claims(TestClient.VIEW)
                        .issueTime(TestClient.in(30))
                        .expirationTime(TestClient.in(330))
                        .build()))) {
            HttpResponse<String> answer = call(VIEW, NO_CALL, token);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(CAME_IN);
            assertThat(answer.body()).contains("hookInstance");
        }
    }

    @Test
    void the_host_that_a_request_names_says_nothing_about_the_audience() throws Exception {
        String own = "http://127.0.0.1:" + port + VIEW;

        HttpResponse<String> answer = send(port, "POST", VIEW, NO_CALL, List.of("Bearer " + EHR.token(own)));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("aud");
    }

    @ParameterizedTest
    @CsvSource({"/feedback", "-discharge", "-discharge/feedback"})
    void each_address_has_its_own_audience(String further) throws Exception {
        HttpResponse<String> own = call(VIEW + further, NO_CALL, EHR.token(TestClient.VIEW + further));
        HttpResponse<String> other = call(VIEW + further, NO_CALL, EHR.token(TestClient.VIEW));

        assertThat(own.statusCode()).as(own.body()).isEqualTo(CAME_IN);
        assertThat(other.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/%63ds-services/oxytocin-massage, 401",
        "/cds-services/oxytocin%2Dmassage, 401",
        "/fhir/%24recommend, 401",
        "/%66hir/$recommend, 400",
        "//fhir/$recommend, 400",
        "/fhir//$recommend, 400",
        "/./fhir/$recommend, 400",
        "/fhir;x=1/$recommend, 400",
        "/cds-services;x/oxytocin-massage, 400",
        "/cds-services//oxytocin-massage, 400",
        "//cds-services/oxytocin-massage, 400",
        "/cds-services%2Foxytocin-massage, 400",
        "/cds-services/%2e%2e/fhir, 400"
    })
    void another_spelling_of_an_address_opens_nothing(String path, int status) throws Exception {
        HttpResponse<String> answer = send(port, "POST", path, NO_CALL, List.of());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("OperationOutcome");
    }

    @Test
    void a_token_is_good_for_one_call_at_all_instances_together() throws Exception {
        Path keys = folder.resolve("viewer.jwks.json");
        String token = EHR.token(TestClient.DISCOVERY);
        try (ConfigurableApplicationContext second = new SpringApplicationBuilder(OxytocinMassageApplication.class)
                .properties("server.port=0")
                .run(Stream.concat(Stream.of(settings(keys)), Stream.of("server.port=0"))
                        .map(s -> "--" + s)
                        .toArray(String[]::new))) {
            int other = second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

            assertThat(call(VIEW, NO_CALL, token).statusCode()).isEqualTo(CAME_IN);
            HttpResponse<String> there = send(other, "POST", VIEW, NO_CALL, List.of("Bearer " + token));
            HttpResponse<String> here = call(VIEW, NO_CALL, token);

            assertThat(there.statusCode()).as(there.body()).isEqualTo(401);
            assertThat(there.body()).contains("shown before");
            assertThat(here.statusCode()).isEqualTo(401);
            assertThat(here.body()).contains("shown before");
            answers_what_it_has_begun_before_it_stops(second, other);
        }
    }

    private static void answers_what_it_has_begun_before_it_stops(ConfigurableApplicationContext service, int port)
            throws Exception {
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            caller.setSoTimeout(30_000);
            OutputStream out = caller.getOutputStream();
            out.write(
                    ("POST " + VIEW + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                                    + "Authorization: Bearer " + EHR.token(TestClient.VIEW) + "\r\n\r\n{")
                            .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            awaitCallUnderWay(service);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
            Thread.sleep(500);
            assertThat(stopped).isNotDone();

            out.write('}');
            out.flush();

            assertThat(new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 " + CAME_IN);
            stopped.get(60, TimeUnit.SECONDS);
        }
    }

    private static void awaitCallUnderWay(ConfigurableApplicationContext service) throws InterruptedException {
        for (int attempt = 0; attempt < 300; attempt++) {
            boolean underWay =
                    service.getBean(MeterRegistry.class).find("http.server.requests.active").longTaskTimers().stream()
                            .anyMatch(calls -> calls.activeTasks() > 0);
            if (underWay) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the call has not come in after 30 seconds");
    }

    @Test
    void an_id_is_the_issuers_own_and_may_hold_anything() throws Exception {
        String id = "\u0000 '\"; drop table seen_token; -- 😊" + UUID.randomUUID() + "x".repeat(3000);
        String viewers = TestClient.signed(
                new JWSHeader.Builder(VIEWER.header()).jwkURL(null).build(),
                VIEWER.claims(TestClient.VIEW).jwtID(id).build(),
                TestClient.signer(VIEWER.curve()));

        assertThat(call(
                                VIEW,
                                NO_CALL,
                                EHR.signed(EHR.claims(TestClient.VIEW).jwtID(id).build()))
                        .statusCode())
                .isEqualTo(CAME_IN);
        assertThat(call(VIEW, NO_CALL, viewers).statusCode()).isEqualTo(CAME_IN);
        assertThat(call(
                                VIEW,
                                NO_CALL,
                                EHR.signed(EHR.claims(TestClient.VIEW).jwtID(id).build()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_known_client_is_not_let_in_where_it_is_not_allowed() throws Exception {
        HttpResponse<String> allowed = call(VIEW, NO_CALL, viewers(VIEW));
        HttpResponse<String> discharge = call(VIEW + "-discharge", NO_CALL, viewers(VIEW + "-discharge"));
        HttpResponse<String> recommend = call(RECOMMEND, EMPTY_RECORD, viewers(RECOMMEND));

        assertThat(allowed.statusCode()).isEqualTo(CAME_IN);
        for (HttpResponse<String> refused : List.of(discharge, recommend)) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(refused.body()).contains("OperationOutcome").contains("may");
            assertThat(header(refused, "WWW-Authenticate")).contains("insufficient_scope");
        }
    }

    /** By its configured keys, without a jku. */
    private static String viewers(String path) {
        return TestClient.signed(
                new JWSHeader.Builder(VIEWER.header()).jwkURL(null).build(),
                VIEWER.claims(TestClient.BASE + path).build(),
                TestClient.signer(VIEWER.curve()));
    }

    @Test
    void a_client_with_configured_keys_has_no_others() throws Exception {
        String token = TestClient.signed(
                VIEWER.header(), VIEWER.claims(TestClient.VIEW).build(), TestClient.signer(VIEWER.curve()));

        HttpResponse<String> answer = call(VIEW, NO_CALL, token);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("jku");
    }

    @Test
    void a_token_that_can_not_be_checked_now_may_come_again() throws Exception {
        JWSHeader header = new JWSHeader.Builder(EHR.header())
                .jwkURL(URI.create("http://127.0.0.1:9/keys"))
                .build();
        String token = TestClient.signed(
                header,
                EHR.claims(TestClient.VIEW).issuer("https://closed.example").build(),
                TestClient.signer(EHR.curve()));

        HttpResponse<String> answer = call(VIEW, NO_CALL, token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("OperationOutcome");
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
    }

    @Test
    void recommend_alone_answers_to_clients_where_there_is_no_registry() throws Exception {
        HttpResponse<String> answer = call(RECOMMEND, EMPTY_RECORD, EHR.token(TestClient.BASE + RECOMMEND));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("GuidanceResponse");
        assertThat(send(port, "POST", RECOMMEND, EMPTY_RECORD, List.of()).statusCode())
                .isEqualTo(401);
        for (String other : List.of("/fhir/Patient/$validate", "/fhir", "/fhir/QuestionnaireResponse/$extract")) {
            assertThat(send(port, "POST", other, EMPTY_RECORD, List.of()).statusCode())
                    .as(other)
                    .isEqualTo(401);
            assertThat(call(other, EMPTY_RECORD, EHR.token(TestClient.DISCOVERY))
                            .statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
    }

    @Test
    void what_describes_the_service_needs_no_token_and_a_bad_one_does_no_harm() throws Exception {
        for (String path : List.of(
                "/cds-services", "/fhir/metadata", "/fhir/CodeSystem/oxytocin-massage", "/actuator/health/liveness")) {
            assertThat(send(port, "GET", path, null, List.of("Bearer garbage")).statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
        assertThat(send(port, "GET", VIEW, null, List.of()).statusCode()).isEqualTo(405);
        assertThat(call("/cds-services/nope", NO_CALL, EHR.token(TestClient.DISCOVERY + "/nope"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_client_may_change_its_keys() throws Exception {
        ECKey next = new ECKeyGenerator(Curve.P_384).keyID("next").generate();
        assertThat(call(VIEW, NO_CALL, CHANGING.token(TestClient.VIEW)).statusCode())
                .isEqualTo(CAME_IN);

        CHANGING.publish(next);
        String after = TestClient.signed(
                CHANGING.header(JWSAlgorithm.ES384, "next").build(),
                CHANGING.claims(TestClient.VIEW).build(),
                TestClient.signer(next));

        assertThat(call(VIEW, NO_CALL, after).statusCode()).isEqualTo(CAME_IN);
        assertThat(call(VIEW, NO_CALL, CHANGING.token(TestClient.VIEW)).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> call(String path, String body, String token) throws Exception {
        return send(port, "POST", path, body, List.of("Bearer " + token));
    }

    private static HttpResponse<String> send(int port, String method, String path, String body, List<String> tokens)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", path.startsWith("/fhir") ? "application/fhir+json" : "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        tokens.forEach(t -> request.header("Authorization", t));
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
