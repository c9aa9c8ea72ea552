package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SearchAnswerTest {

    private static final String CHECK = "{\"resource\": {\"resourceType\": \"Observation\"}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"resourceType\": \"Observation\"}",
                "{\"resourceType\": \"QuestionnaireResponse\"}",
                "{\"resourceType\": \"Bundle\"}",
                "{\"resourceType\": \"Bundle\", \"total\": 0}",
                "{\"resourceType\": \"Bundle\", \"total\": 1, \"entry\": [" + CHECK + "]}",
                "{\"resourceType\": \"Bundle\", \"link\": [{\"relation\": \"self\", \"url\": \"x\"}], \"entry\": ["
                        + CHECK + "]}"
            })
    void a_whole_answer_lacks_nothing(String resource) {
        assertThat(SearchAnswer.lack(PrefetchKey.CHECKS, json(resource))).isNull();
    }

    @Test
    void a_warning_among_the_entries_is_no_error() {
        assertThat(SearchAnswer.lack(PrefetchKey.CHECKS, json(outcome("warning"))))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "fatal"})
    void an_error_among_the_entries_is_no_answer(String severity) {
        assertThat(SearchAnswer.lack(PrefetchKey.CHECKS, json(outcome(severity))))
                .contains(severity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": \"500\", \"outcome\": {\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\"}]}}",
                "{\"status\": \"200\", \"outcome\": {\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"fatal\"}]}}",
                "{\"status\": \"404 Not Found\"}",
                "{\"status\": \"504\"}"
            })
    void what_could_not_be_answered_in_a_batch_is_no_answer(String response) {
        assertThat(SearchAnswer.lack(
                        PrefetchKey.CHECKS,
                        json("{\"resourceType\": \"Bundle\", \"type\": \"batch-response\", \"entry\": [{\"response\": "
                                + response + "}]}")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Parameters", "List", "Patient", "Binary"})
    void what_the_key_does_not_ask_for_is_no_answer(String type) {
        assertThat(SearchAnswer.lack(PrefetchKey.CONDITIONS, json("{\"resourceType\": \"" + type + "\"}")))
                .contains(type);
    }

    @Test
    void an_operation_outcome_is_no_answer() {
        assertThat(SearchAnswer.lack(PrefetchKey.CHECKS, json("{\"resourceType\": \"OperationOutcome\"}")))
                .contains("OperationOutcome");
    }

    @Test
    void a_next_page_shows() {
        String page = "{\"resourceType\": \"Bundle\", \"link\": [{\"relation\": \"next\", \"url\": \"x\"}]}";

        assertThat(SearchAnswer.lack(PrefetchKey.CHECKS, json(page))).contains("page");
    }

    @Test
    void a_total_above_the_matches_is_one_page_of_several() {
        String included = "{\"resource\": {\"resourceType\": \"Patient\"}, \"search\": {\"mode\": \"include\"}}";
        String page = "{\"resourceType\": \"Bundle\", \"total\": 2, \"entry\": [" + CHECK + "," + included + "]}";

        assertThat(SearchAnswer.lack(PrefetchKey.CHECKS, json(page))).contains("page");
    }

    @Test
    void a_page_within_a_bundle_shows() {
        String page = "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\":"
                + " {\"resourceType\": \"Bundle\", \"total\": 1}}]}";

        assertThat(SearchAnswer.lack(PrefetchKey.CHECKS, json(page))).contains("page");
    }

    @ParameterizedTest
    @CsvSource({
        "https://ehr.example/fhir/Procedure?patient=i1&code=x, true",
        "Procedure?code=x&subject=Patient/i1, true",
        "Procedure?subject=Patient%2Fi1, true",
        "Procedure?subject:Patient=i1, true",
        "Procedure?patient=m1, false",
        "'Observation?patient=m1,i1', false",
        "Procedure?code=i1, false",
        "Procedure, false",
        "Procedure?patient=%zz, false",
        "Procedure?patient, false"
    })
    void a_search_made_with_an_infants_id_shows_by_its_address(String url, boolean other) {
        JsonNode bundle = json("{\"link\": [{\"relation\": \"self\", \"url\": \"" + url + "\"}]}");

        assertThat(SearchAnswer.asksForOthers(bundle, List.of("i1"), "m1")).isEqualTo(other);
    }

    private static String outcome(String severity) {
        return "{\"resourceType\": \"Bundle\", \"total\": 1, \"entry\": [" + CHECK
                + ", {\"search\": {\"mode\": \"outcome\"}, \"resource\": {\"resourceType\": \"OperationOutcome\", \"issue\":"
                + " [{\"severity\": \"" + severity + "\"}]}}]}";
    }

    private static JsonNode json(String text) {
        return JsonBody.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
