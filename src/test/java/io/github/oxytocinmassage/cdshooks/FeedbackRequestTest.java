package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oxytocinmassage.registry.CardFeedback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackRequestTest {

    private static final String ACCEPTED = """
            {"card": "4e0a3a1e-3283-4575-ab82-028d55fe2719", "outcome": "accepted",
             "acceptedSuggestions": [{"id": "e56e1945-20b3-4393-8503-a1a20fd73152"}], "outcomeTimestamp": "2026-06-05T10:00:00Z"}
            """;
    private static final String OVERRIDDEN = """
            {"card": "4e0a3a1e-3283-4575-ab82-028d55fe2719", "outcome": "overridden",
             "outcomeTimestamp": "2026-06-05T10:00:00.5+07:00"}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"overrideReason\": null",
                ", \"overrideReason\": {\"reason\": {\"code\": \"examined\", \"system\": \"https://x.example\"}}",
                ", \"overrideReason\": {\"userComment\": \"weighed again\"}, \"extension\": {}"
            })
    void an_overridden_card_may_have_a_reason(String reason) {
        String entry = OVERRIDDEN.strip().replaceFirst("}$", reason + "}");

        assertThatCode(() -> read(entry)).doesNotThrowAnyException();
    }

    @Test
    void more_entries_than_anyone_has_are_refused_before_they_are_read() {
        HookRefusedException refused = refused("{\"feedback\": [" + "{},".repeat(1000) + "{}]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issues())
                .singleElement()
                .extracting(Issue::expression)
                .isEqualTo("feedback");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "\"card\": ! \"x\": ! feedback[1].card",
                "\"4e0a3a1e-3283-4575-ab82-028d55fe2719\" ! 7 ! feedback[1].card",
                "\"accepted\" ! \"ignored\" ! feedback[1].outcome",
                "\"outcome\": ! \"x\": ! feedback[1].outcome",
                "\"acceptedSuggestions\": ! \"x\": ! feedback[1].acceptedSuggestions",
                "[{\"id\": \"e56e1945-20b3-4393-8503-a1a20fd73152\"}] ! [] ! feedback[1].acceptedSuggestions",
                "\"id\" ! \"uuid\" ! feedback[1].acceptedSuggestions[0].id",
                "\"outcomeTimestamp\": ! \"x\": ! feedback[1].outcomeTimestamp",
                "2026-06-05T10:00:00Z ! 2026-06-05T10:00:00 ! feedback[1].outcomeTimestamp",
                "2026-06-05T10:00:00Z ! 2026-06-05T10:00Z ! feedback[1].outcomeTimestamp",
                "2026-06-05T10:00:00Z ! yesterday ! feedback[1].outcomeTimestamp"
            })
    void one_bad_entry_refuses_all_and_is_named(String instead, String of, String member) {
        HookRefusedException refused =
                refused("{\"feedback\": [" + ACCEPTED + "," + ACCEPTED.replace(instead.strip(), of.strip()) + "]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.issues()).extracting(Issue::expression).containsExactly(member.strip());
    }

    @Test
    void what_is_said_is_read_whole_and_in_one_form() {
        String reason =
                ", \"overrideReason\": {\"reason\": {\"code\": \"examined\", \"system\": \"https://x.example\"},"
                        + " \"userComment\": \"half \\ud800 and \\u0000\"}}";
        String entry =
                OVERRIDDEN.replace("4e0a3a1e", "4E0A3A1E").strip().replaceFirst("}$", Matcher.quoteReplacement(reason));

        CardFeedback read = read(entry + "," + ACCEPTED).get(0);

        assertThat(read)
                .isEqualTo(new CardFeedback(
                        "4e0a3a1e-3283-4575-ab82-028d55fe2719",
                        "overridden",
                        List.of(),
                        Instant.parse("2026-06-05T03:00:00.5Z"),
                        "examined",
                        "https://x.example",
                        "half \ufffd and \ufffd"));
    }

    @Test
    void a_time_that_no_clock_has_shown_is_refused() {
        assertThat(refused("{\"feedback\": [" + OVERRIDDEN.replace("2026-06-05T10", "+999999999-06-05T10") + "]}")
                        .issues())
                .extracting(Issue::expression)
                .containsExactly("feedback[0].outcomeTimestamp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"feedback\": []}",
                "{\"feedback\": {}}",
                "{\"feedback\": [7]}",
                "{\"feedback\": null}",
                "[]",
                "{nope"
            })
    void a_body_of_another_form_is_refused(String body) {
        assertThat(refused(body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "7", "{\"reason\": \"examined\"}", "{\"reason\": {}}", "{\"userComment\": 7}"})
    void a_reason_that_says_nothing_is_refused(String reason) {
        String entry = OVERRIDDEN.strip().replaceFirst("}$", ", \"overrideReason\": " + reason + "}");

        assertThat(refused("{\"feedback\": [" + entry + "]}").issues().get(0).expression())
                .startsWith("feedback[0].overrideReason");
    }

    private static List<CardFeedback> read(String entry) {
        return FeedbackRequest.read(
                JsonBody.read(("{\"feedback\": [" + entry + "]}").getBytes(StandardCharsets.UTF_8)));
    }

    private static HookRefusedException refused(String body) {
        return catchThrowableOfType(
                HookRefusedException.class,
                () -> FeedbackRequest.read(JsonBody.read(body.getBytes(StandardCharsets.UTF_8))));
    }
}
