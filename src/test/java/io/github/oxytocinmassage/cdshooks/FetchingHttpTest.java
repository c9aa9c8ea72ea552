package io.github.oxytocinmassage.cdshooks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"cds.timeout=10s", "cds.fetch-timeout=8s", "logging.level.org.apache.hc=trace"})
@ActiveProfiles("demo")
@Import(HookServer.OnTheDay.class)
@ExtendWith(OutputCaptureExtension.class)
class FetchingHttpTest {

    private static final String EMPTY = "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0}";

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @LocalServerPort
    private int port;

    private final Ehr ehr = new Ehr(SERVER);
    private HookServer server;

    @DynamicPropertySource
    static void allow(DynamicPropertyRegistry properties) {
        properties.add("outgoing.hosts", () -> "localhost:" + SERVER.getPort());
    }

    @BeforeEach
    void hold() {
        server = new HookServer(port);
        ehr.hold(SampleCall.whole().node().path("prefetch"));
    }

    @Test
    void without_any_prefetch_the_whole_record_is_fetched_and_says_the_same() {
        JsonNode prefetched = cards(SampleCall.whole());

        assertThat(told(cards(authorized(without("prefetch")))))
                .isEqualTo(told(prefetched))
                .isNotEmpty();

        SERVER.verify(getRequestedFor(urlEqualTo(Ehr.path(PrefetchKey.SESSIONS, "m1")))
                .withHeader("Authorization", equalTo("Bearer s3cret-t0ken")));
    }

