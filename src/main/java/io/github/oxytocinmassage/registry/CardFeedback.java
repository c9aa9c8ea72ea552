package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;

/**
 * What became of a card, as the client says.
 *
 * @param card its id, in small letters
 * @param outcome "accepted" or "overridden"
 * @param suggestions ids of those accepted
 * @param outcomeAt by the client's clock
 * @param reasonCode of an override; empty without one
 * @param reasonSystem of the code; empty without one
 * @param comment of an override, free text; empty without one
 */
public record CardFeedback(
        String card,
        String outcome,
        List<String> suggestions,
        Instant outcomeAt,
        String reasonCode,
        String reasonSystem,
        String comment) {

    public CardFeedback {
        suggestions = suggestions.stream().distinct().sorted().toList();
    }
}
