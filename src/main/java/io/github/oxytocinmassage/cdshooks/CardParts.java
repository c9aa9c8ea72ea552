package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Level;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which findings stand on which card (protocol section 8): first what decides, with what is of its kind; then the danger signs beyond it;
 * then the rest.
 *
 * @param first the leading finding, then those of its disposition and level; empty: there is nothing to say
 */
record CardParts(List<Finding> first, List<Finding> danger, List<Finding> rest) {

    /** @param afterBirth the mother has given birth within 42 days */
    static CardParts of(Advice advice, boolean afterBirth) {
        List<Finding> shown =
                advice.findings().stream().filter(shown(advice, afterBirth)).toList();
        if (shown.isEmpty()) {
            return new CardParts(List.of(), List.of(), List.of());
        }
        Finding leading = shown.get(0);
        List<Finding> others = shown.subList(1, shown.size());
        Predicate<Finding> beside =
                f -> !f.isDangerSign() && f.disposition() == leading.disposition() && f.level() == leading.level();
        return new CardParts(
                Stream.concat(Stream.of(leading), others.stream().filter(beside))
                        .toList(),
                others.stream().filter(Finding::isDangerSign).toList(),
                others.stream()
                        .filter(f -> !f.isDangerSign() && !beside.test(f))
                        .toList());
    }

    /** Without what rests; what stands on which card stays. */
    CardParts without(Predicate<Finding> resting) {
        Predicate<Finding> shown = resting.negate();
        return new CardParts(
                first.stream().filter(shown).toList(),
                danger.stream().filter(shown).toList(),
                rest.stream().filter(shown).toList());
    }

    /** Whether there is a danger among them. */
    boolean escalates() {
        return Stream.of(first, danger, rest)
                .flatMap(List::stream)
                .anyMatch(f -> f.disposition() == Disposition.ESCALATE);
    }

    /** Outside the protocol and after its end a danger sign alone breaks the silence; outside it, not one that can wait two days. */
    private static Predicate<Finding> shown(Advice advice, boolean afterBirth) {
        if (!advice.inProtocol()) {
            return f -> afterBirth && f.isDangerSign() && f.level() != Level.PRIORITY;
        }
        return advice.closed() ? Finding::isDangerSign : f -> true;
    }
}
