package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The judged checks of one infant in order of time; at one instant the worse status is the last (protocol section 2). */
public final class CheckHistory {

    private static final Comparator<JudgedCheck> IN_ORDER = Comparator.comparing(JudgedCheck::at)
            .thenComparing(JudgedCheck::status, Status.WORST_FIRST.reversed())
            .thenComparing(JudgedCheck::source);

    private final List<JudgedCheck> checks;
    private final Optional<JudgedCheck> last;
    private final Optional<JudgedCheck> previous;
    private final Optional<JudgedCheck> lastOfKnownStatus;

    public CheckHistory(List<JudgedCheck> checks) {
        this.checks = checks.stream().sorted(IN_ORDER).toList();
        this.last = lastOf(c -> true);
        this.previous = last.flatMap(l -> lastOf(c -> c.at().isBefore(l.at())));
        this.lastOfKnownStatus = lastOf(c -> c.status() != Status.UNKNOWN);
    }

    public List<JudgedCheck> checks() {
        return checks;
    }

    public Optional<JudgedCheck> last() {
        return last;
    }

    /** The last check of an earlier instant than the last one. */
    public Optional<JudgedCheck> previous() {
        return previous;
    }

    public Optional<JudgedCheck> lastOfKnownStatus() {
        return lastOfKnownStatus;
    }

    /** Of the last check; a half-empty sheet ends no alarm. Empty without a check. */
    public Optional<Status> statusInForce() {
        return last.map(JudgedCheck::status)
                .map(s -> s == Status.UNKNOWN
                                && lastOfKnownStatus
                                        .filter(k -> k.status() == Status.INADEQUATE)
                                        .isPresent()
                        ? Status.INADEQUATE
                        : s);
    }

    /** Among the signs known in the last and the previous check, more went from ABSENT to PRESENT than back. */
    public boolean improving() {
        return gone(Sign.State.ABSENT, Sign.State.PRESENT) > gone(Sign.State.PRESENT, Sign.State.ABSENT);
    }

    /** Signs that went from one state to another between the previous and the last check. */
    public int gone(Sign.State from, Sign.State to) {
        if (last.isEmpty() || previous.isEmpty()) {
            return 0;
        }
        int gone = 0;
        for (Sign sign : Sign.values()) {
            if (previous.get().state(sign) == from && last.get().state(sign) == to) {
                gone++;
            }
        }
        return gone;
    }

    /**
     * The checks of one status in a row up to the last check.
     *
     * @param throughUnknown checks of unknown status are passed over, they neither end nor extend the run
     */
    public List<JudgedCheck> run(Status status, boolean throughUnknown) {
        List<JudgedCheck> run = new ArrayList<>();
        for (int i = checks.size() - 1; i >= 0; i--) {
            JudgedCheck check = checks.get(i);
            if (check.status() == status) {
                run.add(0, check);
            } else if (!(throughUnknown && check.status() == Status.UNKNOWN)) {
                break;
            }
        }
        return run;
    }

    /** Hours from the first to the last check of a run. */
    public static double hours(List<JudgedCheck> run) {
        return run.isEmpty()
                ? 0
                : Age.hours(run.get(0).at(), run.get(run.size() - 1).at());
    }

    /** The last check at or before the first valid session, else the first check. */
    public Optional<JudgedCheck> baseline(@Nullable Instant firstSession) {
        Optional<JudgedCheck> first = checks.stream().findFirst();
        return firstSession == null
                ? first
                : lastOf(c -> !c.at().isAfter(firstSession)).or(() -> first);
    }

    private Optional<JudgedCheck> lastOf(Predicate<JudgedCheck> wanted) {
        for (int i = checks.size() - 1; i >= 0; i--) {
            if (wanted.test(checks.get(i))) {
                return Optional.of(checks.get(i));
            }
        }
        return Optional.empty();
    }
}
