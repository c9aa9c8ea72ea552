package io.github.oxytocinmassage.security.outgoing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.ssl.SSLContextBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingCallsTest {

    private static final int LIMIT = 100_000;

    /** Long enough for a busy machine to answer in. */
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private static final Duration BRIEF = Duration.ofMillis(300);

    @RegisterExtension
    static final WireMockExtension EHR = WireMockExtension.newInstance()
            .options(options().dynamicPort().dynamicHttpsPort().gzipDisabled(true))
            .build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @Test
    void an_answer_is_read_whole_with_its_type() throws Exception {
        EHR.stubFor(get("/fhir/x?a=1%7C2").willReturn(ok("{}").withHeader("Content-Type", "application/fhir+json")));

        try (OutgoingCalls calls = calls()) {
            OutgoingAnswer answer = calls.get(to("/fhir/x?a=1%7C2", PATIENT));

            assertThat(answer.body()).asString().isEqualTo("{}");
            assertThat(answer.contentType()).isEqualTo("application/fhir+json");
        }
        EHR.verify(getRequestedFor(urlEqualTo("/fhir/x?a=1%7C2"))
                .withHeader("Authorization", equalTo("Bearer secret"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void without_a_token_none_is_sent() throws Exception {
        EHR.stubFor(get("/open").willReturn(ok("{}")));
        OutgoingGet get = to("/open", PATIENT);

        try (OutgoingCalls calls = calls()) {
            calls.get(new OutgoingGet(get.uri(), get.accept(), null, get.deadline(), LIMIT));
        }

        EHR.verify(getRequestedFor(urlEqualTo("/open")).withoutHeader("Authorization"));
    }

    @Test
    void a_packed_answer_is_unpacked() throws Exception {
        EHR.stubFor(get("/packed").willReturn(packed(500)));

        try (OutgoingCalls calls = calls()) {
            assertThat(calls.get(to("/packed", PATIENT)).body()).hasSize(500);
        }
    }

    @Test
    void an_answer_may_be_as_long_as_its_limit_and_no_longer() throws Exception {
        EHR.stubFor(get("/full").willReturn(ok("x".repeat(LIMIT))));
        EHR.stubFor(get("/over").willReturn(ok("x".repeat(LIMIT + 1))));
        EHR.stubFor(get("/bomb").willReturn(packed(50_000_000)));

        try (OutgoingCalls calls = calls();
                RawServer endless = RawServer.endless("HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1000), 0)) {
            assertThat(calls.get(to("/full", PATIENT)).body()).hasSize(LIMIT);
            assertThat(failure(calls, to("/over", PATIENT))).isEqualTo(Reason.TOO_LARGE);
            assertThat(failure(calls, to("/bomb", PATIENT))).isEqualTo(Reason.TOO_LARGE);
            assertThat(failure(calls(endless), to(endless, PATIENT))).isEqualTo(Reason.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304, 400, 401, 403, 404, 410, 429, 500, 502, 503})
    void another_status_is_no_answer(int status) throws Exception {
        EHR.stubFor(get("/status").willReturn(aResponse().withStatus(status).withHeader("Retry-After", "100")));

        try (OutgoingCalls calls = calls()) {
            OutgoingCallException failed =
                    catchThrowableOfType(OutgoingCallException.class, () -> calls.get(to("/status", PATIENT)));

            assertThat(failed.reason()).isEqualTo(Reason.STATUS);
            assertThat(failed.status()).isEqualTo(status);
        }
    }

    @Test
    void a_redirect_is_followed_within_the_same_server_only() throws Exception {
        ELSEWHERE.stubFor(get(anyUrl()).willReturn(ok("{}")));
        EHR.stubFor(get("/moved").willReturn(temporaryRedirect("/there?x=1")));
        EHR.stubFor(get("/there?x=1").willReturn(ok("{}")));
        EHR.stubFor(get("/circle").willReturn(temporaryRedirect("/circle")));
        List<String> elsewhere = List.of(
                "http://localhost:" + ELSEWHERE.getPort() + "/x",
                "http://127.0.0.1:" + EHR.getPort() + "/there?x=1",
                "https://localhost:" + EHR.getPort() + "/there?x=1",
                "//user@localhost:" + EHR.getPort() + "/there?x=1",
                "http://169.254.169.254/",
                "file:///etc/passwd",
                "http://[");

        try (OutgoingCalls calls = calls()) {
            assertThat(calls.get(to("/moved", PATIENT)).body()).asString().isEqualTo("{}");
            assertThat(failure(calls, to("/circle", PATIENT))).isEqualTo(Reason.REDIRECTED);
            for (String location : elsewhere) {
                EHR.stubFor(get("/away").willReturn(temporaryRedirect(location)));
                assertThat(failure(calls, to("/away", PATIENT))).as(location).isEqualTo(Reason.REDIRECTED);
            }
        }
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_server_that_is_slow_in_any_way_is_left_at_the_deadline() throws Exception {
        EHR.stubFor(get("/late").willReturn(ok("{}").withFixedDelay(60_000)));
        EHR.stubFor(get("/drip").willReturn(ok("x".repeat(1000)).withChunkedDribbleDelay(1000, 60_000)));
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n";

        try (OutgoingCalls calls = calls();
                RawServer silent = RawServer.silent();
                RawServer drip = RawServer.endless(head, "x", 20);
                RawServer head1 = RawServer.endless("HTTP/1.1 200 OK\r\nX: ", "x", 20);
                RawServer heads = RawServer.endless("", "HTTP/1.1 100 Continue\r\n\r\n", 5)) {
            assertThat(failure(calls, to("/late", BRIEF))).isEqualTo(Reason.TOO_SLOW);
            assertThat(failure(calls, to("/drip", BRIEF))).isEqualTo(Reason.TOO_SLOW);
            for (RawServer slow : List.of(silent, drip, head1, heads)) {
                assertThat(failure(calls(slow), to(slow, BRIEF))).isEqualTo(Reason.TOO_SLOW);
            }
        }
    }

    @Test
    void a_handshake_or_answer_that_drips_under_tls_is_left_too() throws Exception {
        EHR.stubFor(get("/drip").willReturn(ok("x".repeat(1000)).withChunkedDribbleDelay(1000, 60_000)));
        String https = "https://localhost:";

        try (RawServer handshake = RawServer.endless("\u0016\u0003\u0003\u0040\u0000", "x", 20);
                OutgoingCalls drip = calls(List.of("localhost:" + EHR.getHttpsPort()), trusting());
                OutgoingCalls shaking = calls(List.of("localhost:" + handshake.port()), trusting())) {
            assertThat(failure(drip, to(https + EHR.getHttpsPort() + "/drip", BRIEF)))
                    .isEqualTo(Reason.TOO_SLOW);
            assertThat(failure(shaking, to(https + handshake.port() + "/", BRIEF)))
                    .isEqualTo(Reason.TOO_SLOW);
            assertThat(threadsBecomeFree(drip, shaking)).isTrue();
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_is_no_server() throws Exception {
        try (OutgoingCalls calls = calls(List.of("localhost:" + EHR.getHttpsPort()), null)) {
            assertThat(failure(calls, to("https://localhost:" + EHR.getHttpsPort() + "/", PATIENT)))
                    .isEqualTo(Reason.NOT_REACHABLE);
        }
    }

    @Test
    void nobody_there_is_not_reachable() throws Exception {
        int closed;
        try (RawServer server = RawServer.silent()) {
            closed = server.port();
        }

        try (OutgoingCalls calls = calls(List.of("localhost:" + closed, "nowhere.invalid"), null)) {
            assertThat(failure(calls, to("http://localhost:" + closed + "/", PATIENT)))
                    .isEqualTo(Reason.NOT_REACHABLE);
            assertThat(failure(calls, to("https://nowhere.invalid/", PATIENT))).isEqualTo(Reason.NOT_REACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "HTTP/9.9 999 ?\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nabc",
                ""
            })
    void what_is_no_whole_answer_is_none(String said) throws Exception {
        try (RawServer server = new RawServer((in, out) -> {
            in.read(new byte[1]);
            out.write(said.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        })) {
            assertThat(failure(calls(server), to(server, PATIENT))).isIn(Reason.UNREADABLE, Reason.NOT_REACHABLE);
        }
    }

    @Test
    void a_head_without_end_is_not_read_to_the_end() throws Exception {
        try (RawServer line = RawServer.endless("HTTP/1.1 200 OK\r\nX: ", "x".repeat(1000), 0);
                RawServer lines = RawServer.endless("HTTP/1.1 200 OK\r\n", "X: x\r\n", 0)) {
            assertThat(failure(calls(line), to(line, PATIENT))).isIn(Reason.UNREADABLE, Reason.NOT_REACHABLE);
            assertThat(failure(calls(lines), to(lines, PATIENT))).isIn(Reason.UNREADABLE, Reason.NOT_REACHABLE);
        }
    }

    @Test
    void a_host_that_does_not_answer_is_left_alone_for_a_while_and_another_is_not() throws Exception {
        EHR.stubFor(get("/well").willReturn(ok("{}")));

        try (RawServer silent = RawServer.silent();
                OutgoingCalls calls =
                        calls(List.of("localhost:" + silent.port(), "localhost:" + EHR.getPort()), null)) {
            Reason last = Reason.TOO_SLOW;
            for (int i = 0; i < 200 && last == Reason.TOO_SLOW; i++) {
                List<CompletableFuture<OutgoingAnswer>> calledAtOnce = IntStream.range(0, 20)
                        .mapToObj(j -> calls.send(to(silent, BRIEF)))
                        .toList();
                last = reason(calledAtOnce.get(19));
            }
            assertThat(last).isEqualTo(Reason.PAUSED);
            assertThat(threadsBecomeFree(calls)).isTrue();
            int before = silent.connections();

            assertThat(failure(calls, to(silent, PATIENT))).isEqualTo(Reason.PAUSED);
            assertThat(silent.connections()).isEqualTo(before);
            assertThat(calls.get(to("/well", PATIENT)).body()).hasSize(2);
        }
    }

    @Test
    void a_host_takes_its_own_threads_only() throws Exception {
        EHR.stubFor(get("/well").willReturn(ok("{}")));

        try (RawServer silent = RawServer.silent();
                OutgoingCalls calls =
                        calls(List.of("localhost:" + silent.port(), "localhost:" + EHR.getPort()), null)) {
            List<CompletableFuture<OutgoingAnswer>> many = IntStream.range(0, 600)
                    .mapToObj(i -> calls.send(to(silent, PATIENT)))
                    .toList();

            assertThat(many.stream().filter(CompletableFuture::isDone).map(OutgoingCallsTest::reason))
                    .isNotEmpty()
                    .containsOnly(Reason.BUSY);
            assertThat(silent.connections()).isLessThanOrEqualTo(HostGuards.AT_ONCE);
            assertThat(calls.get(to("/well", PATIENT)).body()).hasSize(2);
            many.forEach(f -> f.cancel(true));
            assertThat(threadsBecomeFree(calls)).isTrue();
        }
    }

    @Test
    void a_token_has_no_readable_form_and_can_not_end_a_header() {
        assertThat(to("/", BRIEF).toString()).doesNotContain("secret");
        assertThat(Stream.of("", "a b", "a\r\nX: y", "ä", "a=b")).noneMatch(BearerToken::isOne);
        assertThat(Stream.of("abc", "a.b-c_d~e+f/g==")).allMatch(BearerToken::isOne);
    }

    /** Waits as long as it takes a busy machine; a thread that hangs never becomes free. */
    private static boolean threadsBecomeFree(OutgoingCalls... calls) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            if (Stream.of(calls).allMatch(c -> c.underWay() == 0)) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder packed(int length)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[length]);
        }
        return aResponse().withHeader("Content-Encoding", "gzip").withBody(bytes.toByteArray());
    }

    private static OutgoingCalls calls() {
        return calls(List.of("localhost:" + EHR.getPort()), null);
    }

    private static OutgoingCalls calls(RawServer server) {
        return calls(List.of("localhost:" + server.port()), null);
    }

    private static OutgoingCalls calls(List<String> hosts, TlsSocketStrategy tls) {
        OutgoingHosts allowed = OutgoingHosts.of(hosts, List.of());
        return tls == null
                ? OutgoingCalls.to(allowed)
                : new OutgoingCalls(allowed, new HostGuards(), SystemDefaultDnsResolver.INSTANCE, tls);
    }

    private static TlsSocketStrategy trusting() throws Exception {
        return ClientTlsStrategyBuilder.create()
                .setSslContext(SSLContextBuilder.create()
                        .loadTrustMaterial(TrustAllStrategy.INSTANCE)
                        .build())
                .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .buildClassic();
    }

    private static OutgoingGet to(String path, Duration within) {
        String uri = path.startsWith("http") ? path : "http://localhost:" + EHR.getPort() + path;
        return new OutgoingGet(
                URI.create(uri), "application/json", BearerToken.of("secret"), Deadline.after(within), LIMIT);
    }

    private static OutgoingGet to(RawServer server, Duration within) {
        return to("http://localhost:" + server.port() + "/", within);
    }

    private static Reason failure(OutgoingCalls calls, OutgoingGet get) {
        OutgoingCallException e = catchThrowableOfType(OutgoingCallException.class, () -> calls.get(get));
        return e.reason();
    }

    private static Reason reason(CompletableFuture<OutgoingAnswer> call) {
        try {
            call.join();
            return null;
        } catch (java.util.concurrent.CompletionException e) {
            return ((OutgoingCallException) e.getCause()).reason();
        }
    }
}
