package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.registry.CardFeedback;
import io.github.oxytocinmassage.registry.CardStore;
import io.github.oxytocinmassage.registry.GivenCard;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/** What became of cards (CDS Hooks, "Feedback"), kept with the cards it speaks of. */
final class Feedback {

    private static final int SHOWN = 64;

    private final CardStore store;
    private final CardCounts counts;
    private final Clock clock;

    Feedback(CardStore store, CardCounts counts, Clock clock) {
        this.store = store;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * What was taken.
     *
     * @param mothers whose cards it spoke of
     * @param unknown cards that this service has not given: the caller is told so, after the others are stored
     */
    record Taken(List<String> mothers, List<Issue> unknown) {}

    /**
     * Stores the feedback on all cards that this service has given; when it returns, it is on the disk.
     *
     * @throws HookRefusedException 400 when a suggestion was accepted that its card did not have; nothing is stored then
     */
    Taken take(HookService service, List<CardFeedback> feedback) {
        Map<String, GivenCard> given = store.given(
                service.id(),
                feedback.stream().map(CardFeedback::card).distinct().toList());
        refuseStrangeSuggestions(feedback, given);
        List<CardFeedback> known =
                feedback.stream().filter(f -> given.containsKey(f.card())).toList();
        for (CardFeedback fresh : store.store(known, clock.instant())) {
            counts.said(Objects.requireNonNull(given.get(fresh.card())), fresh);
        }
        return new Taken(
                given.values().stream().map(GivenCard::mother).distinct().toList(), unknown(feedback, given));
    }

    private static void refuseStrangeSuggestions(List<CardFeedback> feedback, Map<String, GivenCard> given) {
        List<Issue> issues = new ArrayList<>();
        for (int i = 0; i < feedback.size(); i++) {
            GivenCard card = given.get(feedback.get(i).card());
            if (card != null && !ids(card).containsAll(feedback.get(i).suggestions())) {
                String at = "feedback[" + i + "].acceptedSuggestions";
                issues.add(new Issue("value", at + " names a suggestion that its card did not have.", at));
            }
        }
        if (!issues.isEmpty()) {
            throw new HookRefusedException(400, issues);
        }
    }

    private static List<String> ids(GivenCard card) {
        UUID uuid = UUID.fromString(card.uuid());
        return IntStream.range(0, card.suggestions())
                .mapToObj(n -> Suggestions.id(uuid, n).toString())
                .toList();
    }

    private static List<Issue> unknown(List<CardFeedback> feedback, Map<String, GivenCard> given) {
        return IntStream.range(0, feedback.size())
                .filter(i -> !given.containsKey(feedback.get(i).card()))
                .mapToObj(i -> new Issue(
                        "not-found",
                        "This service has given no card "
                                + PlainText.cut(PlainText.line(feedback.get(i).card()), SHOWN)
                                + "; feedback on the other cards is stored.",
                        "feedback[" + i + "].card"))
                .toList();
    }
}
