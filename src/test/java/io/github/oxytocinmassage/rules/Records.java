package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Session;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Records like another one, but for one thing. */
final class Records {

    private Records() {}

    static Episode with(
            Episode e,
            List<Infant> infants,
            List<Plan> plans,
            List<Session> sessions,
            List<Check> checks,
            List<Answer> answers,
            List<Measurement> measurements) {
        return new Episode(
                e.asOf(),
                e.mother(),
                e.motherDied(),
                infants,
                plans,
                sessions,
                checks,
                answers,
                measurements,
                e.contraindications(),
                e.doubts(),
                e.remarks());
    }

    /** With one check's answers changed. */
    static Episode withCheck(Episode e, Check check, UnaryOperator<List<Answer>> change) {
        List<Check> checks = e.checks().stream()
                .map(c -> c == check ? new Check(c.source(), c.infant(), c.when(), change.apply(c.answers())) : c)
                .toList();
        return with(e, e.infants(), e.plans(), e.sessions(), checks, e.answers(), e.measurements());
    }

    /** With one more answer outside the sheets. */
    static Episode withAnswer(Episode e, Answer answer) {
        return with(
                e,
                e.infants(),
                e.plans(),
                e.sessions(),
                e.checks(),
                Stream.concat(e.answers().stream(), Stream.of(answer)).toList(),
                e.measurements());
    }

    /** The same, advised for another instant. */
    static Episode asOf(Episode e, Instant asOf) {
        return new Episode(
                asOf,
                e.mother(),
                e.motherDied(),
                e.infants(),
                e.plans(),
                e.sessions(),
                e.checks(),
                e.answers(),
                e.measurements(),
                e.contraindications(),
                e.doubts(),
                e.remarks());
    }
}
