package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who may come in at {@code /fhir}, how far, and to whose record, where an issuer of tokens is set. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class TokensTest {

    private static final TokenIssuer ISSUER = new TokenIssuer();

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("registry.folder", folder::toString);
        properties.add("registry.issuer", ISSUER::url);
        properties.add("registry.audience", () -> TokenIssuer.AUDIENCE);
    }

    @AfterAll
    static void stop() {
        ISSUER.stop();
    }

    /** @param reason of the refusal, as the answer names it */
    private record Bad(String name, String header, String reason) {}

    @TestFactory
    Stream<DynamicTest> a_bad_token_opens_nothing_and_is_told_why() throws Exception {
        return bad().stream()
                .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> {
                    HttpResponse<String> answer = send("GET", "/fhir/Patient", null, bad.header());

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
                    assertThat(answer.body()).contains("OperationOutcome").contains(bad.reason());
                    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                            .startsWith("Bearer");
                }));
    }

    private static List<Bad> bad() throws Exception {
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        JWTClaimsSet good = ISSUER.claims().claim("scope", "system/*.*").build();
        JWSHeader rs256 =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("rsa").build();
        String token = ISSUER.signed(good);
        String[] parts = token.split("\\.");
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), good);
        hmac.sign(new MACSigner(ISSUER.rsa.toRSAPublicKey().getEncoded()));
        List<Bad> bad = new ArrayList<>();
        bad.add(new Bad("alg none", "Bearer " + new PlainJWT(good).serialize(), "no signed JWT"));
        bad.add(new Bad("HMAC with the public key as its secret", "Bearer " + hmac.serialize(), "algorithm"));
        bad.add(claims("another issuer", ISSUER.claims().issuer("https://other.example"), "another issuer's"));
        bad.add(claims("the issuer with a slash", ISSUER.claims().issuer(ISSUER.url() + "/"), "another issuer's"));
        bad.add(claims("no issuer", ISSUER.claims().issuer(null), "another issuer's"));
        bad.add(claims("another audience", ISSUER.claims().audience("https://other.example"), "not for this service"));
        bad.add(claims("no audience", ISSUER.claims().audience((String) null), "not for this service"));
        bad.add(claims("a longer audience", ISSUER.claims().audience(TokenIssuer.AUDIENCE + "/x"), "not for this service"));
        bad.add(claims("expired", ISSUER.claims().expirationTime(in(-61)), "expired"));
        bad.add(claims("without end", ISSUER.claims().expirationTime(null), "no end"));
        bad.add(claims("not yet valid", ISSUER.claims().notBeforeTime(in(120)), "not valid yet"));
        bad.add(claims("issued in the future", ISSUER.claims().issueTime(in(120)), "not valid yet"));
        bad.add(new Bad(
                "another payload under the signature",
                "Bearer " + parts[0] + "." + new PlainJWT(good).serialize().split("\\.")[1] + "x." + parts[2],
                "signature"));
        bad.add(new Bad("no signature", "Bearer " + parts[0] + "." + parts[1] + ".", "no signed JWT"));
        bad.add(new Bad("two parts", "Bearer " + parts[0] + "." + parts[1], "no signed JWT"));
        bad.add(new Bad("four parts", "Bearer " + token + ".x", "no signed JWT"));
        bad.add(new Bad(
                "an unknown kid",
                "Bearer " + TokenIssuer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("other").build(), good, ISSUER.rsa),
                "no key"));
        bad.add(new Bad("another key", "Bearer " + TokenIssuer.signed(rs256, good, stranger), "signature"));
        bad.add(new Bad(
                "a key that it brings along",
                "Bearer " + TokenIssuer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("rsa")
                                .jwk(stranger.toPublicJWK())
                                .build(),
                        good,
                        stranger),
                "signature"));
        bad.add(new Bad(
                "another type",
                "Bearer " + TokenIssuer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("rsa")
                                .type(new JOSEObjectType("logout+jwt"))
                                .build(),
                        good,
                        ISSUER.rsa),
                "type"));
        bad.add(new Bad(
                "an algorithm that is not taken",
                "Bearer " + TokenIssuer.signed(
                        new JWSHeader.Builder(JWSAlgorithm.PS256).keyID("rsa").build(), good, ISSUER.rsa),
                "algorithm"));
        bad.add(new Bad(
                "claims that are no JSON",
                "Bearer " + parts[0] + "." + base64("no json") + "." + parts[2],
                "signature"));
        bad.add(new Bad("garbage", "Bearer garbage", "no signed JWT"));
        bad.add(new Bad("spaces within", "Bearer a b", "does not hold one token"));
        bad.add(new Bad("an empty bearer", "Bearer", "does not hold one token"));
        bad.add(new Bad("Basic", "Basic " + base64("user:password"), "is needed"));
        bad.add(new Bad("the token without its scheme", token, "is needed"));
        bad.add(new Bad("7000 letters", "Bearer " + "a".repeat(7000), "no signed JWT"));
        return bad;
    }

    private static Bad claims(String name, JWTClaimsSet.Builder claims, String reason) {
        return new Bad(name, "Bearer " + ISSUER.signed(claims.claim("scope", "system/*.*").build()), reason);
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_good_token_opens_by_either_kind_of_key_and_any_case_of_bearer() throws Exception {
        String token = ISSUER.token("system/*.rs");
        String curve = ISSUER.signedByCurve(ISSUER.claims().claim("scp", List.of("system/*.rs")).build());

        assertThat(send("GET", "/fhir/Patient", null, "bearer " + token).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/fhir/Patient", null, "Bearer " + curve).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_just_over_its_end_is_taken_within_the_skew() throws Exception {
        String token = ISSUER.signed(ISSUER.claims()
                .expirationTime(in(-30))
                .claim("scope", "system/*.rs")
                .build());

        assertThat(get("/fhir/Patient", token)).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> without_a_token_only_what_describes_the_service_is_open() {
        String good = ISSUER.token("system/*.*");
        return Stream.of(
                        "200 GET /fhir/metadata",
                        "200 GET /fhir/.well-known/smart-configuration",
                        "200 GET /fhir/CodeSystem",
                        "200 GET /fhir/CodeSystem/oxytocin-massage",
                        "200 GET /fhir/ValueSet?url=x",
                        "200 GET /fhir/ConceptMap",
                        "401 GET /fhir/Patient",
                        "401 GET /fhir/Patient?access_token=" + good,
                        "401 GET /fhir/Patient/x",
                        "401 GET /fhir/Patient/x/_history",
                        "401 GET /fhir/Patient/x/$everything",
                        "401 GET /fhir/Patient/x/$recommend",
                        "401 GET /fhir?_getpages=x",
                        "401 GET /fhir/",
                        "401 GET /fhir/ValueSet?_getpages=cwoxClBhdGllbnQ",
                        "401 GET /fhir/CodeSystem/../Patient",
                        "401 GET /fhir/CodeSystem/%2e%2e/Patient",
                        "401 GET /fhir/ValueSet/x/$expand",
                        "401 OPTIONS /fhir/metadata",
                        "401 POST /fhir/metadata",
                        "401 POST /fhir/CodeSystem",
                        "401 POST /fhir",
                        "401 POST /fhir/$recommend",
                        "401 POST /fhir/Patient/_search",
                        "401 POST /fhir/Patient/x/$purge",
                        "401 PUT /fhir/Patient/x",
                        "401 DELETE /fhir/Patient/x")
                .map(line -> line.split(" "))
                .map(call -> DynamicTest.dynamicTest(call[1] + " " + call[2].replaceAll("=e.*", "=..."), () -> {
                    String body = call[1].equals("GET") || call[1].equals("OPTIONS") ? null : "{}";
                    HttpResponse<String> answer = send(call[1], call[2], body, "");

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(call[0]));
                }));
    }

    @Test
    void it_says_where_an_app_gets_a_token() throws Exception {
        HttpResponse<String> smart = send("GET", "/fhir/.well-known/smart-configuration", null, "");

        assertThat(smart.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(smart.body())
                .contains("\"issuer\"", "/authorize", "/token", "permission-v1", "permission-v2", "patient/*.rs");
        assertThat(send("GET", "/fhir/metadata", null, "").body()).contains("SMART-on-FHIR");
    }

    /** What a call needs, as single scopes (all of them); the call, with a body where it has one. */
    private record Call(List<String> needs, String method, String path, String body, String... headers) {

        @Override
        public String toString() {
            return method + " " + path + " " + String.join(" ", headers);
        }
    }

    private static List<Call> calls(String base) {
        String observation = observation("Patient/m");
        return List.of(
                new Call(List.of("Observation.r"), "GET", "/fhir/Observation/o", null),
                new Call(List.of("Observation.r"), "GET", "/fhir/Observation/o/_history/1", null),
                new Call(List.of("Observation.r"), "GET", "/fhir/Observation/o/_history", null),
                new Call(List.of("Observation.s"), "GET", "/fhir/Observation/_history", null),
                new Call(List.of("Observation.s"), "GET", "/fhir/Observation?patient=m", null),
                new Call(List.of("Observation.c"), "POST", "/fhir/Observation", observation),
                new Call(
                        List.of("Observation.c", "Observation.s"),
                        "POST",
                        "/fhir/Observation",
                        observation,
                        "If-None-Exist",
                        "identifier=urn:x|y"),
                new Call(
                        List.of("Observation.u"),
                        "PUT",
                        "/fhir/Observation/o",
                        observation.replaceFirst("\\{", "{\"id\":\"o\",")),
                new Call(List.of("Observation.d"), "DELETE", "/fhir/Observation/o2", null),
                bundle("transaction", List.of("Observation.c"), "POST", "Observation", observation),
                bundle("batch", List.of("Observation.c"), "POST", "Observation", observation),
                bundle("batch", List.of("Observation.u"), "PUT", "Observation/o", observation),
                bundle("batch", List.of("Observation.d"), "DELETE", "Observation/o3", null),
                bundle("transaction", List.of("Observation.r"), "GET", "Observation/o", null),
                bundle("transaction", List.of("Observation.s"), "GET", "Observation?patient=m", null),
                new Call(
                        List.of("Patient.r", "Observation.r", "Observation.s", "Procedure.r", "Procedure.s"),
                        "GET",
                        "/fhir/Patient/m/$everything",
                        null),
                new Call(
                        List.of("Patient.r", "Observation.r", "Observation.s", "Procedure.r", "Procedure.s"),
                        "GET",
                        "/fhir/Patient/m/$recommend",
                        null));
    }

    private static Call bundle(String type, List<String> needs, String method, String url, String resource) {
        return new Call(needs, "POST", "/fhir", bundle(type, method, url, resource));
    }

    private static String bundle(String type, String method, String url, String resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[{"
                + (resource == null ? "" : "\"resource\":" + resource + ",") + "\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}]}";
    }

    private static String observation(String subject) {
        return "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\""
                + subject + "\"}}";
    }

    @TestFactory
    Stream<DynamicTest> an_interaction_is_done_exactly_when_the_scopes_allow_it() throws Exception {
        store();
        return calls("").stream().flatMap(call -> scopes(call).map(row -> DynamicTest.dynamicTest(
                call + " with " + row.scopes(), () -> {
                    HttpResponse<String> answer =
                            send(call.method(), call.path(), call.body(), "Bearer " + ISSUER.token(row.scopes(), "m"), call.headers());

                    if (row.allowed()) {
                        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 204);
                        assertThat(answer.body()).doesNotContain("\"status\": \"403\"", "\"status\":\"403\"");
                    } else {
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                        assertThat(answer.body()).contains("OperationOutcome").contains("lacks the scope");
                    }
                })));
    }

    private record Row(String scopes, boolean allowed) {}

    private static Stream<Row> scopes(Call call) {
        List<Row> rows = new ArrayList<>();
        String all = call.needs().stream().map(n -> "user/" + n).reduce("", (a, b) -> a + " " + b);
        rows.add(new Row(all.strip(), true));
        rows.add(new Row("system/*.cruds", true));
        rows.add(new Row("openid user/*.*", true));
        boolean reads = call.needs().stream().allMatch(n -> n.endsWith(".r") || n.endsWith(".s"));
        boolean writes = call.needs().stream().noneMatch(n -> n.endsWith(".r") || n.endsWith(".s"));
        rows.add(new Row("system/*.read", reads));
        rows.add(new Row("user/*.rs", reads));
        rows.add(new Row("system/*.write", writes));
        rows.add(new Row("user/*.cud", writes));
        for (String need : call.needs()) {
            String others = call.needs().stream()
                    .filter(n -> !n.equals(need))
                    .map(n -> "user/" + n)
                    .reduce("launch", (a, b) -> a + " " + b);
            rows.add(new Row(others, false));
            rows.add(new Row(others + " user/" + need + "?category=x", false));
            rows.add(new Row(others + " user/Condition." + need.substring(need.length() - 1), false));
            rows.add(new Row(others + " User/" + need, false));
        }
        return rows.stream();
    }

    @Test
    void posted_records_take_a_scope_to_read_something() throws Exception {
        String record = "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}";

        assertThat(post("/fhir/$recommend", record, ISSUER.token("patient/Observation.rs", "m"))).isEqualTo(200);
        assertThat(post("/fhir/$recommend", record, ISSUER.token("user/*.cud"))).isEqualTo(403);
        assertThat(post("/fhir/$recommend", record, ISSUER.token("openid"))).isEqualTo(403);
    }

    @Test
    void erasing_takes_the_right_to_delete_everything() throws Exception {
        store();
        for (String little : List.of("system/*.crus", "system/Patient.cruds", "patient/*.cruds", "user/*.read")) {
            assertThat(post("/fhir/Patient/m/$purge", "", ISSUER.token(little, "m")))
                    .as(little)
                    .isEqualTo(403);
        }
        assertThat(post("/fhir/Patient/m/$purge", "", ISSUER.token("user/*.*"))).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> a_patient_scope_gives_nothing_of_another_family() throws Exception {
        store();
        String token = ISSUER.token("patient/*.cruds", "m");
        List<Call> outside = new ArrayList<>();
        for (String foreign : List.of("Patient/n", "Patient/k", "Observation/p", "Patient/nobody", "Observation/nothing")) {
            for (String suffix : List.of("", "/_history", "/_history/1")) {
                outside.add(new Call(List.of(), "GET", "/fhir/" + foreign + suffix, null));
            }
            outside.add(new Call(List.of(), "DELETE", "/fhir/" + foreign, null));
            String id = foreign.substring(foreign.indexOf('/') + 1);
            outside.add(new Call(
                    List.of(),
                    "PUT",
                    "/fhir/" + foreign,
                    (foreign.startsWith("P") ? "{\"resourceType\":\"Patient\"}" : observation("Patient/m"))
                            .replaceFirst("\\{", "{\"id\":\"" + id + "\",")));
            outside.add(new Call(List.of(), "POST", "/fhir", bundle("transaction", "GET", foreign, null)));
            outside.add(new Call(List.of(), "POST", "/fhir", bundle("transaction", "DELETE", foreign, null)));
            outside.add(new Call(
                    List.of(),
                    "GET",
                    "/fhir/" + foreign.substring(0, foreign.indexOf('/')) + "?_id=" + id,
                    null));
            outside.add(new Call(
                    List.of(),
                    "POST",
                    "/fhir/Observation",
                    observation("Patient/m").replaceFirst(
                            "\\{", "{\"derivedFrom\":[{\"reference\":\"" + foreign + "\"}],")));
            outside.add(new Call(
                    List.of(),
                    "POST",
                    "/fhir",
                    bundle("transaction", "POST", "Observation", observation("Patient/m")
                            .replaceFirst("\\{", "{\"focus\":[{\"reference\":\"" + foreign + "\"}],"))));
        }
        for (String person : List.of("n", "k", "nobody")) {
            for (String operation : List.of("$everything", "$recommend")) {
                outside.add(new Call(List.of(), "GET", "/fhir/Patient/" + person + "/" + operation, null));
            }
            for (String search : List.of("patient=", "subject=Patient/", "focus=Patient/", "patient=m,")) {
                outside.add(new Call(List.of(), "GET", "/fhir/Observation?" + search + person, null));
            }
            outside.add(new Call(List.of(), "POST", "/fhir/Observation", observation("Patient/" + person)));
            outside.add(new Call(
                    List.of(),
                    "POST",
                    "/fhir/Observation",
                    observation("http://127.0.0.1/fhir/Patient/" + person)));
            outside.add(new Call(
                    List.of(),
                    "POST",
                    "/fhir/Observation",
                    observation("Patient/m"),
                    "If-None-Exist",
                    "patient=" + person));
            outside.add(new Call(
                    List.of(),
                    "PUT",
                    "/fhir/Patient/m",
                    "{\"resourceType\":\"Patient\",\"id\":\"m\",\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":\"Patient/"
                            + person + "\"}}]}"));
        }
        outside.add(new Call(List.of(), "GET", "/fhir/Observation/_history", null));
        outside.add(new Call(List.of(), "GET", "/fhir/Patient/_history", null));
        outside.add(new Call(List.of(), "POST", "/fhir/Patient", "{\"resourceType\":\"Patient\"}"));
        outside.add(new Call(
                List.of(),
                "PUT",
                "/fhir/Patient/m",
                "{\"resourceType\":\"Patient\",\"id\":\"m\",\"identifier\":[{\"system\":\"urn:n\",\"value\":\"hers\"}]}"));
        outside.add(new Call(
                List.of(),
                "POST",
                "/fhir/RelatedPerson",
                "{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"Patient/m\"},\"identifier\":[{\"system\":\"urn:n\",\"value\":\"hers\"}]}"));
        outside.add(new Call(
                List.of(),
                "POST",
                "/fhir/Observation",
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"}}"));
        return outside.stream().map(call -> DynamicTest.dynamicTest(call + " " + call.body(), () -> {
            HttpResponse<String> answer =
                    send(call.method(), call.path(), call.body(), "Bearer " + token, call.headers());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("Secret");
        }));
    }

    @Test
    void a_patient_scope_searches_and_pages_within_its_family_alone() throws Exception {
        store();
        String token = ISSUER.token("patient/*.rs", "m");
        for (String search : List.of(
                "Observation", "Observation?status=final", "Patient", "Patient?identifier=urn:n|hers", "Patient?_sort=_id")) {
            HttpResponse<String> answer = send("GET", "/fhir/" + search.replace("|", "%7C"), null, "Bearer " + token);

            assertThat(answer.statusCode()).as(search).isEqualTo(200);
            assertThat(answer.body()).as(search).doesNotContain("Secret", "Patient/n", "Patient/k", "Observation/p");
        }
        String page = Base64.getUrlEncoder().encodeToString("s\n999999\nObservation".getBytes(StandardCharsets.UTF_8));
        assertThat(send("GET", "/fhir?_getpages=" + page, null, "Bearer " + token).body()).doesNotContain("Secret");
        String history = Base64.getUrlEncoder().encodeToString("h\n999999\nObservation\n\n0".getBytes(StandardCharsets.UTF_8));
        assertThat(get("/fhir?_getpages=" + history, token)).isEqualTo(403);
    }

    @Test
    void a_patient_scope_holds_for_mother_and_infant_by_either_id() throws Exception {
        store();
        for (String patient : List.of("m", "i", "Patient/m")) {
            String token = ISSUER.token("patient/*.cruds", patient);
            for (String path : List.of(
                    "Patient/m", "Patient/i", "Observation/o", "Observation/o/_history", "Observation?patient=i", "Patient/m/$everything", "Patient/i/$recommend")) {
                assertThat(get("/fhir/" + path, token)).as(patient + " " + path).isEqualTo(200);
            }
            assertThat(post("/fhir/Observation", observation("Patient/i"), token)).isEqualTo(201);
        }
        assertThat(get("/fhir/Patient/m", ISSUER.token("patient/*.rs"))).isEqualTo(403);
    }

    /** Two families: m with her infant i, n with her infant k. */
    private void store() throws Exception {
        String token = ISSUER.token("system/*.*");
        String all = """
                {"resourceType":"Bundle","type":"transaction","entry":[
                %s]}""".formatted(String.join(
                ",",
                entry("Patient/m", "\"name\":[{\"family\":\"Own\"}]"),
                entry("Patient/i", "\"birthDate\":\"2026-06-01\""),
                entry("Patient/n", "\"name\":[{\"family\":\"Secret\"}],\"identifier\":[{\"system\":\"urn:n\",\"value\":\"hers\"}]"),
                entry("Patient/k", "\"name\":[{\"family\":\"Secret\"}]"),
                entry("Observation/o", about("m", "i", "own")),
                entry("Observation/o2", about("m", "i", "own")),
                entry("Observation/o3", about("m", "i", "own")),
                entry("Observation/p", about("n", "k", "Secret"))));
        HttpResponse<String> stored = send("POST", "/fhir", all, "Bearer " + token);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
    }

    private static String entry(String reference, String content) {
        String[] parts = reference.split("/");
        return "{\"resource\":{\"resourceType\":\"" + parts[0] + "\",\"id\":\"" + parts[1] + "\"," + content
                + "},\"request\":{\"method\":\"PUT\",\"url\":\"" + reference + "\"}}";
    }

    private static String about(String mother, String infant, String text) {
        return "\"status\":\"final\",\"code\":{\"text\":\"" + text + "\"},\"subject\":{\"reference\":\"Patient/" + mother
                + "\"},\"focus\":[{\"reference\":\"Patient/" + infant + "\"}]";
    }

    private int get(String path, String token) throws Exception {
        return send("GET", path, null, "Bearer " + token).statusCode();
    }

    private int post(String path, String body, String token) throws Exception {
        return send("POST", path, body, "Bearer " + token).statusCode();
    }

    private HttpResponse<String> send(String method, String path, String body, String authorization, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/fhir+json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
