package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Advice.InfantAdvice;
import io.github.oxytocinmassage.protocol.Advice.Outcome;
import io.github.oxytocinmassage.protocol.Advice.SignShown;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.InfantCourse;
import io.github.oxytocinmassage.protocol.JudgedCheck;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.protocol.MassageRecord;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Sign;
import io.github.oxytocinmassage.protocol.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rules found, put together into the answer of protocol section 8. */
final class AdviceAssembly {

    private final Course course;
    private final List<InfantCourse> infants;
    private final List<Finding> findings;
    private final boolean hold;
    private final String release;

    /** @param findings worst first */
    AdviceAssembly(Course course, List<InfantCourse> infants, List<Finding> findings, boolean hold, String release) {
        this.course = course;
        this.infants = infants;
        this.findings = findings;
        this.hold = hold;
        this.release = release;
    }

    Advice advice() {
        Finding leading = findings.isEmpty() ? null : findings.get(0);
        if (leading == null || leading.disposition() == null) {
            throw new IllegalStateException("no rule has decided; every record has a disposition (protocol section 7)");
        }
        MassageRecord massage = course.massage();
        return new Advice(
                course.subject(),
                leading.disposition(),
                leading.level(),
                hold,
                course.isInProtocol(),
                course.isClosed(),
                course.protocolDay(),
                massage == null ? null : massage.adherence(),
                massage == null ? null : massage.dose(),
                infants.stream().map(AdviceAssembly::infant).toList(),
                outcome(),
                findings,
                List.copyOf(missing()),
                nextLook(leading.disposition(), leading.level()),
                course.remarks(),
                release,
                course.asOf());
    }

    private static InfantAdvice infant(InfantCourse infant) {
        Optional<JudgedCheck> last = infant.history().last();
        return new InfantAdvice(
                infant.subject(),
                infant.newborn().infant().label(),
                infant.newborn().age().dayOfLife(),
                infant.lastStatus(),
                last.map(JudgedCheck::score).orElse(null),
                last.map(JudgedCheck::at).orElse(null),
                last.map(AdviceAssembly::signs).orElse(List.of()));
    }

    private static List<SignShown> signs(JudgedCheck check) {
        return Arrays.stream(Sign.values())
                .map(s -> new SignShown(s, check.state(s), check.sheet().shown(s)))
                .toList();
    }

    /** Before and after; of several infants the worst of each. */
    private @Nullable Outcome outcome() {
        Instant first = course.massage() == null
                ? null
                : course.massage().firstSession().orElse(null);
        Status before = worst(i -> i.history().baseline(first));
        return before == null ? null : new Outcome(before, worst(InfantCourse::endCheck));
    }

    private @Nullable Status worst(Function<InfantCourse, Optional<JudgedCheck>> check) {
        return infants.stream()
                .map(check)
                .flatMap(Optional::stream)
                .map(JudgedCheck::status)
                .min(Status.WORST_FIRST)
                .orElse(null);
    }

    /** Codes of what is not known: items of the last check, the check itself, birth weight, gestation. */
    private Set<String> missing() {
        Set<String> missing = new LinkedHashSet<>();
        if (course.isClosed()) {
            return missing;
        }
        for (InfantCourse infant : infants) {
            if (!infant.isChecked()) {
                missing.add("adequacy-check");
            }
            infant.unknownSigns().forEach(s -> missing.add(s.code()));
            if (!infant.newborn().isBirthWeightKnown()) {
                missing.add(Measure.BIRTH_WEIGHT.loinc());
            }
            if (!infant.newborn().isGestationKnown()) {
                missing.add(Measure.GESTATION.loinc());
            }
        }
        findings.stream()
                .filter(f -> f.rule().equals("OM-ASS-005"))
                .flatMap(f -> f.items().stream())
                .forEach(missing::add);
        return missing;
    }

    /**
     * When to look again. An emergency and what has to be looked at: now. Otherwise when the next check is due, and not later than the level
     * allows.
     */
    private @Nullable Instant nextLook(Disposition disposition, @Nullable Level level) {
        Instant now = course.asOf();
        Duration interval = Duration.ofHours(course.parameters().checkIntervalHours());
        return switch (disposition) {
            case ESCALATE -> level == Level.PRIORITY ? earlier(due(interval), now.plus(interval)) : now;
            case ASSESS -> now;
            case INTENSIFY, CONTINUE -> due(interval);
            case NOT_ELIGIBLE -> infants.isEmpty() ? null : due(interval);
            case COMPLETE ->
                findings.get(0).rule().equals("OM-COM-002")
                        ? now.plus(Duration.ofDays(course.parameters().completeFollowUpDays()))
                        : null;
        };
    }

    /** The check is due so long after the oldest last check, and not before now. */
    private Instant due(Duration interval) {
        Instant now = course.asOf();
        return infants.stream()
                .flatMap(i -> Stream.ofNullable(
                        i.history().last().map(JudgedCheck::at).orElse(null)))
                .min(Comparator.naturalOrder())
                .map(last -> last.plus(interval))
                .filter(at -> at.isAfter(now))
                .orElse(now);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