    @Test
    void a_client_like_the_sandbox_prefetches_a_patient_of_its_own_and_names_an_open_server() {
        SampleCall call = without("prefetch")
                .with(r -> r.put("fhirServer", ehr.base() + "/"))
                .with(r -> r.putObject("prefetch")
                        .putObject("patient")
                        .put("resourceType", "Patient")
                        .put("id", "m1"));

        assertThat(told(cards(call))).isEqualTo(told(cards(SampleCall.whole())));

        SERVER.verify(getRequestedFor(urlEqualTo("/fhir/Patient/m1")).withoutHeader("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\": \"exception\"}]}",
                "{\"response\": {\"status\": \"404 Not Found\"}}",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [{\"resource\": {\"resourceType\":"
                        + " \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\": \"exception\"}]}}]}",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"link\": [{\"relation\": \"next\", \"url\": \"http://x\"}]}",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 3}",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0, \"link\": [{\"relation\": \"self\","
                        + " \"url\": \"Procedure?patient=i1\"}]}"
            })
    void a_value_that_is_not_the_whole_answer_is_fetched(String value) {
        SampleCall call = authorized(SampleCall.whole().prefetch("sessions", value));

        assertThat(told(cards(call))).isEqualTo(told(cards(SampleCall.whole())));

        SERVER.verify(getRequestedFor(urlEqualTo(Ehr.path(PrefetchKey.SESSIONS, "m1"))));
    }

    @Test
    void pages_are_followed_to_the_last() {
        JsonNode sessions = SampleCall.whole().node().at("/prefetch/sessions/entry");
        ehr.answer(PrefetchKey.SESSIONS, "m1", page(sessions.get(0), ehr.base() + "?page=2", 3));
        ehr.answer("/fhir?page=2", Ehr.json(page(sessions.get(1), "/fhir?page=3", 3)));
        ehr.answer("/fhir?page=3", Ehr.json(page(sessions.get(2), "", 3)));

        assertThat(told(cards(authorized(lacking("sessions"))))).isEqualTo(told(cards(SampleCall.whole())));
    }

    static Stream<Arguments> noWholeAnswers() throws IOException {
        JsonNode session = SampleCall.whole().node().at("/prefetch/sessions/entry/0");
        String base = "http://localhost:" + SERVER.getPort() + "/fhir";
        String elsewhere = "http://localhost:" + ELSEWHERE.getPort() + "/fhir";
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[50_000_000]);
        }
        return Stream.of(
                Arguments.of("401", aResponse().withStatus(401)),
                Arguments.of("500", aResponse().withStatus(500)),
                Arguments.of("empty", Ehr.json("")),
                Arguments.of("no JSON", Ehr.json("<html>")),
                Arguments.of("a page of the portal", ok("<html>").withHeader("Content-Type", "text/html")),
                Arguments.of("JSON that says it is not", ok(EMPTY).withHeader("Content-Type", "text/html")),
                Arguments.of(
                        "another charset", ok(EMPTY).withHeader("Content-Type", "application/json;charset=latin1")),
                Arguments.of(
                        "another FHIR", ok(EMPTY).withHeader("Content-Type", "application/fhir+json; fhirVersion=5.0")),
                Arguments.of("no FHIR", Ehr.json("{\"resourceType\": \"Nonsense\"}")),
                Arguments.of("a null entry", Ehr.json("{\"resourceType\": \"Bundle\", \"entry\": [null]}")),
                Arguments.of(
                        "a number without end", Ehr.json("{\"resourceType\": \"Bundle\", \"total\": 1e999999999}")),
                Arguments.of("no searchset", Ehr.json("{\"resourceType\": \"Patient\", \"id\": \"m1\"}")),
                Arguments.of("an error", Ehr.json("{\"resourceType\": \"OperationOutcome\"}")),
                Arguments.of("too few", Ehr.json(page(session, "", 3))),
                Arguments.of("a next page elsewhere", Ehr.json(page(session, elsewhere, 3))),
                Arguments.of("a next page inside", Ehr.json(page(session, "http://169.254.169.254/", 3))),
                Arguments.of("a circle", Ehr.json(page(session, base + "/Procedure?circle", 3))),
                Arguments.of("a redirect elsewhere", temporaryRedirect(elsewhere)),
                Arguments.of("huge", Ehr.json("{\"x\": \"" + "x".repeat(3_000_000) + "\"}")),
                Arguments.of(
                        "a bomb",
                        Ehr.json("").withHeader("Content-Encoding", "gzip").withBody(bomb.toByteArray())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noWholeAnswers")
    void what_can_not_be_fetched_whole_is_lacking_and_named(String name, ResponseDefinitionBuilder answer) {
        ELSEWHERE.stubFor(get(anyUrl()).willReturn(Ehr.json(EMPTY)));
        ehr.answer(PrefetchKey.SESSIONS, "m1", answer);
        ehr.answer("/fhir/Procedure?circle", answer);

        HookServer.Answer refused = server.post(authorized(lacking("sessions")));

        assertThat(refused.status()).as(refused.text()).isEqualTo(412);
        assertThat(refused.json().path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(refused.text())
                .contains("\"prefetch.sessions\"", "could not be fetched")
                .doesNotContain("prefetch.plan", "s3cret", "localhost");
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
    }

    @Test
    void a_server_that_is_too_slow_is_not_waited_for() {
        ehr.answer(PrefetchKey.SESSIONS, "m1", Ehr.json(EMPTY).withFixedDelay(60_000));
        ehr.answer(PrefetchKey.PLAN, "m1", Ehr.json(EMPTY).withChunkedDribbleDelay(60, 60_000));

        HookServer.Answer refused =
                server.post(authorized(SampleCall.whole().prefetch(p -> p.remove(List.of("sessions", "plan")))));

        assertThat(refused.status()).as(refused.text()).isEqualTo(504);
        assertThat(refused.text()).contains("\"timeout\"", "\"prefetch.sessions\"", "\"prefetch.plan\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/fhir",
                "https://ehr.example.org/fhir",
                "http://127.0.0.1:SERVER/fhir",
                "http://user@localhost:SERVER/fhir",
                "http://localhost:ELSEWHERE/fhir",
                "file:///etc",
                "no address at all",
                "http://localhost:SERVER/fhir?x=",
                "http://localhost:SERVER/fhir#"
            })
    void a_server_that_is_not_allowed_is_not_called(String base) {
        String named = base.replace("SERVER", "" + SERVER.getPort()).replace("ELSEWHERE", "" + ELSEWHERE.getPort());

        HookServer.Answer refused = server.post(authorized(lacking("plan")).with(r -> r.put("fhirServer", named)));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.text()).contains("\"prefetch.plan\"");
        assertThat(SERVER.getAllServeEvents()).isEmpty();
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
    }

    @Test
    void another_patient_than_the_one_asked_for_is_refused() {
        ehr.answer("/fhir/Patient/m1", Ehr.json("{\"resourceType\": \"Patient\", \"id\": \"m2\"}"));

        HookServer.Answer refused = server.post(authorized(lacking("mother")));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.text()).contains("\"prefetch.mother\"").doesNotContain("m2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a b", "m1/_history/2/x", "m1?x=1", "ä"})
    void an_id_can_not_lead_out_of_its_place(String id) {
        HookServer.Answer refused = server.post(authorized(without("prefetch")).context("patientId", id));

        assertThat(refused.status()).isIn(400, 412);
        assertThat(SERVER.getAllServeEvents())
                .extracting(e -> e.getRequest().getUrl())
                .allMatch(url -> url.matches("/fhir/Practitioner/[a-z0-9-]+"), "but for the user's language");
    }

    @Test
    void the_infants_chart_is_fetched_by_its_own_id_and_without_it_its_weight_is_missed() {
        SampleCall hers = SampleCall.whole().prefetch("measurements", EMPTY);

        String without = cards(hers).toString();
        String with = cards(authorized(hers)).toString();

        assertThat(without).doesNotContain("OM-DAN-I13").contains("ASSESS");
        assertThat(with).contains("OM-DAN-I13");
    }

    @Test
    void an_infants_chart_that_is_not_to_be_had_is_missed_and_never_taken_as_well() {
        ehr.answer(PrefetchKey.MEASUREMENTS, "i1", aResponse().withStatus(403));
        SampleCall hers = SampleCall.whole().prefetch("measurements", EMPTY);

        JsonNode cards = cards(authorized(hers));

        assertThat(told(cards)).isEqualTo(told(cards(SampleCall.whole().prefetch("measurements", EMPTY))));
        assertThat(cards.toString()).contains("own chart could be read");
        assertThat(cards(authorized(SampleCall.whole())).toString()).contains("own chart could be read");
        ehr.answer(PrefetchKey.MEASUREMENTS, "i1", EMPTY);
        assertThat(cards(authorized(hers)).toString()).doesNotContain("own chart could be read");
    }

    static Stream<Arguments> lostCharts() {
        return Stream.of(
                Arguments.of(504, "timeout", Ehr.json(EMPTY).withFixedDelay(60_000)),
                Arguments.of(503, "throttled", aResponse().withStatus(429)),
                Arguments.of(412, "required", aResponse().withStatus(500)),
                Arguments.of(412, "required", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                Arguments.of(412, "required", Ehr.json("{\"resourceType\": \"Bundle\", \"total\": 3}")));
    }

    @ParameterizedTest
    @MethodSource("lostCharts")
    void an_infants_chart_that_was_lost_on_the_way_may_hold_a_danger_and_is_not_done_without(
            int status, String code, ResponseDefinitionBuilder answer) {
        ehr.answer(PrefetchKey.MEASUREMENTS, "i1", answer);

        HookServer.Answer refused = server.post(authorized(well()));

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.text())
                .contains("\"" + code + "\"", "\"prefetch.measurements\"", "infant's own chart")
                .doesNotContain("prefetch.checks");
    }

    @Test
    void a_danger_that_is_known_is_told_though_an_infants_chart_was_lost_on_the_way() {
        ehr.answer(PrefetchKey.MEASUREMENTS, "i1", aResponse().withStatus(500));
        ehr.answer(
                PrefetchKey.CHECKS,
                "i1",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": ["
                        + SampleCall.sign("d1", "i1", "lethargic", "2026-06-05T11:00:00+07:00") + "]}");

        JsonNode card = cards(authorized(well())).get(0);

        assertThat(card.path("indicator").asString()).isEqualTo("critical");
        assertThat(card.path("detail").asString())
                .startsWith("Ani: not all of this infant’s own chart could be read")
                .contains("OM-DAN-I03");
    }

    @Test
    void good_news_without_an_infants_own_chart_warns_and_says_so_first() {
        ehr.answer(PrefetchKey.MEASUREMENTS, "i1", aResponse().withStatus(403));

        JsonNode card = cards(authorized(well())).get(0);

        assertThat(card.at("/source/topic/code").asString()).isEqualTo("CONTINUE");
        assertThat(card.path("indicator").asString()).isEqualTo("warning");
        assertThat(card.path("summary").asString()).startsWith("Ani: own chart not read. Milk is adequate.");
        assertThat(card.path("detail").asString()).startsWith("Ani: not all of this infant’s own chart could be read");
    }

    @Test
    void good_news_on_the_whole_record_does_not_warn() {
        ehr.answer(PrefetchKey.MEASUREMENTS, "i1", EMPTY);

        JsonNode card = cards(authorized(well())).get(0);

        assertThat(card.path("indicator").asString()).isEqualTo("info");
        assertThat(card.path("detail").asString()).doesNotContain("own chart");
    }

    @Test
    void a_server_that_we_may_not_call_is_as_good_as_none() {
        SampleCall call = authorized(SampleCall.whole()).with(r -> r.put("fhirServer", "https://ehr.example.org/fhir"));

        assertThat(cards(call).toString()).contains("OM-DAN-I13", "own chart could be read");
    }

    @ParameterizedTest
    @CsvSource({
        "Practitioner/bidan, id",
        "PractitionerRole/bidan-at-the-clinic, id",
        "Practitioner/unknown, en",
        "Practitioner/slow, en"
    })
    void the_users_language_is_asked_of_the_server_and_not_waited_for_in_vain(String user, String language) {
        ehr.answer("/fhir/Practitioner/bidan", Ehr.json("""
                {"resourceType": "Practitioner", "id": "bidan",
                 "communication": [{"coding": [{"system": "urn:ietf:bcp:47", "code": "id-ID"}]}]}"""));
        ehr.answer("/fhir/PractitionerRole/bidan-at-the-clinic", Ehr.json("""
                {"resourceType": "PractitionerRole", "id": "bidan-at-the-clinic", "practitioner": {"reference": "Practitioner/bidan"}}"""));
        ehr.answer("/fhir/Practitioner/slow", Ehr.json("{}").withFixedDelay(60_000));
        SampleCall call =
                authorized(SampleCall.whole()).with(r -> ((ObjectNode) r.path("context")).put("userId", user));

        HookServer.Answer answer = server.post(call);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Language")).isEqualTo(language);
    }

    @Test
    void from_an_infants_chart_the_way_leads_to_its_mother() {
        SampleCall call = authorized(without("prefetch")).context("patientId", "i1");
        ehr.answer(
                "/fhir/RelatedPerson?patient=i1",
                Ehr.json("{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": ["
                        + SampleCall.whole().node().at("/prefetch/infants/entry/1") + "]}"));

        String cards = cards(call).toString();

        assertThat(cards).contains("OM-DAN-I13");
        SERVER.verify(getRequestedFor(urlEqualTo(Ehr.path(PrefetchKey.SESSIONS, "m1"))));
    }

    @Test
    void from_the_chart_of_an_infant_without_a_birth_date_the_way_leads_to_its_mother_too() {
        SampleCall call = authorized(without("prefetch")).context("patientId", "i1");
        ehr.answer(
                "/fhir/Patient/i1",
                Ehr.json("{\"resourceType\": \"Patient\", \"id\": \"i1\","
                        + " \"link\": [{\"other\": {\"reference\": \"Patient/m1\"}, \"type\": \"seealso\"}]}"));
        ehr.answer(
                "/fhir/RelatedPerson?patient=i1",
                Ehr.json("{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": ["
                        + SampleCall.whole().node().at("/prefetch/infants/entry/1") + "]}"));
        for (PrefetchKey key : PrefetchKey.values()) {
            if (key.isOfMother()) {
                ehr.answer(
                        key,
                        "i1",
                        key == PrefetchKey.MEASUREMENTS
                                ? SampleCall.whole()
                                        .node()
                                        .at("/prefetch/measurements")
                                        .toString()
                                : EMPTY);
            }
        }
        ehr.answer(PrefetchKey.INFANTS, "i1", EMPTY);

        assertThat(cards(call).toString()).contains("OM-DAN-I13");
        SERVER.verify(getRequestedFor(urlEqualTo(Ehr.path(PrefetchKey.SESSIONS, "m1"))));
    }

    @Test
    void an_infant_to_whom_no_mother_is_tied_gets_no_advice() {
        JsonNode infant = SampleCall.whole().node().at("/prefetch/infants/entry/0/resource");
        ehr.answer("/fhir/Patient/i1", Ehr.json(infant.toString()));
        ehr.answer("/fhir/RelatedPerson?patient=i1", Ehr.json(EMPTY));

        HookServer.Answer refused = server.post(authorized(without("prefetch")).context("patientId", "i1"));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.text()).contains("\"prefetch.mother\"", "no mother is tied");
    }

    @Test
    void a_stranger_whom_the_server_sends_along_is_not_her_infant() {
        JsonNode infants = SampleCall.whole()
                .node()
                .at("/prefetch/infants/entry/0/resource")
                .deepCopy();
        ((ObjectNode) infants).put("id", "stranger").put("birthDate", "2026-06-03");
        ((ObjectNode) infants).remove("_birthDate");
        ehr.answer(
                PrefetchKey.INFANTS,
                "m1",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [{\"resource\": " + infants
                        + "}]}");

        assertThat(told(cards(authorized(lacking("infants"))))).isEqualTo(told(cards(SampleCall.whole())));
        SERVER.verify(0, getRequestedFor(urlEqualTo(Ehr.path(PrefetchKey.MEASUREMENTS, "stranger"))));
    }

    @Test
    void a_client_whose_search_by_link_found_nobody_has_the_infant_looked_for_by_its_related_persons() {
        tieByRelatedPerson();
        SampleCall call = authorized(hers().prefetch("infants", EMPTY));

        assertThat(cards(call).toString()).contains("OM-DAN-I13").doesNotContain("OM-ELI-009");
    }

    @Test
    void an_infant_that_is_looked_for_in_vain_for_want_of_time_or_answers_is_not_taken_as_none() {
        tieByRelatedPerson();
        ehr.answer("/fhir/RelatedPerson?identifier=urn%3Atest%7Cm1", aResponse().withStatus(500));

        HookServer.Answer refused = server.post(authorized(hers().prefetch("infants", EMPTY)));

        assertThat(refused.status()).as(refused.text()).isEqualTo(412);
        assertThat(refused.text()).contains("\"prefetch.infants\"");
    }

    @Test
    void a_woman_who_is_not_in_the_protocol_has_no_infant_looked_for() {
        tieByRelatedPerson();
        SampleCall call = authorized(hers().prefetch("infants", EMPTY)
                .prefetch("sessions", EMPTY)
                .prefetch("checks", EMPTY)
                .prefetch("measurements", EMPTY));

        assertThat(cards(call)).isEmpty();

        SERVER.verify(0, getRequestedFor(urlPathEqualTo("/fhir/RelatedPerson")));
    }

    @Test
    void an_infant_to_whom_the_mothers_own_record_links_is_found_and_her_mother_is_not() {
        ObjectNode mother =
                (ObjectNode) SampleCall.whole().node().at("/prefetch/mother").deepCopy();
        mother.putArray("link");
        for (String other : List.of("i1", "grandmother")) {
            mother.withArray("link")
                    .addObject()
                    .put("type", "seealso")
                    .putObject("other")
                    .put("reference", "Patient/" + other);
        }
        ehr.answer("/fhir/Patient/m1", Ehr.json(mother.toString()));
        ehr.answer(PrefetchKey.INFANTS, "m1", EMPTY);
        ehr.answer(PrefetchKey.CHECKS, "m1", EMPTY);
        ehr.answer(
                "/fhir/Patient/grandmother",
                Ehr.json("{\"resourceType\": \"Patient\", \"id\": \"grandmother\", \"birthDate\": \"1970-01-01\"}"));

        assertThat(cards(authorized(without("prefetch"))).toString()).contains("OM-DAN-I13");

        SERVER.verify(0, getRequestedFor(urlEqualTo(Ehr.path(PrefetchKey.MEASUREMENTS, "grandmother"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "focus"})
    void from_an_infants_chart_a_link_of_the_mothers_or_an_observation_of_hers_leads_to_her(String tie) {
        JsonNode prefetch = SampleCall.whole().node().path("prefetch");
        JsonNode infant = prefetch.at("/infants/entry/0/resource");
        ObjectNode mother = (ObjectNode) prefetch.path("mother").deepCopy();
        ehr.answer("/fhir/Patient/i1", Ehr.json(infant.toString()));
        ehr.answer("/fhir/RelatedPerson?patient=i1", Ehr.json(EMPTY));
        if (tie.equals("link")) {
            mother.putArray("link")
                    .addObject()
                    .put("type", "seealso")
                    .putObject("other")
                    .put("reference", "Patient/i1");
            ehr.answer("/fhir/Patient/m1", Ehr.json(mother.toString()));
            ehr.answer(
                    "/fhir/Patient?link=Patient/i1",
                    Ehr.json("{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [{\"resource\": "
                            + mother + "}]}"));
        } else {
            ehr.answer(
                    "/fhir/Observation?focus=Patient/i1",
                    Ehr.json(prefetch.path("checks").toString()));
        }

        String cards = cards(authorized(without("prefetch")).context("patientId", "i1"))
                .toString();

        assertThat(cards).contains("OM-DAN-I13");
    }

    @ParameterizedTest
    @CsvSource({"m1, heavy-bleeding, OM-DAN-M01", "i1, lethargic, OM-DAN-I03"})
    void sheets_that_were_filled_as_questionnaires_are_fetched_of_mother_and_infant(
            String patient, String item, String rule) {
        ehr.answer("/fhir/QuestionnaireResponse?patient=" + patient, Ehr.json("""
                {"resourceType": "Bundle", "type": "searchset", "total": 1, "entry": [{"resource": {
                 "resourceType": "QuestionnaireResponse", "id": "q1", "status": "completed",
                 "questionnaire": "https://oxytocin-massage-cds.github.io/fhir/Questionnaire/adequacy-sheet",
                 "subject": {"reference": "Patient/%s"}, "authored": "2026-06-05T11:00:00+07:00",
                 "item": [{"linkId": "%s", "answer": [{"valueBoolean": true}]}]}}]}""".formatted(patient, item)));

        assertThat(cards(authorized(without("prefetch"))).toString()).contains(rule);
    }

    @Test
    void sheets_that_can_not_be_had_for_a_fault_of_the_server_are_lacking() {
        ehr.answer("/fhir/QuestionnaireResponse?patient=m1", aResponse().withStatus(500));

        HookServer.Answer refused = server.post(authorized(without("prefetch")));

        assertThat(refused.status()).as(refused.text()).isEqualTo(412);
        assertThat(refused.text()).contains("\"prefetch.checks\"");
    }

    @Test
    void of_a_slow_server_what_was_slow_is_named_and_not_what_was_to_be_asked_next() {
        ehr.answer(PrefetchKey.MEASUREMENTS, "m1", Ehr.json(EMPTY).withFixedDelay(60_000));
        ehr.answer(PrefetchKey.INFANTS, "m1", aResponse().withStatus(400));
        ehr.answer("/fhir/Patient/i1", Ehr.json(EMPTY).withFixedDelay(60_000));

        HookServer.Answer refused = server.post(authorized(without("prefetch")));

        assertThat(refused.status()).as(refused.text()).isEqualTo(504);
        assertThat(refused.text()).contains("\"prefetch.measurements\"").doesNotContain("prefetch.infants");
    }

    @Test
    void a_token_is_nowhere_in_the_log(CapturedOutput log) {
        server.post(authorized(without("prefetch")));
        server.post(authorized(lacking("plan")).with(r -> r.put("fhirServer", "https://ehr.example.org")));

        assertThat(log.getAll()).contains("o.a.h.c.http.impl").doesNotContain("s3cret");
    }

    @Test
    void a_token_that_is_none_is_refused() {
        SampleCall call = authorized(SampleCall.whole())
                .with(r -> r.putObject("fhirAuthorization").put("access_token", "a\r\nX: y"));

        HookServer.Answer refused = server.post(call);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("fhirAuthorization.access_token");
    }

    private JsonNode cards(SampleCall call) {
        HookServer.Answer answer = server.post(call);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("cards");
    }

    /** Cards without what is new in each. */
    private static List<String> told(JsonNode cards) {
        return cards.valueStream()
                .map(c -> c.path("summary").asString() + c.path("detail").asString())
                .toList();
    }

    /** The infant has lost nothing but what every infant loses. */
    private static SampleCall well() {
        SampleCall call = SampleCall.whole();
        ((ObjectNode) call.node().at("/prefetch/measurements/entry/1/resource/valueQuantity")).put("value", 2900);
        return call;
    }

    private static SampleCall lacking(String key) {
        return SampleCall.whole().prefetch(p -> p.remove(key));
    }

    private static SampleCall without(String member) {
        return SampleCall.whole().with(r -> r.remove(member));
    }

    private SampleCall authorized(SampleCall call) {
        Consumer<ObjectNode> authorization = r -> r.put("fhirServer", ehr.base())
                .putObject("fhirAuthorization")
                .put("access_token", "s3cret-t0ken")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .put("scope", "patient/*.rs")
                .put("subject", "cds");
        return call.with(authorization);
    }

    /** The mother with a number; what her chart holds, and nothing of the infant's. */
    private static SampleCall hers() {
        SampleCall call = SampleCall.whole().prefetch("measurements", EMPTY);
        ((ObjectNode) call.node().at("/prefetch/mother"))
                .putArray("identifier")
                .addObject()
                .put("system", "urn:test")
                .put("value", "m1");
        ((ObjectNode) call.node().at("/prefetch/checks/entry/0/resource")).remove("focus");
        return call;
    }

    /** On the server, her number on the infant's RelatedPerson. */
    private void tieByRelatedPerson() {
        JsonNode prefetch = SampleCall.whole().node().path("prefetch");
        ObjectNode related =
                (ObjectNode) prefetch.at("/infants/entry/1/resource").deepCopy();
        related.putArray("identifier").addObject().put("system", "urn:test").put("value", "m1");
        ehr.answer(
                "/fhir/Patient/i1",
                Ehr.json(prefetch.at("/infants/entry/0/resource").toString()));
        ehr.answer(
                "/fhir/RelatedPerson?identifier=urn%3Atest%7Cm1",
                Ehr.json("{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [{\"resource\": " + related
                        + "}]}"));
    }

    private static String page(JsonNode entry, String next, int total) {
        String link = next.isEmpty() ? "" : "\"link\": [{\"relation\": \"next\", \"url\": \"" + next + "\"}],";
        return "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": " + total + "," + link
                + "\"entry\": [" + entry + "]}";
    }
}
