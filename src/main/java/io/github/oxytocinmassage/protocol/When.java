package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When something was so: an instant, or what is known of it.
 *
 * <p>A date without a time spans its day in the site zone. What alarms counts at {@link #latest}, what reassures or answers at
 * {@link #earliest} (protocol section 2). Both are inclusive and equal for an instant.
 */
public record When(Instant earliest, Instant latest) {

    /** The start of time, for what carries no date at all: it answers nothing, and alarms at the end of its span. */
    public static final Instant LONG_AGO = Instant.parse("0001-01-01T00:00:00Z");

    public When {
        if (latest.isBefore(earliest)) {
            throw new IllegalArgumentException("ends before it starts: " + earliest + " to " + latest);
        }
    }

    public static When at(Instant instant) {
        return new When(instant, instant);
    }

    /** A calendar day of the zone, from its first instant to its last millisecond. */
    public static When on(LocalDate day, ZoneId zone) {
        return between(day, day, zone);
    }

    /** Several calendar days of the zone, first and last included: a month or a year. */
    public static When between(LocalDate first, LocalDate last, ZoneId zone) {
        return new When(
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1));
    }

    /** Known to the instant. */
    public boolean exact() {
        return earliest.equals(latest);
    }

    /** The same, its end not after {@code asOf}: a day that is not over yet ends now. An instant stays as it is. */
    public When until(Instant asOf) {
        return exact() || !latest.isAfter(asOf) || earliest.isAfter(asOf) ? this : new When(earliest, asOf);
    }
}
