package io.github.oxytocinmassage.ward.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.registry.AuditEntry;
import io.github.oxytocinmassage.registry.AuditSpan;
import io.github.oxytocinmassage.registry.AuditTrail;
import io.github.oxytocinmassage.ward.Visitor;
import io.github.oxytocinmassage.ward.launch.SimulatedEhr.Signing;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A launch from an EHR: who comes in, whose page opens, and all that may go wrong on the way. */
class LaunchHttpTest extends LaunchedFromAnEhr {

    private static final String MOTHER = "P00000000021";
    private static final String IHS = "https://fhir.kemkes.go.id/id/ihs-number";
    private static final String NIK = "https://fhir.kemkes.go.id/id/nik";
    private static final String NIK_IBU = "https://fhir.kemkes.go.id/id/nik-ibu";
    private static final String HERS = "0000000000000202";
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    @Autowired
    private AuditTrail trail;

    @Test
    void a_launch_opens_the_mother_whose_chart_is_open_with_the_finding_of_the_card() throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(List.of(List.of(NIK, HERS)), "1994-10-09");
        String rule = aFindingOf(MOTHER);
        answers("appContext", "{\"finding\":\"" + rule + "\"}");
        Instant begun = Instant.now();

        HttpResponse<String> in = launch(nurse, EHR.iss());
        HttpResponse<String> found = nurse.get("/ward/launched");

