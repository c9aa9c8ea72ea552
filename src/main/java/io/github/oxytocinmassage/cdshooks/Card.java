package io.github.oxytocinmassage.cdshooks;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.github.oxytocinmassage.protocol.Finding;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A card (CDS Hooks, "Card Attributes"). What is empty is left out of its JSON.
 *
 * @param summary under 140 characters
 * @param detail GitHub-flavoured Markdown without HTML
 * @param selectionBehavior null without suggestions
 * @param findings that stand on it; no member of its JSON
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Card(
        UUID uuid,
        String summary,
        String detail,
        Indicator indicator,
        Source source,
        List<Suggestion> suggestions,
        @Nullable String selectionBehavior,
        List<Coding> overrideReasons,
        List<Link> links,
        @JsonIgnore List<Finding> findings) {

    /** The body of an answer; without cards it says so by an empty array. */
    record Answer(List<Card> cards) {}

    /** How urgent a card is. */
    enum Indicator {
        @JsonProperty("info")
        INFO,
        @JsonProperty("warning")
        WARNING,
        @JsonProperty("critical")
        CRITICAL
    }

    /** Where the advice comes from. */
    record Source(String label, String url, Coding topic) {}

    /**
     * Something to read beside the card.
     *
     * @param type "absolute", or "smart"
     * @param appContext what a launch gives back to the app that it opens; null: nothing
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Link(
            String label, URI url, String type, @Nullable String appContext) {}

    /** A coded value. */
    record Coding(String code, String system, String display) {}

    /**
     * Something the reader may take over.
     *
     * @param isRecommended null: not said
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Suggestion(
            String label,
            UUID uuid,
            @JsonProperty("isRecommended") @Nullable Boolean isRecommended,
            List<Action> actions) {}

    /**
     * What taking it over does.
     *
     * @param resource whole, as FHIR JSON
     */
    record Action(
            String type, String description, @JsonRawValue String resource) {}
}
