package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the service says of an episode (protocol sections 8 and 12), in no language yet.
 *
 * @param mother reference of the mother
 * @param level with ESCALATE only
 * @param hold nothing may advise massage
 * @param inProtocol there is a plan, a session or a check of the protocol
 * @param closed only danger signs are judged any more
 * @param protocolDay null before the start
 * @param adherence null before the start
 * @param dose valid sessions a day; null before the start
 * @param outcome null without a baseline
 * @param findings worst first
 * @param missing codes of what is not known, in order
 * @param nextLook when to look again; null when nothing more is asked
 * @param remarks shown beside the advice
 * @param release of the rules
 */
public record Advice(
        String mother,
        Disposition disposition,
        @Nullable Level level,
        boolean hold,
        boolean inProtocol,
        boolean closed,
        @Nullable Integer protocolDay,
        @Nullable Adherence adherence,
        @Nullable BigDecimal dose,
        List<InfantAdvice> infants,
        @Nullable Outcome outcome,
        List<Finding> findings,
        List<String> missing,
        @Nullable Instant nextLook,
        List<Remark> remarks,
        String release,
        Instant asOf) {

    public Advice {
        infants = List.copyOf(infants);
        findings = List.copyOf(findings);
        missing = List.copyOf(missing);
        remarks = List.copyOf(remarks);
    }

    /**
     * Before and after of the protocol: the baseline, and the last check on day 13 or later.
     *
     * @param after null while there is none
     */
    public record Outcome(Status before, @Nullable Status after) {}

    /**
     * One infant as of now.
     *
     * @param dayOfLife null when the birth is unknown
     * @param status of the last check; null without one
     * @param score of the last check, for display only; null without one
     * @param lastCheck when the last check counts; null without one
     * @param signs the ten signs of the last check; empty without one
     */
    public record InfantAdvice(
            String reference,
            String label,
            @Nullable Integer dayOfLife,
            @Nullable Status status,
            @Nullable Integer score,
            @Nullable Instant lastCheck,
            List<SignShown> signs) {

        public InfantAdvice {
            signs = List.copyOf(signs);
        }
    }

    /**
     * One sign of the last check.
     *
     * @param value what was answered or weighed, in digits, "true", "false" or a code; empty when not known
     */
    public record SignShown(Sign sign, Sign.State state, String value) {}

    /** References of all whom it speaks of: the mother, where she has one, and the infants. */
    public List<String> people() {
        return Stream.concat(Stream.of(mother), infants.stream().map(InfantAdvice::reference))
                .filter(p -> !p.isEmpty())
                .distinct()
                .toList();
    }

    /** Nothing counted and no day missed: the first day, on which FULL alone would read as if there had been one. */
    public boolean hasNoMassageYet() {
        return adherence == Adherence.FULL && dose != null && dose.signum() == 0;
    }

    /** The finding that decides: the first. Every record has one. */
    public Finding leading() {
        return findings.get(0);
    }
}
