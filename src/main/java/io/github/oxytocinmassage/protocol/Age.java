package io.github.oxytocinmassage.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How old an infant is at an instant (protocol section 2).
 *
 * <p>With a time of birth both ends are one. With a birth date alone the age is a range; a rule that alarms takes the end that
 * alarms. Without a birth date every age is possible.
 *
 * @param youngestHours at least so many hours old, never negative
 * @param oldestHours at most so many hours old
 * @param dayOfLife null when the birth is unknown
 */
public record Age(
        double youngestHours, double oldestHours, @Nullable Integer dayOfLife) {

    private static final int HOURS_A_DAY = 24;
    private static final int SECONDS_A_DAY = 86_400;
    private static final double MILLIS_AN_HOUR = 3_600_000.0;
    private static final Age UNKNOWN = new Age(0, Double.MAX_VALUE, null);

    public static Age of(@Nullable When birth, Instant at, ZoneId zone) {
        if (birth == null) {
            return UNKNOWN;
        }
        double oldest = hours(birth.earliest(), at);
        double youngest = hours(birth.latest(), at);
        int day = birth.exact()
                ? (int) (oldest / HOURS_A_DAY) + 1
                : (int) Math.max(0, daysBetween(birth.earliest(), at, zone)) + 1;
        return new Age(youngest, oldest, day);
    }

    /** Day of life for a rule that alarms early in life. */
    public int youngestDay() {
        return dayOfLife == null ? 1 : dayOfLife;
    }

    /** Day of life for a rule that alarms late in life. */
    public int oldestDay() {
        return dayOfLife == null ? Integer.MAX_VALUE : dayOfLife;
    }

    /** Calendar days of the zone from one instant's day to another's. */
    public static long daysBetween(Instant from, Instant to, ZoneId zone) {
        return dayOf(to, zone) - dayOf(from, zone);
    }

    /** The calendar day of the zone that an instant lies on, counted from 1 January 1970. */
    static long dayOf(Instant instant, ZoneId zone) {
        return Math.floorDiv(
                instant.getEpochSecond() + zone.getRules().getOffset(instant).getTotalSeconds(), SECONDS_A_DAY);
    }

    /** Hours from one instant to a later one; zero when it is not later. Whole hours come out exact. */
    public static double hours(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / MILLIS_AN_HOUR);
    }
}
