package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
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

    @TestFactory
    Stream<DynamicTest> a_bad_token_opens_nothing_and_is_told_why() throws Exception {
        return BadTokens.of(ISSUER).stream()
                .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> {
                    HttpResponse<String> answer =
                            ScopedCall.of("GET", "/Patient", null).send(port, bad.header());

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
                    assertThat(answer.body()).contains("OperationOutcome").contains(bad.reason());
                    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                            .startsWith("Bearer");
                }));
    }

    @Test
    void a_good_token_opens_by_either_kind_of_key_and_any_case_of_bearer() throws Exception {
        String curve = ISSUER.signedByCurve(
                ISSUER.claims().claim("scp", List.of("system/*.rs")).build());
        ScopedCall search = ScopedCall.of("GET", "/Patient", null);

        assertThat(search.send(port, "bearer " + ISSUER.token("system/*.rs")).statusCode())
                .isEqualTo(200);
        assertThat(search.send(port, "Bearer " + curve).statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_just_over_its_end_is_taken_within_the_skew() throws Exception {
        String token = ISSUER.signed(ISSUER.claims()
                .expirationTime(TokenIssuer.in(-30))
                .claim("scope", "system/*.rs")
                .build());

        assertThat(get("/Patient", token)).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> without_a_token_only_what_describes_the_service_is_open() {
        return Stream.of(
                        "200 GET /metadata",
                        "200 GET /.well-known/smart-configuration",
                        "200 GET /CodeSystem",
                        "200 GET /CodeSystem/oxytocin-massage",
                        "200 GET /ValueSet?url=x",
                        "200 GET /ConceptMap",
                        "401 GET /Patient",
                        "401 GET /Patient?access_token=" + ISSUER.token("system/*.*"),
                        "401 GET /Patient/x",
                        "401 GET /Patient/x/_history",
                        "401 GET /Patient/x/$everything",
                        "401 GET /Patient/x/$recommend",
                        "401 GET ?_getpages=x",
                        "401 GET /",
                        "400 GET /ValueSet?_getpages=cwoxClBhdGllbnQ",
                        "401 GET /CodeSystem/%2e%2e/Patient",
                        "401 GET /ValueSet/x/$expand",
                        "401 OPTIONS /metadata",
                        "401 POST /metadata",
                        "401 POST /CodeSystem",
                        "401 POST /",
                        "401 POST /$recommend",
                        "401 POST /Patient/_search",
                        "401 POST /Patient/x/$purge",
                        "401 PUT /Patient/x",
                        "401 DELETE /Patient/x")
                .map(line -> line.split(" "))
                .map(call -> DynamicTest.dynamicTest(call[1] + " " + call[2].replaceAll("n=e.*", "n=..."), () -> {
                    HttpResponse<String> answer =
                            ScopedCall.of(call[1], call[2], null).send(port, "");

                    // Tomcat refuses an encoded dot segment before anybody else sees it.
                    if (!call[2].contains("%2e") || answer.statusCode() != 400) {
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(call[0]));
                    }
                }));
    }

    @Test
    void it_says_where_an_app_gets_a_token() throws Exception {
        HttpResponse<String> smart =
                ScopedCall.of("GET", "/.well-known/smart-configuration", null).send(port, "");

        assertThat(smart.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(smart.body().replace("\\/", "/"))
                .contains(ISSUER.url(), "/authorize", "/token", "permission-v1", "permission-v2", "patient/*.rs");
        assertThat(ScopedCall.of("GET", "/metadata", null).send(port, "").body())
                .contains("SMART-on-FHIR");
    }

    @TestFactory
    Stream<DynamicTest> an_interaction_is_done_exactly_when_the_scopes_allow_it() throws Exception {
        new TwoFamilies(port).store(ISSUER);
        return TwoFamilies.ownCalls().stream().flatMap(call -> rows(call).stream()
                .map(row -> DynamicTest.dynamicTest(call + " with " + row.scopes(), () -> {
                    HttpResponse<String> answer = call.send(port, "Bearer " + ISSUER.token(row.scopes(), "m"));

                    if (row.allowed()) {
                        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 204);
                        assertThat(answer.body().replace(" ", "")).doesNotContain("\"status\":\"4");
                    } else {
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                        assertThat(answer.body()).contains("OperationOutcome").contains("lacks");
                    }
                })));
    }

    private record Row(String scopes, boolean allowed) {}

    private static List<Row> rows(ScopedCall call) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(user(call.needs()), true));
        rows.add(new Row("system/*.cruds", true));
        rows.add(new Row("openid user/*.*", true));
        rows.add(new Row("patient/*.cruds", !call.path().equals("/Observation/_history")));
        boolean reads = call.needs().stream().allMatch(n -> n.endsWith(".r") || n.endsWith(".s"));
        boolean writes = call.needs().stream().noneMatch(n -> n.endsWith(".r") || n.endsWith(".s"));
        rows.add(new Row("system/*.read", reads));
        rows.add(new Row("user/*.rs", reads));
        rows.add(new Row("system/*.write", writes));
        rows.add(new Row("user/*.cud", writes));
        for (String need : call.needs()) {
            String others = "launch "
                    + user(call.needs().stream().filter(n -> !n.equals(need)).toList());
            rows.add(new Row(others, false));
            rows.add(new Row(others + " user/" + need + "?category=x", false));
            rows.add(new Row(others + " user/Condition." + need.substring(need.length() - 1), false));
            rows.add(new Row(others + " User/" + need, false));
        }
        rows.removeIf(r -> r.scopes().equals("patient/*.cruds") && !r.allowed());
        return rows;
    }

    private static String user(List<String> needs) {
        return needs.stream().map(n -> "user/" + n).collect(Collectors.joining(" "));
    }

    @Test
    void posted_records_take_a_scope_to_read_something() throws Exception {
        ScopedCall recommend = ScopedCall.of("POST", "/$recommend", TwoFamilies.EMPTY_RECORD);

        assertThat(recommend
                        .send(port, "Bearer " + ISSUER.token("patient/Observation.rs", "m"))
                        .statusCode())
                .isEqualTo(200);
        for (String little : List.of("user/*.cud", "openid", "patient/*.rs")) {
            assertThat(recommend.send(port, "Bearer " + ISSUER.token(little)).statusCode())
                    .as(little)
                    .isEqualTo(403);
        }
    }

    @Test
    void erasing_takes_the_right_to_delete_everything() throws Exception {
        new TwoFamilies(port).store(ISSUER);
        ScopedCall purge = ScopedCall.of("POST", "/Patient/m/$purge", TwoFamilies.NO_PARAMETERS);
        for (String little : List.of("system/*.crus", "system/Patient.cruds", "patient/*.cruds", "user/*.read")) {
            assertThat(purge.send(port, "Bearer " + ISSUER.token(little, "m")).statusCode())
                    .as(little)
                    .isEqualTo(403);
        }
        assertThat(purge.send(port, "Bearer " + ISSUER.token("user/*.*")).statusCode())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> a_patient_scope_gives_nothing_of_another_family() throws Exception {
        new TwoFamilies(port).store(ISSUER);
        String token = ISSUER.token("patient/*.cruds", "m");
        return TwoFamilies.callsOfOthers().stream()
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> {
                    HttpResponse<String> answer = call.send(port, "Bearer " + token);

                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
                    assertThat(answer.body()).doesNotContain("Secret");
                }));
    }

    @Test
    void a_patient_scope_searches_and_pages_within_its_family_alone() throws Exception {
        new TwoFamilies(port).store(ISSUER);
        String token = ISSUER.token("patient/*.rs", "m");
        for (String search : List.of(
                "/Observation",
                "/Observation?status=final",
                "/Patient",
                "/Patient?identifier=urn:n%7Chers",
                "/Patient?_sort=_id")) {
            HttpResponse<String> answer = ScopedCall.of("GET", search, null).send(port, "Bearer " + token);

            assertThat(answer.statusCode()).as(search).isEqualTo(200);
            assertThat(answer.body()).as(search).doesNotContain("Secret", "Patient/n", "Patient/k", "Observation/p");
        }
    }

    @Test
    void a_page_that_somebody_else_was_given_shows_nothing_of_another_family() throws Exception {
        new TwoFamilies(port).store(ISSUER);
        String everybodys = ISSUER.token("user/*.rs");
        String token = ISSUER.token("patient/*.rs", "m");

        HttpResponse<String> own =
                ScopedCall.of("GET", next("/Observation?_count=1", token), null).send(port, "Bearer " + token);
        HttpResponse<String> search = ScopedCall.of("GET", next("/Observation?_count=1", everybodys), null)
                .send(port, "Bearer " + token);

        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(search.statusCode()).isEqualTo(410);
        assertThat(search.body()).doesNotContain("Secret");
        assertThat(get(next("/Observation/_history?_count=1", everybodys), token))
                .isEqualTo(403);
    }

    private String next(String path, String token) throws Exception {
        String page =
                ScopedCall.of("GET", path, null).send(port, "Bearer " + token).body();
        return FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, page)
                .getLink(Bundle.LINK_NEXT)
                .getUrl()
                .replaceFirst("^.*/fhir", "");
    }

    @Test
    void a_patient_scope_holds_for_mother_and_infant_by_either_id() throws Exception {
        new TwoFamilies(port).store(ISSUER);
        for (String patient : List.of("m", "i", "Patient/m")) {
            String token = ISSUER.token("patient/*.cruds", patient);
            for (String path : List.of(
                    "/Patient/m",
                    "/Patient/i",
                    "/Observation/o",
                    "/Observation/o/_history",
                    "/Observation?patient=i",
                    "/Patient/m/$everything",
                    "/Patient/i/$recommend")) {
                assertThat(get(path, token)).as(patient + " " + path).isEqualTo(200);
            }
        }
        assertThat(get("/Patient/m", ISSUER.token("patient/*.rs"))).isEqualTo(403);
    }

    @Test
    void the_audit_trail_names_the_caller_and_is_for_those_who_may_read_everybodys() throws Exception {
        new TwoFamilies(port).store(ISSUER);
        String trail = "/AuditEvent?patient=Patient/m";

        HttpResponse<String> read = ScopedCall.of("GET", trail, null).send(port, "Bearer " + ISSUER.token("user/*.rs"));

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("\"display\":\"" + TokenIssuer.SUBJECT + "\"");
        assertThat(get(trail, ISSUER.token("patient/*.rs", "m"))).isEqualTo(403);
        assertThat(get("/GuidanceResponse?patient=Patient/m", ISSUER.token("patient/*.rs", "m")))
                .isEqualTo(403);
        assertThat(get("/GuidanceResponse?patient=Patient/m", ISSUER.token("user/GuidanceResponse.s")))
                .isEqualTo(200);
        assertThat(get(trail, ISSUER.token("user/Patient.rs"))).isEqualTo(403);
    }

    private int get(String path, String token) throws Exception {
        return ScopedCall.of("GET", path, null).send(port, "Bearer " + token).statusCode();
    }
}
