package io.github.oxytocinmassage.ward.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oxytocinmassage.registry.AuditEntry;
import io.github.oxytocinmassage.registry.AuditSpan;
import io.github.oxytocinmassage.registry.AuditTrail;
import io.github.oxytocinmassage.ward.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A site with a file of accounts and a provider, framed by its EHR: signing in, staying in, and going out again. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ward.frame-ancestors=https://ehr.example.org",
            "ward.contact=Bidan Ratih, ext. 12",
            "ward.oidc.role-claim=realm_access.roles",
            "ward.oidc.roles.nurse=bidan,perawat",
            "ward.oidc.roles.family=keluarga",
            "server.tomcat.remoteip.remote-ip-header=x-forwarded-for"
        })
@DirtiesContext
class AccountsHttpTest {

    private static final String PASSWORD = "pijat-oksitosin";
    private static final String SESSION = "JSESSIONID";
    private static final AtomicInteger ADDRESS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static HospitalProvider provider;

    @LocalServerPort
    private int port;

    @Autowired
    private AuditTrail trail;

    /** Of this test alone, so that tries in vain of another don't count. */
    private String[] from;

    private Instant begun;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) throws IOException {
        write(true);
        provider = new HospitalProvider();
        properties.add("registry.folder", folder::toString);
        properties.add("ward.users-file", () -> folder.resolve("users.yaml").toString());
        provider.settings().forEach((name, value) -> properties.add(name, () -> value));
    }

    private static void write(boolean withSri) throws IOException {
        String bcrypt = "{bcrypt}" + new BCryptPasswordEncoder(10).encode(PASSWORD);
        String argon2 = "{argon2}"
                + Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(PASSWORD);
        String sri = """
                  - {name: Sri, display: "Bidan <b>Sri</b>", password: "%s", role: nurse, practitioner: bidan-sri}
                """.formatted(bcrypt);
        String others = """
                users:
                  - {name: ratih, password: "%s", role: supervisor}
                  - {name: budi, display: Pak Budi, password: "%s", role: family, mother: ibu-1}
                  - {name: locked, password: "%s", role: nurse}
                """.formatted(argon2, bcrypt, bcrypt);
        Path file = folder.resolve("users.yaml");
        Path written = folder.resolve("users.new");
        Files.writeString(written, others + (withSri ? sri : ""));
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @BeforeEach
    void anotherAddress() {
        from = new String[] {"X-Forwarded-For", "192.0.2." + ADDRESS.incrementAndGet()};
        begun = Instant.now();
    }

    @Test
    void who_signs_in_comes_to_the_page_that_was_asked_for() throws Exception {
        Visitor visitor = Visitor.at(port);

        HttpResponse<String> asked = visitor.get("/ward?q=%C3%A9&due=true");
        HttpResponse<String> in = signIn(visitor, " SRI ", PASSWORD);

        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(Visitor.place(asked)).isEqualTo("/sign-in");
        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/ward?q=%C3%A9&due=true");
        HttpResponse<String> page = visitor.get("/ward");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Bidan &lt;b&gt;Sri").doesNotContain("<b>Sri");
    }

    @Test
    void a_hash_of_argon2_opens_as_well_and_a_family_comes_to_its_own_page() throws Exception {
        assertThat(Visitor.place(signIn(Visitor.at(port), "ratih", PASSWORD))).isEqualTo("/ward");
        Visitor budi = Visitor.at(port);
        budi.get("/ward/mothers/ibu-2");
        assertThat(Visitor.place(signIn(budi, "budi", PASSWORD))).isEqualTo("/family");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/ward",
                "//evil.example/ward",
                "/ward//evil.example",
                "/\\evil.example",
                "/ward\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/fhir/Patient",
                "/wardrobe",
                "/ward/../fhir",
                ""
            })
    void whatever_a_cookie_names_who_signs_in_stays_here(String place) throws Exception {
        Visitor visitor = Visitor.at(port);
        visitor.cookies()
                .put(
                        "__Host-asked",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8)));

        HttpResponse<String> in = signIn(visitor, "sri", PASSWORD);

        assertThat(in.headers().firstValue("Location")).contains("/ward");
    }

    @Test
    void cookies_are_for_tls_and_this_host_and_unread_by_scripts_and_the_session_changes_at_sign_in() throws Exception {
        Visitor visitor = Visitor.at(port);
        visitor.cookies().put(SESSION, "0123456789ABCDEF0123456789ABCDEF");

        HttpResponse<String> page = visitor.get("/sign-in");
        HttpResponse<String> in = signIn(visitor, "sri", PASSWORD);

        assertThat(cookies(page)).isNotEmpty().allMatch(c -> c.startsWith("__Host-csrf="));
        assertThat(cookies(in))
                .anyMatch(c -> c.startsWith(SESSION + "="))
                .noneMatch(c -> c.contains("0123456789ABCDEF"));
        assertThat(cookies(page)).allMatch(AccountsHttpTest::isFramedAndClosed);
        assertThat(cookies(in)).allMatch(AccountsHttpTest::isFramedAndClosed);
    }

    /** Since an EHR frames these pages: else the browser would not send them there. */
    private static boolean isFramedAndClosed(String cookie) {
        return cookie.contains("Secure")
                && cookie.contains("HttpOnly")
                && cookie.contains("SameSite=None")
                && cookie.contains("Partitioned")
                && cookie.contains("Path=/");
    }

    @Test
    void a_page_may_load_and_run_its_own_only_and_is_framed_by_the_named_site_alone() throws Exception {
        Visitor visitor = Visitor.at(port);
        signIn(visitor, "sri", PASSWORD);

        for (String path : List.of("/sign-in/refused", "/ward", "/family")) {
            HttpResponse<String> page = visitor.get(path);
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .as(path)
                    .contains(
                            "default-src 'none'",
                            "script-src 'self';",
                            "frame-ancestors 'self' https://ehr.example.org")
                    .doesNotContain("unsafe");
            assertThat(page.headers().allValues("X-Frame-Options")).as(path).isEmpty();
            assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }
        assertThat(visitor.get("/evidence").headers().firstValue("X-Frame-Options"))
                .contains("DENY");
    }

    @Test
    void who_signs_out_is_out_and_the_browser_forgets_the_pages() throws Exception {
        Visitor visitor = Visitor.at(port);
        signIn(visitor, "sri", PASSWORD);
        String session = visitor.cookies().get(SESSION);

        HttpResponse<String> out = visitor.post("/sign-out", Map.of("wipe", "all"));

        assertThat(Visitor.place(out)).isEqualTo("/sign-in?out");
        assertThat(visitor.cookies()).doesNotContainKey(SESSION);
        assertThat(out.headers().firstValue("Clear-Site-Data")).contains("\"cache\", \"storage\"");
        assertThat(visitor.get("/sign-in?out&lang=id").body()).contains("Anda sudah keluar");
        visitor.cookies().put(SESSION, session);
        assertThat(Visitor.place(visitor.get("/ward"))).isEqualTo("/sign-in?expired");
    }

    @Test
    void what_waits_on_the_phone_to_be_sent_outlives_signing_out() throws Exception {
        Visitor visitor = Visitor.at(port);
        signIn(visitor, "sri", PASSWORD);

        HttpResponse<String> out = visitor.post("/sign-out", Map.of("wipe", ""));

        assertThat(out.headers().firstValue("Clear-Site-Data")).contains("\"cache\"");
    }

    @Test
    void a_session_that_ended_is_told_to_a_person_by_a_page_and_to_a_script_by_401() throws Exception {
        Visitor visitor = Visitor.at(port);
        visitor.cookies().put(SESSION, "0123456789ABCDEF0123456789ABCDEF");

        assertThat(Visitor.place(visitor.get("/ward"))).isEqualTo("/sign-in?expired");
        assertThat(visitor.get("/ward", "HX-Request", "true").statusCode()).isEqualTo(401);
        assertThat(visitor.get("/ward", "Accept", "application/json").statusCode())
                .isEqualTo(401);
        assertThat(visitor.send("POST", "/ward/mothers/m/sheet", "a=b", "Accept", "*/*")
                        .statusCode())
                .isEqualTo(401);
        assertThat(Visitor.place(visitor.send("POST", "/ward/mothers/m/sheet", "a=b")))
                .isEqualTo("/sign-in?expired");
        assertThat(visitor.get("/sign-in?expired&lang=en").body()).contains("Please sign in again");
    }

    @Test
    void a_wrong_password_and_a_name_that_is_none_are_answered_alike() throws Exception {
        HttpResponse<String> wrong = signIn(Visitor.at(port), "ratih", "not this one");
        HttpResponse<String> unknown = signIn(Visitor.at(port), "harit", "not this one");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(anonymous(wrong)).isEqualTo(anonymous(unknown).replace("harit", "ratih"));
        assertThat(wrong.body()).contains("role=\"alert\"").doesNotContain("not this one");
    }

    private static String anonymous(HttpResponse<String> answer) {
        return answer.body().replaceAll("value=\"[^\"]{60,}\"", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 72, 73, 300, 501})
    void a_password_of_any_length_is_answered(int length) throws Exception {
        HttpResponse<String> answer = signIn(Visitor.at(port), "budi" + length, "é".repeat(length));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(signIn(Visitor.at(port), "ratih", "x".repeat(length)).statusCode())
                .isEqualTo(401);
        signIn(Visitor.at(port), "ratih", PASSWORD);
    }

    @Test
    void after_five_wrong_passwords_the_right_one_has_to_wait_and_a_name_that_is_none_as_well() throws Exception {
        for (String name : List.of("locked", "nobody <script>")) {
            for (int i = 0; i < 5; i++) {
                assertThat(signIn(Visitor.at(port), name, "wrong " + i).statusCode())
                        .isEqualTo(401);
            }

            HttpResponse<String> locked = signIn(Visitor.at(port), name, PASSWORD);

            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            locked.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(800, 900);
            assertThat(locked.body()).contains("15").doesNotContain("<script>");
        }
        assertThat(audit()).extracting(AuditEntry::status).contains(401, 429);
        assertThat(audit())
                .extracting(AuditEntry::agent)
                .contains("locked", "unknown")
                .noneMatch(a -> a.contains("script"));
        assertThat(signIn(Visitor.at(port), "sri", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void signing_in_and_out_stands_in_the_audit_trail_with_who_it_was() throws Exception {
        Visitor visitor = Visitor.at(port);
        signIn(visitor, "sri", PASSWORD);
        visitor.post("/sign-out", Map.of());
        signIn(visitor, PASSWORD, "name and password in each other's field");

        assertThat(audit())
                .extracting(AuditEntry::interaction, AuditEntry::status, AuditEntry::agent, AuditEntry::actingUser)
                .contains(
                        tuple("login", 200, "sri", "Practitioner/bidan-sri"),
                        tuple("logout", 200, "sri", "Practitioner/bidan-sri"),
                        tuple("login", 401, "unknown", ""));
        assertThat(audit()).extracting(AuditEntry::address).contains(from[1]);
        assertThat(audit().toString()).doesNotContain(PASSWORD);
    }

    private List<AuditEntry> audit() {
        return List.copyOf(trail.find(AuditSpan.between(begun, Instant.now().plusSeconds(5)), 100)
                .values());
    }

    @Test
    void who_is_taken_out_of_the_file_is_out_at_once() throws Exception {
        Visitor visitor = Visitor.at(port);
        signIn(visitor, "sri", PASSWORD);
        assertThat(visitor.get("/ward").statusCode()).isEqualTo(200);

        write(false);
        HttpResponse<String> after = visitor.get("/ward");
        write(true);

        assertThat(Visitor.place(after)).isEqualTo("/sign-in?expired");
        assertThat(visitor.get("/ward").statusCode()).isEqualTo(303);
        assertThat(signIn(visitor, "sri", PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void a_session_opens_nothing_but_pages() throws Exception {
        Visitor visitor = Visitor.at(port);
        signIn(visitor, "sri", PASSWORD);

        assertThat(visitor.get("/fhir/Patient", "Accept", "application/fhir+json")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(visitor.send("POST", "/cds-services/oxytocin-massage", "{}", "Accept", "*/*")
                        .statusCode())
                .isIn(401, 403);
    }

    @Test
    void a_provider_s_account_has_the_role_that_its_claims_say() throws Exception {
        Visitor visitor = Visitor.at(port);
        visitor.get("/ward?due=true");
        assertThat(visitor.get("/sign-in?lang=en").body()).contains("/oauth2/authorization/hospital", "Klinik Melati");

        HttpResponse<String> in = provider.signIn(
                visitor,
                "wulan",
                Map.of("name", "Bidan Wulan", "realm_access", Map.of("roles", List.of("offline", "bidan"))));

        assertThat(in.headers().firstValue("Location")).contains("/ward?due=true");
        assertThat(visitor.get("/ward").body()).contains("Bidan Wulan");
        assertThat(provider.lastQuery()).contains("code_challenge_method=S256", "prompt=login", "nonce=");
        assertThat(audit()).extracting(AuditEntry::agent).contains("wulan");
    }

    @Test
    void a_provider_s_account_without_a_role_is_told_whom_to_ask() throws Exception {
        for (Map<String, Object> claims : List.<Map<String, Object>>of(
                Map.of("name", "Tamu"),
                Map.of("name", "Tamu", "realm_access", Map.of("roles", List.of("nurse", "supervisor"))),
                Map.of("name", "Tamu", "realm_access", Map.of("roles", List.of("keluarga"))))) {
            Visitor visitor = Visitor.at(port);
            provider.signIn(visitor, "tamu", claims);

            HttpResponse<String> page = visitor.get("/ward?lang=en");

            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("Tamu", "no role here yet", "Bidan Ratih, ext. 12", "Sign out");
        }
    }

    @Test
    void a_provider_s_family_has_its_mother_s_page_alone() throws Exception {
        Visitor visitor = Visitor.at(port);

        HttpResponse<String> in = provider.signIn(
                visitor,
                "anto",
                Map.of(
                        "realm_access",
                        Map.of("roles", "keluarga"),
                        "patient",
                        "https://ehr.example.org/fhir/Patient/ibu-9"));

        assertThat(in.headers().firstValue("Location")).contains("/family");
        assertThat(visitor.get("/ward").statusCode()).isEqualTo(403);
    }

    @Test
    void a_token_of_another_s_key_or_a_made_up_state_opens_nothing() throws Exception {
        Visitor visitor = Visitor.at(port);
        HttpResponse<String> forged =
                provider.signInForged(visitor, "sri", Map.of("realm_access", Map.of("roles", "bidan")));
        HttpResponse<String> madeUp = visitor.get("/login/oauth2/code/hospital?code=x&state=y&lang=en");

        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(madeUp.statusCode()).isEqualTo(401);
        assertThat(madeUp.body()).contains("did not confirm who you are");
        assertThat(visitor.get("/ward").statusCode()).isEqualTo(303);
        assertThat(audit()).extracting(AuditEntry::status).contains(401);
    }

    private HttpResponse<String> signIn(Visitor visitor, String name, String password) throws Exception {
        return visitor.post("/sign-in", Map.of("name", name, "password", password), from);
    }

    private static List<String> cookies(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie");
    }
}
