package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * A session beside what protocol section 4 makes of it: for a picture of all of them, those too that do not count.
 *
 * @param protocolDay from 1; 0 or less before the start
 */
public record CountedSession(Session session, int protocolDay, Count count) {

    /** Whether it counts, and if not, why. */
    public enum Count {
        /** Counts. */
        VALID,
        /** Shorter than {@code session.minMinutes}. */
        SHORT,
        /** Beyond {@code session.maxPerDay} of its day. */
        SURPLUS,
        /** A longer session overlaps it. */
        OVERLAPPED,
        /** A length that can't be believed. */
        IMPLAUSIBLE,
        /** Before the first or after the last day of the protocol. */
        OUTSIDE,
        /** Recorded as not done. */
        MISSED
    }

    /** In order of time. */
    static List<CountedSession> of(MassageRecord record, List<Session> sessions, Instant start, Parameters parameters) {
        ZoneId zone = parameters.siteZone();
        return sessions.stream()
                .sorted(Comparator.comparing((Session s) -> s.start().earliest())
                        .thenComparing(Session::source))
                .map(s -> {
                    int day = (int) Age.daysBetween(start, s.start().earliest(), zone) + 1;
                    return new CountedSession(s, day, count(record, s, day, parameters));
                })
                .toList();
    }

    private static Count count(MassageRecord record, Session session, int day, Parameters parameters) {
        if (!session.done()) {
            return Count.MISSED;
        } else if (record.valid().contains(session)) {
            return Count.VALID;
        } else if (record.surplus().contains(session)) {
            return Count.SURPLUS;
        } else if (record.overlapped().contains(session)) {
            return Count.OVERLAPPED;
        } else if (!MassageRecord.isPlausible(session, parameters)) {
            return Count.IMPLAUSIBLE;
        }
        return day < 1 || day > parameters.protocolDays() ? Count.OUTSIDE : Count.SHORT;
    }
}
