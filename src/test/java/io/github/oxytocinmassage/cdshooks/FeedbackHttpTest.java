package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@Import(HookServer.OnTheDay.class)
class FeedbackHttpTest {

    private static final String OVERRIDDEN = """
            {"card": "%s", "outcome": "overridden", "outcomeTimestamp": "2026-06-05T05:01:00Z",
             "overrideReason": {"reason": {"code": "other-plan", "system": "https://x.example"}, "userComment": "seen"}}
            """;
    private static final String ACCEPTED = """
            {"card": "%s", "outcome": "accepted", "acceptedSuggestions": [{"id": "%s"}], "outcomeTimestamp": "2026-06-05T05:01:00Z"}
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcTemplate jdbc;

    private HookServer server;
    private JsonNode card;
    private String uuid;

    @BeforeEach
    void callForCards() {
        server = new HookServer(port);
        card = server.post(SampleCall.whole()).json().at("/cards/0");
        uuid = card.path("uuid").asString();
    }

    @Test
    void the_report_counts_by_rule_and_reason_and_shows_nothing_of_a_user() {
        String ours = "https://oxytocin-massage-cds.github.io/fhir/CodeSystem/override-reason";
        send(OVERRIDDEN
                .formatted(uuid)
                .replace("https://x.example", ours)
                .replace("other-plan", "examined")
                .replace("seen", "Bu Sari menolak"));

        HookServer.Answer english = server.send("GET", "/evidence/use?lang=en");
        HookServer.Answer indonesian = server.send("GET", "/evidence/use?lang=id");

        assertThat(english.status()).isEqualTo(200);
        assertThat(english.text())
                .contains("What became of the cards", "OM-DAN-I13", "Examined: the finding does not hold: ")
                .doesNotContain("Bu Sari", "Patient/");
        assertThat(indonesian.text())
                .contains("Tindak lanjut kartu saran", "Sudah diperiksa: temuan ini tidak ada: ")
                .doesNotContain("Examined");
    }

    @Test
    void feedback_on_a_card_is_stored_before_it_is_acknowledged() {
        HookServer.Answer answer = send(OVERRIDDEN.formatted(uuid));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(jdbc.queryForMap(
                        "select outcome, outcome_at, reason_code, reason_system, cast(user_comment as varchar) said_so from"
                                + " card_feedback join card_given c on c.id = card_id where c.card_uuid = ?",
                        uuid))
                .containsEntry("outcome", "overridden")
                .containsEntry("outcome_at", 1780635660000L)
                .containsEntry("reason_code", "other-plan")
                .containsEntry("reason_system", "https://x.example")
                .containsEntry("said_so", "seen");
    }

    @Test
    void a_repeat_is_stored_once_in_whatever_notation() {
        String elsewhere = OVERRIDDEN
                .formatted(uuid.toUpperCase(java.util.Locale.ROOT))
                .replace("2026-06-05T05:01:00Z", "2026-06-05T12:01:00.000+07:00");

        assertThat(send(OVERRIDDEN.formatted(uuid), OVERRIDDEN.formatted(uuid)).status())
                .isEqualTo(200);
        assertThat(send(elsewhere).status()).isEqualTo(200);

        assertThat(stored(uuid)).isOne();
    }

    @Test
    void a_card_may_be_overridden_and_accepted_later() {
        String suggestion = card.at("/suggestions/0/uuid").asString();

        assertThat(send(OVERRIDDEN.formatted(uuid)).status()).isEqualTo(200);
        assertThat(send(ACCEPTED.formatted(uuid, suggestion)).status()).isEqualTo(200);

        assertThat(stored(uuid)).isEqualTo(2);
        assertThat(jdbc.queryForList("select suggestion_id from card_accepted", String.class))
                .contains(suggestion);
    }

    @Test
    void an_unknown_card_is_named_and_the_others_are_stored() {
        String stranger = UUID.randomUUID().toString();

        HookServer.Answer answer = send(OVERRIDDEN.formatted(stranger), OVERRIDDEN.formatted(uuid));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(issues(answer)).containsExactly("feedback[0].card");
        assertThat(answer.text()).contains(stranger).doesNotContain(uuid);
        assertThat(stored(uuid)).isOne();
    }

    @Test
    void a_card_is_known_to_its_own_service_only() {
        HookServer.Answer answer =
                server.post("/cds-services/oxytocin-massage-discharge/feedback", body(OVERRIDDEN.formatted(uuid)));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(stored(uuid)).isZero();
    }

    @Test
    void one_bad_entry_refuses_all_even_beside_an_unknown_card() {
        String bad = OVERRIDDEN.formatted(uuid).replace("overridden", "ignored");

        HookServer.Answer answer = send(OVERRIDDEN.formatted(UUID.randomUUID()), OVERRIDDEN.formatted(uuid), bad);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(issues(answer)).containsExactly("feedback[2].outcome");
        assertThat(stored(uuid)).isZero();
    }

    @Test
    void a_suggestion_that_its_card_did_not_have_is_a_bad_entry() {
        HookServer.Answer answer = send(OVERRIDDEN.formatted(uuid), ACCEPTED.formatted(uuid, UUID.randomUUID()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(issues(answer)).containsExactly("feedback[1].acceptedSuggestions");
        assertThat(stored(uuid)).isZero();
    }

    @Test
    void a_card_keeps_nothing_of_the_record_but_references() {
        assertThat(jdbc.queryForList(
                        "select rule, subject, length(evidence) as digits from card_finding f"
                                + " join card_given c on c.id = f.card_id where c.card_uuid = ?",
                        uuid))
                .singleElement()
                .satisfies(f -> assertThat(f)
                        .containsEntry("rule", "OM-DAN-I13")
                        .containsEntry("subject", "Patient/i1")
                        .containsEntry("digits", 64L));
    }

    @Test
    void calls_and_feedback_stand_in_the_audit_trail() {
        send(OVERRIDDEN.formatted(uuid));
        server.post(SampleCall.whole().context("patientId", "m9"));

        assertThat(entries("$patient-view", "Patient/m1"))
                .contains("E 200 anonymous Practitioner/p1 Patient/m1 ESCALATE");
        assertThat(entries("$feedback", "Patient/m1")).contains("E 200 anonymous  oxytocin-massage ");
        assertThat(entries("$patient-view", "Patient/m9")).contains("E 400 anonymous Practitioner/p1 Patient/m9 ");
    }

    @Test
    void a_card_set_aside_with_a_reason_rests_until_there_is_new_evidence() {
        String mother = "m" + UUID.randomUUID();
        SampleCall borderline = calm(mother, 2820);
        JsonNode first = server.post(borderline).json().at("/cards/0");
        String second = server.post(borderline).json().at("/cards/0/uuid").asString();

        send(OVERRIDDEN.formatted(second).replaceAll("(?s),\\s*\"overrideReason.*", "}"));
        assertThat(summaries(borderline)).as("without a reason").contains(first.path("summary"));
        assertThat(send(OVERRIDDEN.formatted(first.path("uuid").asString())).status())
                .isEqualTo(200);

        assertThat(summaries(borderline)).as("with a reason").doesNotContain(first.path("summary"));
        assertThat(summaries(calm("n" + mother, 2820))).as("another mother's").contains(first.path("summary"));
        assertThat(summaries(calm(mother, 2820).with(r -> r.put("fhirServer", "https://another.example/fhir"))))
                .as("of the same id, at another EHR")
                .contains(first.path("summary"));
        assertThat(summaries(calm(mother, 2820).with(r -> replace(r, "\"c1\"", "\"c2\""))))
                .as("a new sheet")
                .contains(first.path("summary"));
    }

    @Test
    void a_danger_sign_never_rests() {
        send(OVERRIDDEN.formatted(uuid));

        assertThat(summaries(SampleCall.whole())).contains(card.path("summary"));
    }

    @Test
    void what_was_shown_and_said_is_counted_by_rule_without_patients() {
        send(OVERRIDDEN.formatted(uuid));

        String counted = server.send("GET", "/actuator/prometheus").text();

        assertThat(counted)
                .contains("oxytocin_massage_findings_shown_total{rule=\"OM-DAN-I13\"}")
                .contains(
                        "oxytocin_massage_findings_feedback_total{outcome=\"overridden\",reason=\"other\",rule=\"OM-DAN-I13\"}")
                .doesNotContain("Patient/", "other-plan");
    }

    /** The sample of another mother, her infant's weight well. */
    private static SampleCall calm(String mother, int grams) {
        return SampleCall.whole().with(r -> {
            replace(r, "\"value\":2670", "\"value\":" + grams);
            replace(r, "\"m1\"", "\"" + mother + "\"");
            replace(r, "Patient/m1", "Patient/" + mother);
        });
    }

    private static void replace(ObjectNode request, String from, String to) {
        JsonNode changed = SampleCall.parsed(request.toString().replace(from, to));
        request.removeAll();
        request.setAll((ObjectNode) changed);
    }

    private List<JsonNode> summaries(SampleCall call) {
        HookServer.Answer answer = server.post(call);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .path("cards")
                .valueStream()
                .map(c -> c.path("summary"))
                .toList();
    }

    private List<String> entries(String interaction, String patient) {
        return jdbc.query(
                "select * from audit_event where interaction = ? and id in (select event_id from audit_patient where patient = ?)",
                (row, number) ->
                        row.getString("action") + " " + row.getInt("status") + " " + row.getString("agent") + " "
                                + row.getString("acting_user") + " " + row.getString("what") + " "
                                + row.getString("disposition"),
                interaction,
                patient);
    }

    private int stored(String card) {
        Integer rows = jdbc.queryForObject(
                "select count(*) from card_feedback join card_given c on c.id = card_id where c.card_uuid = ?",
                Integer.class,
                card);
        return rows == null ? 0 : rows;
    }

    private HookServer.Answer send(String... entries) {
        return server.post(HookServer.VIEW + "/feedback", body(entries));
    }

    private static byte[] body(String... entries) {
        return ("{\"feedback\": [" + String.join(",", entries) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> issues(HookServer.Answer answer) {
        return answer.json()
                .path("issue")
                .valueStream()
                .map(i -> i.at("/expression/0").asString())
                .toList();
    }
}
