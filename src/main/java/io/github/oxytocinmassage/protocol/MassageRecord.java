package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one run of the protocol, as protocol section 4 counts them.
 *
 * @param protocolDay of {@code asOf}, from 1
 * @param valid the sessions that count, in order of time
 * @param shortOnes SHORT sessions on the days of the dose window and today
 * @param surplus valid sessions beyond those of a day
 * @param overlapped sessions left out because a longer one overlaps them
 * @param missedDays how many days of the window are without a valid session
 * @param missed sessions recorded as not done
 * @param dose valid sessions a day over the window
 * @param shareUnderTarget of the window's sessions of known length, those well under the target; null when no length is known
 * @param sessionsToday sessions recorded as done today, whether they count or not
 * @param siteHour hour of the day of {@code asOf} in the site zone
 */
public record MassageRecord(
        String subject,
        int protocolDay,
        List<Session> valid,
        List<Session> shortOnes,
        List<Session> surplus,
        List<Session> overlapped,
        int missedDays,
        List<Session> missed,
        Adherence adherence,
        BigDecimal dose,
        @Nullable BigDecimal shareUnderTarget,
        int sessionsToday,
        int siteHour)
        implements Grounds {

    private static final Comparator<Session> BY_START =
            Comparator.comparing((Session s) -> s.start().earliest()).thenComparing(Session::source);

    /**
     * @param sessions of the run, those after {@code asOf} left out
     * @param start of the protocol
     */
    static MassageRecord of(String mother, List<Session> sessions, Instant start, Instant asOf, Parameters parameters) {
        ZoneId zone = parameters.siteZone();
        long firstDay = Age.dayOf(start, zone);
        long today = Age.dayOf(asOf, zone);
        long afterLastDay = firstDay + parameters.protocolDays();

        List<Session> done = sessions.stream()
                .filter(Session::done)
                .filter(s -> isPlausible(s, parameters))
                .filter(s -> day(s, zone) >= firstDay && day(s, zone) < afterLastDay)
                .sorted(BY_START)
                .toList();
        List<Session> overlapped = overlapped(done);
        List<Session> apart = overlapped.isEmpty()
                ? done
                : done.stream().filter(s -> !overlapped.contains(s)).toList();
        List<Session> valid = new ArrayList<>();
        List<Session> surplus = new ArrayList<>();
        Map<Long, Integer> perDay = new HashMap<>();
        for (Session s : apart) {
            if (!isUnder(s, parameters.sessionMinMinutes())) {
                boolean counts = perDay.getOrDefault(day(s, zone), 0) < parameters.sessionMaxPerDay();
                (counts ? valid : surplus).add(s);
                if (counts) {
                    perDay.merge(day(s, zone), 1, Integer::sum);
                }
            }
        }

        long windowEnd = Math.min(today, afterLastDay);
        long windowStart = Math.max(firstDay, windowEnd - parameters.adherenceWindowDays());
        boolean firstDayOnly = windowStart >= windowEnd;
        long doseStart = firstDayOnly ? today : windowStart;
        long doseEnd = firstDayOnly ? today + 1 : windowEnd;
        int missedDays = (int) LongStream.range(windowStart, windowEnd)
                .filter(d -> perDay.getOrDefault(d, 0) < parameters.sessionMinPerDay())
                .count();
        List<Session> inDose = apart.stream()
                .filter(s -> day(s, zone) >= doseStart && day(s, zone) < doseEnd)
                .toList();
        return new MassageRecord(
                mother,
                (int) Math.max(1, today - firstDay + 1),
                valid,
                apart.stream()
                        .filter(s -> isUnder(s, parameters.sessionMinMinutes()))
                        .filter(s -> inDose.contains(s) || day(s, zone) == today)
                        .toList(),
                surplus,
                overlapped,
                missedDays,
                sessions.stream().filter(s -> !s.done()).sorted(BY_START).toList(),
                adherence(missedDays, valid, start, asOf, parameters),
                share(
                        LongStream.range(doseStart, doseEnd)
                                .map(d -> perDay.getOrDefault(d, 0))
                                .sum(),
                        doseEnd - doseStart),
                shareUnder(inDose, parameters.sessionTargetMinutes() - parameters.sessionShortByMinutes()),
                (int) sessions.stream()
                        .filter(s -> s.done() && day(s, zone) == today)
                        .count(),
                asOf.atZone(zone).getHour());
    }

    /** Counts for a protocol start: done, and its length unknown or at least the shortest and plausible. */
    static boolean startsProtocol(Session session, Parameters parameters) {
        return session.done() && isPlausible(session, parameters) && !isUnder(session, parameters.sessionMinMinutes());
    }

    static boolean isPlausible(Session session, Parameters parameters) {
        Duration length = session.length();
        return length == null
                || (!length.isNegative()
                        && length.compareTo(Duration.ofMinutes(parameters.sessionImplausibleMinutes())) <= 0);
    }

    private static boolean isUnder(Session session, int minutes) {
        return session.length() != null && session.length().compareTo(Duration.ofMinutes(minutes)) < 0;
    }

    /**
     * Of sessions that overlap the longest counts; one whose time of day is not known overlaps none.
     *
     * @param sessions in order of their start
     */
    private static List<Session> overlapped(List<Session> sessions) {
        List<Session> timed = sessions.stream().filter(s -> s.start().exact()).toList();
        if (!anyOverlap(timed)) {
            return List.of();
        }
        List<Session> kept = new ArrayList<>();
        List<Session> out = new ArrayList<>();
        timed.stream()
                .sorted(Comparator.comparing(MassageRecord::knownLength)
                        .reversed()
                        .thenComparing(BY_START))
                .forEach(s -> (kept.stream().anyMatch(k -> overlap(k, s)) ? out : kept).add(s));
        return out;
    }

    /** Among sessions in order of their start, one begins before all earlier ones have ended. */
    private static boolean anyOverlap(List<Session> timed) {
        Instant busyUntil = Instant.MIN;
        Instant lastStart = Instant.MIN;
        for (Session s : timed) {
            Instant start = s.start().earliest();
            if (start.isBefore(busyUntil) || start.equals(lastStart)) {
                return true;
            }
            Instant end = start.plus(knownLength(s));
            busyUntil = end.isAfter(busyUntil) ? end : busyUntil;
            lastStart = start;
        }
        return false;
    }

    private static boolean overlap(Session a, Session b) {
        Instant startA = a.start().earliest();
        Instant startB = b.start().earliest();
        return startA.equals(startB)
                || (startA.isBefore(startB) ? endsAfter(a, startA, startB) : endsAfter(b, startB, startA));
    }

    private static boolean endsAfter(Session session, Instant start, Instant instant) {
        return Duration.between(start, instant).compareTo(knownLength(session)) < 0;
    }

    private static Duration knownLength(Session session) {
        return session.length() == null ? Duration.ZERO : session.length();
    }

    private static Adherence adherence(
            int missedDays, List<Session> valid, Instant start, Instant asOf, Parameters parameters) {
        Instant lapse = asOf.minus(Duration.ofHours(parameters.adherenceLapseHours()));
        if (start.isBefore(lapse)
                && valid.stream().noneMatch(s -> !s.start().earliest().isBefore(lapse))) {
            return Adherence.LAPSED;
        }
        return missedDays == 0 ? Adherence.FULL : Adherence.PARTIAL;
    }

    private static @Nullable BigDecimal shareUnder(List<Session> sessions, int minutes) {
        long known = sessions.stream().filter(s -> s.length() != null).count();
        return known == 0
                ? null
                : share(sessions.stream().filter(s -> isUnder(s, minutes)).count(), known);
    }

    private static long day(Session session, ZoneId zone) {
        return Age.dayOf(session.start().earliest(), zone);
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
    }

    /** The start of the first session that counts. */
    public Optional<Instant> firstSession() {
        return valid.stream().findFirst().map(s -> s.start().earliest());
    }

    /** What a note on missed massage stands on: the sessions recorded as missed, else the last one that counts. */
    @Override
    public List<String> basis() {
        List<Session> recorded =
                !missed.isEmpty() || valid.isEmpty() ? missed : valid.subList(valid.size() - 1, valid.size());
        return recorded.stream().map(Session::source).toList();
    }

    /** Grounds of a note on short sessions. */
    public Grounds onShortOnes() {
        return new Some(subject, shortOnes);
    }

    /** Grounds of a note on surplus sessions. */
    public Grounds onSurplus() {
        return new Some(subject, surplus);
    }

    private record Some(String subject, List<Session> sessions) implements Grounds {
        @Override
        public List<String> basis() {
            return sessions.stream().map(Session::source).toList();
        }
    }
}
