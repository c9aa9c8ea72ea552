package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A check whose ten signs and status are known. */
public record JudgedCheck(Sheet sheet, Map<Sign, Sign.State> states, Status status) {

    public JudgedCheck {
        Map<Sign, Sign.State> all = new EnumMap<>(Sign.class);
        for (Sign sign : Sign.values()) {
            all.put(sign, states.getOrDefault(sign, Sign.State.UNKNOWN));
        }
        states = all;
    }

    /**
     * The instant the check counts at. One with a date alone counts at the end of its day when it alarms or leaves open, at the start
     * when it reassures (protocol section 2).
     */
    public Instant at() {
        When when = sheet.check().when();
        return switch (status) {
            case INADEQUATE, UNKNOWN -> when.latest();
            case BORDERLINE, ADEQUATE -> when.earliest();
        };
    }

    public String source() {
        return sheet.check().source();
    }

    public Sign.State state(Sign sign) {
        return states.getOrDefault(sign, Sign.State.UNKNOWN);
    }

    public List<Sign> signs(Sign.State state) {
        return Arrays.stream(Sign.values()).filter(s -> state(s) == state).toList();
    }

    /** PRESENT signs minus ABSENT signs, for display only. */
    public int score() {
        return signs(Sign.State.PRESENT).size() - signs(Sign.State.ABSENT).size();
    }
}
