package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one run of the protocol, as protocol section 4 counts them.
 *
 * @param protocolDay of {@code asOf}, from 1
 * @param valid the sessions that count, in order of time
 * @param shortOnes SHORT sessions on the days of the window and today
 * @param surplus valid sessions beyond those of a day
 * @param overlapped sessions left out because a longer one overlaps them
 * @param missedDays days of the window without a valid session
 * @param missed sessions recorded as not done
 * @param dose valid sessions a day over the window
 * @param shareUnderTarget of the window's sessions of known length, those well under the target; null when no length is known
 * @param siteHour hour of the day of {@code asOf} in the site zone
 */
public record MassageRecord(
        String subject,
        int protocolDay,
        List<Session> valid,
        List<Session> shortOnes,
        List<Session> surplus,
        List<Session> overlapped,
        List<LocalDate> missedDays,
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
        LocalDate firstDay = start.atZone(zone).toLocalDate();
        LocalDate today = asOf.atZone(zone).toLocalDate();
        int protocolDay = (int) Age.daysBetween(start, asOf, zone) + 1;

        List<Session> inProtocol = sessions.stream()
                .filter(Session::done)
                .filter(s -> isPlausible(s, parameters))
                .filter(s -> !day(s, zone).isBefore(firstDay))
                .filter(s -> day(s, zone).isBefore(firstDay.plusDays(parameters.protocolDays())))
                .sorted(BY_START)
                .toList();
        List<Session> overlapped = overlapped(inProtocol);
        List<Session> apart =
                inProtocol.stream().filter(s -> !overlapped.contains(s)).toList();
        List<Session> longEnough =
                apart.stream().filter(s -> !isShort(s, parameters)).toList();
        List<Session> valid = new ArrayList<>();
        List<Session> surplus = new ArrayList<>();
        for (Session s : longEnough) {
            long before = valid.stream()
                    .filter(v -> day(v, zone).equals(day(s, zone)))
                    .count();
            (before < parameters.sessionMaxPerDay() ? valid : surplus).add(s);
        }

        List<LocalDate> whole = firstDay.datesUntil(today.isBefore(firstDay) ? firstDay : today)
                .filter(d -> d.isBefore(firstDay.plusDays(parameters.protocolDays())))
                .toList();
        List<LocalDate> window =
                whole.subList(Math.max(0, whole.size() - parameters.adherenceWindowDays()), whole.size());
        List<LocalDate> doseDays = window.isEmpty() ? List.of(today) : window;
        List<LocalDate> missedDays = window.stream()
                .filter(d -> count(valid, d, zone) < parameters.sessionMinPerDay())
                .toList();
        List<Session> known = apart.stream()
                .filter(s -> s.length() != null && doseDays.contains(day(s, zone)))
                .toList();
        return new MassageRecord(
                mother,
                protocolDay,
                valid,
                apart.stream()
                        .filter(s -> isShort(s, parameters))
                        .filter(s ->
                                doseDays.contains(day(s, zone)) || day(s, zone).equals(today))
                        .toList(),
                surplus,
                overlapped,
                missedDays,
                sessions.stream().filter(s -> !s.done()).sorted(BY_START).toList(),
                adherence(missedDays, valid, start, asOf, parameters),
                share(
                        valid.stream()
                                .filter(s -> doseDays.contains(day(s, zone)))
                                .count(),
                        doseDays.size()),
                known.isEmpty()
                        ? null
                        : share(
                                known.stream()
                                        .filter(s -> isUnder(
                                                s,
                                                parameters.sessionTargetMinutes() - parameters.sessionShortByMinutes()))
                                        .count(),
                                known.size()),
                count(valid, today, zone),
                asOf.atZone(zone).getHour());
    }

    /** Counts for a protocol start: done, and its length unknown or at least the shortest and plausible. */
    static boolean startsProtocol(Session session, Parameters parameters) {
        return session.done() && isPlausible(session, parameters) && !isShort(session, parameters);
    }

    static boolean isPlausible(Session session, Parameters parameters) {
        Duration length = session.length();
        return length == null
                || (!length.isNegative()
                        && length.compareTo(Duration.ofMinutes(parameters.sessionImplausibleMinutes())) <= 0);
    }

    private static boolean isShort(Session session, Parameters parameters) {
        return isUnder(session, parameters.sessionMinMinutes());
    }

    private static boolean isUnder(Session session, int minutes) {
        return session.length() != null && session.length().compareTo(Duration.ofMinutes(minutes)) < 0;
    }

    /** Of sessions that overlap the longest counts; one whose time of day is not known overlaps none. */
    private static List<Session> overlapped(List<Session> sessions) {
        List<Session> longestFirst = sessions.stream()
                .filter(s -> s.start().exact())
                .sorted(Comparator.comparing(MassageRecord::knownLength)
                        .reversed()
                        .thenComparing(BY_START))
                .toList();
        List<Session> kept = new ArrayList<>();
        List<Session> out = new ArrayList<>();
        for (Session s : longestFirst) {
            (kept.stream().anyMatch(k -> overlap(k, s)) ? out : kept).add(s);
        }
        return out;
    }

    private static boolean overlap(Session a, Session b) {
        Instant startA = a.start().earliest();
        Instant startB = b.start().earliest();
        return startA.equals(startB)
                || (startA.isBefore(startB.plus(knownLength(b))) && startB.isBefore(startA.plus(knownLength(a))));
    }

    private static Duration knownLength(Session session) {
        return session.length() == null ? Duration.ZERO : session.length();
    }

    private static Adherence adherence(
            List<LocalDate> missedDays, List<Session> valid, Instant start, Instant asOf, Parameters parameters) {
        Instant lapse = asOf.minus(Duration.ofHours(parameters.adherenceLapseHours()));
        if (start.isBefore(lapse)
                && valid.stream().noneMatch(s -> !s.start().earliest().isBefore(lapse))) {
            return Adherence.LAPSED;
        }
        return missedDays.isEmpty() ? Adherence.FULL : Adherence.PARTIAL;
    }

    private static LocalDate day(Session session, ZoneId zone) {
        return session.start().earliest().atZone(zone).toLocalDate();
    }

    private static int count(List<Session> sessions, LocalDate day, ZoneId zone) {
        return (int) sessions.stream().filter(s -> day(s, zone).equals(day)).count();
    }

    private static BigDecimal share(long part, int whole) {
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
