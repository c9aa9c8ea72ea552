package io.github.oxytocinmassage.protocol;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One living infant as the rules of the decision read it: how its checks have gone, and where the protocol stands. What does not exist
 * yet (a check, a start) is null.
 */
public final class InfantCourse implements Grounds {

    private final Course course;
    private final Newborn newborn;
    private final CheckHistory history;

    InfantCourse(Course course, Newborn newborn, CheckHistory history) {
        this.course = course;
        this.newborn = newborn;
        this.history = history;
    }

    @Override
    public String subject() {
        return newborn.subject();
    }

    /** The last check, else the infant's registration. */
    @Override
    public List<String> basis() {
        return List.of(history.last().map(JudgedCheck::source).orElse(newborn.subject()));
    }

    public Newborn newborn() {
        return newborn;
    }

    public CheckHistory history() {
        return history;
    }

    /** The protocol is not closed. */
    public boolean isOpen() {
        return newborn.open();
    }

    public boolean isStarted() {
        return course.protocolDay() != null;
    }

    /** Null before the start. */
    public @Nullable Integer protocolDay() {
        return course.protocolDay();
    }

    public boolean isChecked() {
        return history.last().isPresent();
    }

    /** The last check has no check before it. */
    public boolean isFirstCheck() {
        return isChecked() && history.previous().isEmpty();
    }

    /** Status of the last check; null without one. */
    public @Nullable Status lastStatus() {
        return history.last().map(JudgedCheck::status).orElse(null);
    }

    /** Null without a check. */
    public @Nullable Status statusInForce() {
        return history.statusInForce().orElse(null);
    }

    /** Hours since the last check; null without one. */
    public @Nullable Double lastCheckAgeHours() {
        return history.last().map(c -> Age.hours(c.at(), course.asOf())).orElse(null);
    }

    /** Protocol day of the last check; null without a check or a start. */
    public @Nullable Integer lastCheckDay() {
        return history.last().map(this::day).orElse(null);
    }

    /** Status of the last check of known status; null without one. */
    public @Nullable Status lastKnownStatus() {
        return history.lastOfKnownStatus().map(JudgedCheck::status).orElse(null);
    }

    /** Protocol day of the last check of known status; null without one or without a start. */
    public @Nullable Integer lastKnownStatusDay() {
        return history.lastOfKnownStatus().map(this::day).orElse(null);
    }

    public boolean isImproving() {
        return history.improving();
    }

    /** Signs that went from PRESENT to ABSENT since the previous check. */
    public int signsLost() {
        return history.gone(Sign.State.PRESENT, Sign.State.ABSENT);
    }

    /** From the first to the last INADEQUATE check of its run; sheets left half empty neither end nor extend it. */
    public double inadequateHours() {
        return CheckHistory.hours(history.run(Status.INADEQUATE, true));
    }

    /** ADEQUATE checks in a row up to the last. */
    public int adequateChecks() {
        return history.run(Status.ADEQUATE, false).size();
    }

    /** From the first to the last of them. */
    public double adequateHours() {
        return CheckHistory.hours(history.run(Status.ADEQUATE, false));
    }

    /** Signs ABSENT in the last check. */
    public List<Sign> absentSigns() {
        return signs(Sign.State.ABSENT);
    }

    /** Signs UNKNOWN in the last check. */
    public List<Sign> unknownSigns() {
        return signs(Sign.State.UNKNOWN);
    }

    /** Number of the last check in the course; -1 without one. */
    public int lastCheckNumber() {
        return history.last().map(c -> c.sheet().number()).orElse(-1);
    }

    /** Age of the infant at the last check, the older where it is a range; 0 without a check. */
    public double oldestAgeHoursAtLastCheck() {
        return history.last().map(c -> c.sheet().oldestAgeHours()).orElse(0.0);
    }

    /** The last check, when it lies on the day of the end check or later. */
    public Optional<JudgedCheck> endCheck() {
        Integer day = lastCheckDay();
        return day != null && day >= course.parameters().protocolEndCheckDay() ? history.last() : Optional.empty();
    }

    private List<Sign> signs(Sign.State state) {
        return history.last().map(c -> c.signs(state)).orElse(List.of());
    }

    private @Nullable Integer day(JudgedCheck check) {
        return course.protocolDayOf(check.at());
    }
}
