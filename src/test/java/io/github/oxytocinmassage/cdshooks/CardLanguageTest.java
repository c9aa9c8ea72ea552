package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardLanguageTest {

    private static final Wording WORDING = RuleRelease.load(Map.of()).wording();

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "id:id",
                "in:id",
                "ID-id:id",
                "en-GB:en",
                "en-US,en;q=0.9,id;q=0.8:en",
                "en;q=0.1, id:id",
                "fr, id;q=0.5, en;q=0.4:id",
                "id;q=0, en;q=0.2:en",
                "en_GB, id;q=0.3:id",
                "en;q=high, id;q=0.3:id",
                "*, id;q=0.1:id"
            })
    void the_best_accepted_language_that_is_spoken_counts(String header, String language) {
        assertThat(CardLanguage.accepted(header)).map(Locale::toLanguageTag).contains(language);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "*", "fr", "id;q=0", ";;;", ",", "q=1"})
    void a_header_that_names_no_spoken_language_says_nothing(@Nullable String header) {
        assertThat(CardLanguage.accepted(header)).isEmpty();
    }

    @Test
    void the_users_language_counts_when_the_client_accepts_none() {
        HookRequest request = request("Practitioner/p1", "id");

        assertThat(CardLanguage.of(null, request, null, WORDING).get()).isEqualTo(Locale.forLanguageTag("id"));
    }

    @Test
    void the_client_s_header_comes_before_the_users_language() {
        HookRequest request = request("Practitioner/p1", "en");

        assertThat(CardLanguage.of("id", request, null, WORDING).get()).isEqualTo(Locale.forLanguageTag("id"));
    }

    @Test
    void another_practitioners_language_is_not_the_users() {
        HookRequest request =
                request("Practitioner/p2", WORDING.site().getLanguage().equals("en") ? "id" : "en");

        assertThat(CardLanguage.of(null, request, null, WORDING).get()).isEqualTo(WORDING.site());
    }

    private static HookRequest request(String userId, String language) {
        String prefetch = """
                {"user": {"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Practitioner", "id": "p1",
                 "communication": [{"text": "?"}, {"coding": [{"code": "fr"}, {"code": "%s"}]}]}}]}}
                """.formatted(language);
        return new HookRequest("m1", userId, JsonBody.read(prefetch.getBytes(StandardCharsets.UTF_8)), null, null, "");
    }
}