        assertThat(Visitor.place(in)).isEqualTo("/ward/launched");
        assertThat(Visitor.place(found)).isEqualTo("/ward/mothers/" + MOTHER + "?finding=" + rule + "#" + rule);
        HttpResponse<String> page = nurse.get("/ward/mothers/" + MOTHER + "?finding=" + rule + "&lang=en");
        assertThat(page.body())
                .contains("Bidan Ayu Lestari", "id=\"" + rule + "\"", "the card led here")
                .containsOnlyOnce("id=\"" + rule + "\"");
        assertThat(EHR.asked)
                .containsEntry("aud", EHR.iss())
                .containsEntry("launch", "l-1")
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("scope", "openid fhirUser launch patient/Patient.r")
                .containsEntry("redirect_uri", "http://127.0.0.1:" + port + "/login/oauth2/code/ehr-melati")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(EHR.sent).containsEntry("client_id", SimulatedEhr.CLIENT).containsKey("code_verifier");
        assertThat(List.copyOf(trail.find(AuditSpan.between(begun, Instant.now().plusSeconds(5)), 100)
                        .values()))
                .extracting(AuditEntry::agent)
                .contains("melati/u-7");
    }

    @Test
    void a_card_that_the_ehr_shows_launches_the_page_and_one_of_another_server_does_not() throws Exception {
        String smart = "\"type\":\"smart\",\"appContext\":\"{\\\"finding\\\":\\\"OM-DAN-I13\\\"}\"";

        String cards = cards(EHR.iss());

        assertThat(cards).contains("\"url\":\"http://127.0.0.1:" + port + "/launch\"," + smart);
        assertThat(cards(EHR.iss() + "/elsewhere")).contains("OM-DAN-I13").doesNotContain("smart");
    }

    private String cards(String fhirServer) throws Exception {
        String call =
                Visitor.at(port).get("/demo/twins-one-losing-weight.hook.json").body();
        HttpResponse<String> answer = BROWSER.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/cds-services/oxytocin-massage"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                call.replaceFirst("\\{", "{\"fhirServer\":\"" + fhirServer + "\",")))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void whose_chart_was_open_is_forgotten_once_the_page_is_found() throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(List.of(List.of(NIK, HERS)), null);
        launch(nurse, EHR.iss());

        assertThat(Visitor.place(nurse.get("/ward/launched"))).isEqualTo("/ward/mothers/" + MOTHER);
        assertThat(Visitor.place(nurse.get("/ward/launched"))).isEqualTo("/ward");
        assertThat(Visitor.place(nurse.get("/ward/launched?not=%3Cscript%3E"))).isEqualTo("/ward");
    }

    @Test
    void where_ids_are_the_same_nothing_is_read_and_a_client_that_has_a_secret_shows_it() throws Exception {
        Visitor nurse = Visitor.at(port);
        EHR.claims = Map.of("fhirUser", EHR.issOfSameIds() + "/Practitioner/bidan-sri", "name", "Bidan <b>Sri");
        answers("patient", "hana");

        launch(nurse, EHR.issOfSameIds());

        assertThat(Visitor.place(nurse.get("/ward/launched"))).isEqualTo("/ward/mothers/ibu-tri");
        assertThat(EHR.asked).containsEntry("scope", "openid fhirUser launch");
        assertThat(EHR.authorization).startsWith("Basic ");
        assertThat(EHR.sent).doesNotContainKey("client_secret");
        assertThat(EHR.readWith).isEmpty();
        assertThat(nurse.get("/ward").body()).contains("Bidan &lt;b&gt;Sri").doesNotContain("<b>Sri");
    }

    @Test
    void an_infant_s_chart_opens_its_mother_s_page() throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(List.of(List.of(IHS, "P00000000022"), List.of(NIK_IBU, HERS)), null);
        launch(nurse, EHR.iss());
        assertThat(Visitor.place(nurse.get("/ward/launched"))).isEqualTo("/ward/mothers/" + MOTHER);

        patient(List.of(List.of("https://ehr.example/mrn", "not-known-here"), List.of(NIK_IBU, HERS)), null);
        launch(nurse, EHR.iss());
        assertThat(Visitor.place(nurse.get("/ward/launched"))).isEqualTo("/ward/mothers/" + MOTHER);
    }

    @Test
    void a_patient_who_is_not_clear_opens_nobody_and_is_told_so() throws Exception {
        keep("lain", "https://ehr.example/mrn", "77", "1992-02-02");

        assertThat(notOpened(List.of(List.of("https://ehr.example/mrn", "1")), null))
                .isEqualTo("404 is not found in this register");
        assertThat(notOpened(List.of(), null)).isEqualTo("404 is not found in this register");
        assertThat(notOpened(List.of(List.of(NIK + "x", HERS)), null)).isEqualTo("404 is not found in this register");
        assertThat(notOpened(List.of(List.of(NIK, HERS + " ")), null)).isEqualTo("404 is not found in this register");
        assertThat(notOpened(List.of(List.of(NIK, HERS), List.of("https://ehr.example/mrn", "77")), null))
                .isEqualTo("409 belong to more than one person");
        assertThat(notOpened(List.of(List.of(NIK, HERS)), "1994-09-10")).isEqualTo("409 another birth date");
        assertThat(notOpened(List.of(List.of("https://ehr.example/mrn", "77"), List.of(NIK_IBU, HERS)), null))
                .isEqualTo("409 another birth date");
    }

    /** Status and words of the page that says why. */
    private String notOpened(List<List<String>> identifiers, String birthDate) throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(identifiers, birthDate);
        launch(nurse, EHR.iss());
        HttpResponse<String> page = nurse.get(Visitor.place(nurse.get("/ward/launched")) + "&lang=en");
        assertThat(page.body()).contains("No mother was opened", "href=\"/ward\"");
        String said =
                List.of("is not found in this register", "belong to more than one person", "another birth date")
                        .stream()
                        .filter(page.body()::contains)
                        .reduce("", String::concat);
        return page.statusCode() + " " + said;
    }

    @Test
    void an_infant_of_two_women_opens_neither() throws Exception {
        keep("bayi-dua", "https://ehr.example/mrn", "88", "2026-06-01");
        for (String mother : List.of("ibu-yuni", "ibu-wulan")) {
            put("Observation/tie-" + mother, """
                    {"resourceType":"Observation","id":"tie-%1$s","status":"final","code":{"text":"x"},
                     "subject":{"reference":"Patient/%1$s"},"focus":[{"reference":"Patient/bayi-dua"}],"effectiveDateTime":"2020-01-01"}""".formatted(mother));
        }

        assertThat(notOpened(List.of(List.of("https://ehr.example/mrn", "88")), null))
                .isEqualTo("409 belong to more than one person");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "<script>alert(1)</script>",
                "[\"OM-DAN-I13\"]",
                "{\"finding\":\"<script>alert(1)</script>\"}",
                "{\"finding\":\"OM-DAN-I99\"}",
                "{\"finding\":{\"a\":1}}",
                "{\"finding\":\"OM-DAN-I13\"} and more",
                "{\"finding\":\"OM-DAN-I13#\\r\\nLocation: //evil.example\"}",
                "1 MB"
            })
    void an_odd_context_opens_the_page_without_it(String context) throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(List.of(List.of(NIK, HERS)), null);
        answers("appContext", context.equals("1 MB") ? "x".repeat(1024 * 1024) : context);

        launch(nurse, EHR.iss());

        assertThat(Visitor.place(nurse.get("/ward/launched"))).isEqualTo("/ward/mothers/" + MOTHER);
    }

    @Test
    void a_finding_that_no_longer_holds_is_told_and_one_that_is_none_is_not() throws Exception {
        Visitor nurse = Visitor.of(port, "midwife");

        assertThat(nurse.get("/ward/mothers/" + MOTHER + "?finding=OM-DAN-I13&lang=en")
                        .body())
                .contains("The card spoke of OM-DAN-I13. That finding no longer holds");
        assertThat(nurse.get("/ward/mothers/" + MOTHER + "?finding=%3Cscript%3Ealert&lang=en")
                        .body())
                .doesNotContain("The card", "the card", "<script>alert");
    }

    @Test
    void a_launch_that_can_t_begin_says_why_and_goes_nowhere() throws Exception {
        String evil = "https://evil.example/%3Cscript%3Ealert(1)%3C/script%3E";

        assertThat(told("/launch")).contains("does nothing by itself");
        assertThat(told("/launch?launch=l-1")).contains("does nothing by itself");
        assertThat(told("/launch?iss=" + evil + "&launch=l-1"))
                .contains("is not one that this service knows", "Bidan Ratih, ext. 12")
                .doesNotContain("<script>alert");
        assertThat(told("/launch?iss=" + encoded(EHR.iss() + ".evil.example") + "&launch=l-1"))
                .contains("is not one that this service knows");
        assertThat(told("/launch?iss=" + encoded(EHR.iss()) + "&iss=" + evil + "&launch=l-1"))
                .contains("does nothing by itself");
        assertThat(told("/launch?iss=" + encoded(EHR.iss()))).contains("without saying which chart is open");
        assertThat(told("/launch?iss=" + encoded("http://localhost:9/fhir") + "&launch=l-1"))
                .contains("does not answer just now");
        assertThat(told("/launch?iss=" + encoded(EHR.issOfOld()) + "&launch=l-1"))
                .contains("does not offer all that is needed");
        assertThat(told("/launch?refused=%3Cscript%3Ealert"))
                .contains("does nothing by itself")
                .doesNotContain("<script>alert");
    }

    private String told(String path) throws Exception {
        HttpResponse<String> page = Visitor.at(port).get(path + (path.contains("?") ? "&" : "?") + "lang=en");
        assertThat(page.statusCode()).as(path).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
        return page.body();
    }

    @Test
    void the_page_of_refusal_speaks_the_reader_s_language() throws Exception {
        assertThat(Visitor.at(port).get("/launch?lang=id").body())
                .contains("Halaman ibu tidak dapat dibuka", "sistem rumah sakit")
                .doesNotContain("hospital");
    }

    @Test
    void a_state_that_was_used_or_was_never_given_opens_nothing() throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(List.of(List.of(NIK, HERS)), null);
        URI back = begin(nurse, EHR.iss());

        assertThat(refusal(Visitor.at(port), back)).isEqualTo("over");
        assertThat(refusal(nurse, URI.create(back.toString().replaceAll("state=[^&]+", "state=made-up"))))
                .isEqualTo("over");
        assertThat(refusal(nurse, URI.create(back.toString().replaceAll("state=[^&]+&", ""))))
                .isEqualTo("over");
        assertThat(Visitor.place(nurse.get(path(back)))).isEqualTo("/ward/launched");
        assertThat(refusal(nurse, back)).isEqualTo("over");
    }

    @ParameterizedTest
    @CsvSource({
        "nonce, someone-else-s",
        "iss, https://evil.example",
        "aud, another-client",
        "exp, 1000000000",
        "sub, 300 characters",
        "signing, ANOTHERS_KEY",
        "signing, NONE"
    })
    void an_id_token_that_does_not_prove_who_comes_opens_nothing(String what, String value) throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(List.of(List.of(NIK, HERS)), null);
        if (what.equals("signing")) {
            EHR.signing = Signing.valueOf(value);
        } else {
            Map<String, Object> claims = new LinkedHashMap<>(EHR.claims);
            claims.put(
                    what,
                    switch (what) {
                        case "exp" -> Date.from(Instant.ofEpochSecond(1000000000));
                        case "sub" -> "u".repeat(300);
                        default -> value;
                    });
            EHR.claims = claims;
        }

        assertThat(refusal(nurse, begin(nurse, EHR.iss()))).isEqualTo("unconfirmed");
        assertThat(Visitor.place(nurse.get("/ward"))).startsWith("/sign-in");
    }

    @Test
    void an_ehr_that_says_no_or_answers_badly_opens_nothing() throws Exception {
        patient(List.of(List.of(NIK, HERS)), null);
        EHR.error = "access_denied";
        assertThat(refusal()).isEqualTo("denied");
        EHR.error = "";
        EHR.tokenStatus = 400;
        assertThat(refusal()).isEqualTo("unconfirmed");
        EHR.tokenStatus = 500;
        assertThat(refusal()).isEqualTo("away");
        EHR.tokenStatus = 302;
        assertThat(refusal()).isEqualTo("away");
        EHR.tokenStatus = 200;
        EHR.tokenDelay = 4000;
        assertThat(refusal()).isEqualTo("away");
        EHR.tokenDelay = 0;
        answers("access_token", "");
        assertThat(refusal()).isEqualTo("unconfirmed");
    }

    @Test
    void an_ehr_that_names_no_patient_or_shows_another_opens_nothing() throws Exception {
        for (Object none : new Object[] {null, "", "../Observation/1", List.of("ehr-1"), "Patient/"}) {
            EHR.answer = new LinkedHashMap<>();
            EHR.answer.put("patient", none);
            assertThat(refusal()).as(String.valueOf(none)).isEqualTo("no-patient");
        }
        answers("patient", "ehr-1");
        assertThat(refusal()).isEqualTo("unreadable");
        EHR.shows("Patient/ehr-1", "{\"resourceType\":\"Patient\",\"id\":\"ehr-2\"}");
        assertThat(refusal()).isEqualTo("unreadable");
        EHR.shows("Patient/ehr-1", "{\"resourceType\":\"Patient\",\"id\":\"ehr-1\",\"id\":\"ehr-1\"}");
        assertThat(refusal()).isEqualTo("unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Patient/ehr-1", "RelatedPerson/r-1", "Person/p", "Practitioner", "x Practitioner/1"})
    void who_is_no_professional_is_told_whom_it_is_for(String fhirUser) throws Exception {
        Visitor visitor = Visitor.at(port);
        EHR.claims = fhirUser.isEmpty() ? Map.of() : Map.of("fhirUser", fhirUser);

        assertThat(refusal(visitor, begin(visitor, EHR.iss()))).isEqualTo("not-staff");

        assertThat(EHR.readWith).isEmpty();
        assertThat(Visitor.place(visitor.get("/ward"))).startsWith("/sign-in");
        assertThat(visitor.get("/launch?refused=not-staff&lang=en").body())
                .contains("Only midwives, nurses and doctors");
    }

    @Test
    void who_comes_second_replaces_the_first_and_nothing_of_the_first_remains() throws Exception {
        Visitor browser = Visitor.at(port);
        patient(List.of(List.of(NIK, HERS)), null);
        launch(browser, EHR.iss());
        String first = browser.cookies().get("JSESSIONID");

        EHR.claims = Map.of("fhirUser", "Practitioner/bd-8", "sub", "u-8", "name", "Perawat Dwi");
        answers("patient", "ibu-sri");
        launch(browser, EHR.issOfSameIds());

        assertThat(browser.cookies().get("JSESSIONID")).isNotEqualTo(first);
        assertThat(Visitor.place(browser.get("/ward/launched"))).isEqualTo("/ward/mothers/ibu-sri");
        assertThat(browser.get("/ward").body()).contains("Perawat Dwi").doesNotContain("Ayu Lestari");
        browser.cookies().put("JSESSIONID", first);
        assertThat(Visitor.place(browser.get("/ward"))).startsWith("/sign-in");
    }

    @Test
    void a_launch_that_fails_leaves_nobody_signed_in() throws Exception {
        Visitor browser = Visitor.of(port, "midwife");
        EHR.claims = Map.of("fhirUser", "Patient/p");

        assertThat(refusal(browser, begin(browser, EHR.iss()))).isEqualTo("not-staff");

        assertThat(Visitor.place(browser.get("/ward"))).startsWith("/sign-in");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void nothing_of_a_launch_comes_into_the_log(CapturedOutput log) throws Exception {
        Visitor nurse = Visitor.at(port);
        patient(List.of(List.of(NIK, HERS)), null);
        launch(nurse, EHR.iss());
        nurse.get("/ward/launched");
        patient(List.of(List.of(NIK, "317-not-here")), null);
        launch(nurse, EHR.iss());
        nurse.get("/ward/launched");
        EHR.tokenStatus = 400;
        refusal();
        nurse.get("/launch?iss=https%3A%2F%2Fevil.example&launch=l-1");

        assertThat(log.getAll())
                .contains("A launch of EHR melati came to nothing: unconfirmed")
                .contains("A launch was refused (unknown-ehr)")
                .doesNotContain("the-access-token", "l-1", HERS, "317-not-here", EHR.base(), "evil.example", "ehr-1")
                .doesNotContain(EHR.asked.get("state"), EHR.sent.get("code"), EHR.sent.get("code_verifier"));
    }

    @Test
    void an_ehr_can_t_be_signed_in_with_but_by_a_launch() throws Exception {
        HttpResponse<String> asked = Visitor.at(port).get("/oauth2/authorization/ehr-melati");

        assertThat(asked.headers().firstValue("Location").orElse("")).doesNotContain("/authorize");
        assertThat(asked.statusCode()).isBetween(300, 499);
        assertThat(Visitor.at(port).get("/sign-in?lang=en").body())
                .contains("open the mother’s chart there")
                .doesNotContain("ehr-melati");
    }

    private String refusal() throws Exception {
        Visitor nurse = Visitor.at(port);
        return refusal(nurse, begin(nurse, EHR.iss()));
    }

    /** Why a launch that had begun came to nothing. */
    private static String refusal(Visitor nurse, URI back) throws Exception {
        HttpResponse<String> answer = nurse.get(path(back));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Visitor.place(answer)).startsWith("/launch?refused=");
        return Visitor.place(answer).replace("/launch?refused=", "");
    }

    private static String path(URI back) {
        return back.getPath() + "?" + back.getRawQuery();
    }

    /** Up to where the EHR sends the browser back. */
    private static URI begin(Visitor nurse, String iss) throws Exception {
        HttpResponse<String> asked = nurse.get("/launch?iss=" + encoded(iss) + "&launch=l-1");
        assertThat(asked.statusCode()).isEqualTo(302);
        URI place = URI.create(asked.headers().firstValue("Location").orElseThrow());
        HttpResponse<Void> answer = BROWSER.send(HttpRequest.newBuilder(place).build(), BodyHandlers.discarding());
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private static HttpResponse<String> launch(Visitor nurse, String iss) throws Exception {
        HttpResponse<String> in = nurse.get(path(begin(nurse, iss)));
        assertThat(Visitor.place(in)).isEqualTo("/ward/launched");
        return in;
    }

    private static void answers(String name, Object value) {
        Map<String, Object> answer = new LinkedHashMap<>(EHR.answer);
        answer.put(name, value);
        EHR.answer = answer;
    }

    private static void patient(List<List<String>> identifiers, String birthDate) {
        String all = String.join(
                ",",
                identifiers.stream()
                        .map(i -> "{\"system\":\"" + i.get(0) + "\",\"value\":\"" + i.get(1) + "\"}")
                        .toList());
        EHR.shows(
                "Patient/ehr-1",
                "{\"resourceType\":\"Patient\",\"id\":\"ehr-1\",\"identifier\":[" + all + "]"
                        + (birthDate == null ? "" : ",\"birthDate\":\"" + birthDate + "\"") + "}");
    }

    private String aFindingOf(String mother) throws Exception {
        String page = Visitor.of(port, "midwife").get("/ward/mothers/" + mother).body();
        var rule = Pattern.compile("id=\"(OM-[A-Z0-9-]+)\"").matcher(page);
        assertThat(rule.find()).isTrue();
        return rule.group(1);
    }

    private void keep(String id, String system, String value, String birthDate) throws Exception {
        put("Patient/" + id, """
                {"resourceType":"Patient","id":"%1$s","identifier":[{"system":"%2$s","value":"%3$s"}],"name":[{"text":"%1$s"}],"birthDate":"%4$s"}""".formatted(id, system, value, birthDate));
    }

    private void put(String reference, String resource) throws Exception {
        HttpResponse<String> answer = BROWSER.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/fhir/" + reference))
                        .header("Content-Type", "application/fhir+json")
                        .PUT(HttpRequest.BodyPublishers.ofString(resource))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
