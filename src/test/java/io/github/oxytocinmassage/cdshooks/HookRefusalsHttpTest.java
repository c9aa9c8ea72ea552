package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@Import(HookServer.OnTheDay.class)
class HookRefusalsHttpTest {

    @LocalServerPort
    private int port;

    private HookServer server;

    @BeforeEach
    void connect() {
        server = new HookServer(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{nope", "", "[]", "7"})
    void a_body_that_is_no_json_object_is_refused(String body) {
        refused(server.post(HookServer.VIEW, body.getBytes(StandardCharsets.UTF_8)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hook", "hookInstance", "context"})
    void a_call_without_a_member_is_refused_and_the_member_named(String member) {
        HookServer.Answer answer = server.post(SampleCall.whole().with(r -> r.remove(member)));

        assertThat(refused(answer, 400)).contains(member);
    }

    @Test
    void deep_nesting_is_refused() {
        String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);

        assertThat(refused(server.post(HookServer.VIEW, deep.getBytes(StandardCharsets.UTF_8)), 400))
                .contains("deeper than 100");
    }

    @Test
    void a_body_over_the_limit_is_refused() {
        byte[] large = ("{\"hook\":\"" + "x".repeat(3_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        refused(server.post(HookServer.VIEW, large), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cds-services/nope", "/cds-services/nope/feedback", "/cds-services/oxytocin-massage/x"})
    void an_unknown_address_is_not_found(String path) {
        refused(server.post(path, SampleCall.whole().json().getBytes(StandardCharsets.UTF_8)), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /cds-services/oxytocin-massage, POST",
        "PUT, /cds-services/oxytocin-massage, POST",
        "DELETE, /cds-services/oxytocin-massage/feedback, POST",
        "POST, /cds-services, GET"
    })
    void another_method_is_not_answered(String method, String path, String allowed) {
        HookServer.Answer answer = server.send(method, path);

        refused(answer, 405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void a_discharge_without_its_encounter_is_refused() {
        byte[] call = SampleCall.whole()
                .with(r -> r.put("hook", "encounter-discharge"))
                .json()
                .getBytes(StandardCharsets.UTF_8);

        assertThat(refused(server.post("/cds-services/oxytocin-massage-discharge", call), 400))
                .contains("context.encounterId");
    }

    @Test
    void without_any_prefetch_all_keys_are_named_as_lacking() {
        String named = refused(server.post(SampleCall.whole().with(r -> r.remove("prefetch"))), 412);

        for (PrefetchKey key : PrefetchKey.values()) {
            assertThat(named).contains("\"" + key.path() + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\": \"exception\"}]}",
                "{\"response\": {\"status\": \"404 Not Found\"}}",
                "{\"response\": {\"status\": \"500\"}, \"resource\": {\"resourceType\": \"OperationOutcome\", \"issue\":"
                        + " [{\"severity\": \"fatal\", \"code\": \"exception\"}]}}",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [{\"resource\": {\"resourceType\":"
                        + " \"OperationOutcome\", \"issue\": [{\"severity\": \"error\", \"code\": \"exception\"}]}}]}",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"link\": [{\"relation\": \"next\", \"url\": \"http://x\"}]}",
                "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 3}"
            })
    void a_value_that_is_not_the_whole_answer_is_lacking(String value) {
        String named = refused(server.post(SampleCall.whole().prefetch("checks", value)), 412);

        assertThat(named).contains("\"prefetch.checks\"").doesNotContain("\"prefetch.sessions\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"resourceType\": 5}", "{\"id\": \"m1\"}", "{\"resourceType\": \"Nonsense\"}"})
    void a_value_without_a_type_is_refused_at_its_key(String value) {
        HookServer.Answer answer = server.post(SampleCall.whole().prefetch("mother", value));

        refused(answer, 400);
        assertThat(answer.json().at("/issue/0/expression/0").asString()).matches("prefetch\\.mother(\\.resourceType)?");
    }

    @Test
    void a_missing_key_is_lacking() {
        assertThat(refused(server.post(SampleCall.whole().prefetch(p -> p.remove("plan"))), 412))
                .contains("\"prefetch.plan\"");
    }

    @Test
    void a_search_without_a_mother_is_lacking() {
        String none = "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0}";

        assertThat(refused(server.post(SampleCall.whole().prefetch("mother", none)), 412))
                .contains("\"prefetch.mother\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\": \"Nonsense\"}",
                "{\"resourceType\": \"Bundle\", \"entry\": \"x\"}",
                "{\"resourceType\": 7}",
                "{}",
                "[]",
                "\"x\""
            })
    void a_value_that_is_no_fhir_is_refused_and_the_key_named(String value) {
        assertThat(refused(server.post(SampleCall.whole().prefetch("checks", value)), 400))
                .contains("prefetch.checks");
    }

    @Test
    void a_number_that_can_not_be_reckoned_with_is_refused_with_its_path() {
        byte[] call = SampleCall.whole()
                .json()
                .replace("\"value\":2670", "\"value\":1e999999999")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(refused(server.post(HookServer.VIEW, call), 400))
                .contains("\"prefetch.measurements.entry[1].resource.valueQuantity.value\"")
                .doesNotContain("column", "999999999");
    }

    @Test
    void what_can_not_be_read_is_said_before_what_is_lacking() {
        SampleCall call = SampleCall.whole()
                .prefetch("checks", "{\"resourceType\": \"Nonsense\"}")
                .prefetch("plan", "null");

        refused(server.post(call), 400);
    }

    @Test
    void another_patient_as_the_mother_is_refused_and_both_are_named() {
        assertThat(refused(server.post(SampleCall.whole().context("patientId", "m9")), 400))
                .contains("Patient/m1", "Patient/m9");
    }

    @Test
    void an_infant_as_the_mother_in_the_mothers_chart_is_refused_and_both_are_named() {
        SampleCall call = SampleCall.whole()
                .prefetch("mother", "{\"resourceType\": \"Patient\", \"id\": \"i1\", \"birthDate\": \"2026-06-01\"}");

        assertThat(refused(server.post(call), 400)).contains("Patient/i1", "Patient/m1");
    }

    @Test
    void an_infant_read_as_the_mother_leaves_everything_lacking() {
        SampleCall call = SampleCall.whole()
                .context("patientId", "i1")
                .prefetch("mother", "{\"resourceType\": \"Patient\", \"id\": \"i1\", \"birthDate\": \"2026-06-01\"}");

        assertThat(refused(server.post(call), 412)).contains("\"prefetch.mother\"", "\"prefetch.sessions\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{nope",
                "{\"feedback\": []}",
                "{\"feedback\": [{\"card\": \"x\", \"outcome\": \"accepted\", \"outcomeTimestamp\": \"2026-01-01T00:00:00Z\"}]}",
                "{\"feedback\": [{\"card\": \"x\", \"outcome\": \"ignored\", \"outcomeTimestamp\": \"2026-01-01T00:00:00Z\"}]}"
            })
    void feedback_of_another_form_is_refused(String body) {
        refused(server.post(HookServer.VIEW + "/feedback", body.getBytes(StandardCharsets.UTF_8)), 400);
    }

    @Test
    void a_page_of_an_unknown_origin_is_not_served() {
        refused(server.post(SampleCall.whole(), "Origin", "https://evil.example"), 403);
    }

    /** Holds the answer to its form and gives it as text. */
    private static String refused(HookServer.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/fhir+json");
        JsonNode outcome = answer.json();
        assertThat(outcome.path("resourceType").asString()).isEqualTo("OperationOutcome");
        assertThat(outcome.path("issue").valueStream())
                .isNotEmpty()
                .allSatisfy(i -> assertThat(i.path("diagnostics").asString("")).isNotEmpty());
        assertThat(outcome).isInstanceOf(ObjectNode.class);
        return answer.text();
    }
}
