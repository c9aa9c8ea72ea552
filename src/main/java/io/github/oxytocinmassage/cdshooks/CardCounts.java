package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.registry.CardFeedback;
import io.github.oxytocinmassage.registry.GivenCard;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * How often each rule stood on a card, and what became of it, for Prometheus. Labels are rules, outcomes and the reasons that we offer: nothing
 * of a patient, and no text of a user.
 */
final class CardCounts {

    static final String SHOWN = "oxytocin.massage.findings.shown";
    static final String FEEDBACK = "oxytocin.massage.findings.feedback";

    private static final String NONE = "none";
    private static final String OTHER = "other";

    private final MeterRegistry meters;

    CardCounts(MeterRegistry meters) {
        this.meters = meters;
    }

    void shown(List<Card> cards) {
        cards.stream().flatMap(c -> c.findings().stream()).forEach(f -> meters.counter(SHOWN, "rule", f.rule())
                .increment());
    }

    void said(GivenCard card, CardFeedback feedback) {
        for (GivenCard.CardFinding finding : card.findings()) {
            meters.counter(FEEDBACK, "rule", finding.rule(), "outcome", feedback.outcome(), "reason", reason(feedback))
                    .increment();
        }
    }

    private static String reason(CardFeedback feedback) {
        if (OverrideReasons.isOffered(feedback.reasonSystem(), feedback.reasonCode())) {
            return feedback.reasonCode();
        }
        return feedback.reasonCode().isEmpty() && feedback.comment().isEmpty() ? NONE : OTHER;
    }
}
