package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ten signs of one check counted, for the rules of its status (protocol section 5).
 *
 * @param number of the check in the course
 */
public record SignCount(int number, Sheet sheet, Map<Sign, Sign.State> states) {

    public long present() {
        return count(Sign.State.PRESENT);
    }

    public long absent() {
        return count(Sign.State.ABSENT);
    }

    public long known() {
        return present() + absent();
    }

    public Sign.State wetDiapers() {
        return state(Sign.WET_DIAPERS);
    }

    public Sign.State weight() {
        return state(Sign.WEIGHT);
    }

    public @Nullable Integer weighedOnDay() {
        return sheet.weighedOnDay();
    }

    public @Nullable BigDecimal lossPercent() {
        return sheet.lossPercent();
    }

    public Sign.State state(Sign sign) {
        return states.getOrDefault(sign, Sign.State.UNKNOWN);
    }

    private long count(Sign.State state) {
        return states.values().stream().filter(s -> s == state).count();
    }
}
