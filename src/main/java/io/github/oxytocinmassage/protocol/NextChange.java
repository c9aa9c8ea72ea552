package io.github.oxytocinmassage.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Until when an advice can hold if nothing is written. Whatever time alone changes is told by the protocol in whole hours since something in
 * the record, in calendar days, or by the hour from which a missing session is noted; and what lies ahead comes into view. Between two such
 * instants nothing changes.
 */
public final class NextChange {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private NextChange() {}

    /** The first instant after {@code asOf} at which the advice may be another. */
    public static Instant after(Episode episode, Parameters parameters) {
        Instant asOf = episode.asOf();
        Duration skew = Duration.ofMinutes(parameters.clockSkewMinutes());
        Stream<Instant> byHours = instants(episode)
                .filter(t -> !t.equals(When.LONG_AGO))
                .flatMap(t -> t.minus(skew).isAfter(asOf) ? Stream.of(t.minus(skew)) : hourly(t, asOf));
        return Stream.concat(byHours, calendar(asOf, parameters))
                .filter(asOf::isBefore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The next whole hour since it, and the moment after: some thresholds hold from the hour on, others beyond it. */
    private static Stream<Instant> hourly(Instant since, Instant asOf) {
        if (since.isAfter(asOf)) {
            return Stream.of(since, since.plus(MOMENT));
        }
        long hours = ChronoUnit.HOURS.between(since, asOf);
        Instant last = since.plus(hours, ChronoUnit.HOURS);
        return Stream.of(last.plus(MOMENT), last.plus(1, ChronoUnit.HOURS));
    }

    private static Stream<Instant> calendar(Instant asOf, Parameters parameters) {
        ZoneId zone = parameters.siteZone();
        ZonedDateTime today = asOf.atZone(zone);
        ZonedDateTime tomorrow = today.toLocalDate().plusDays(1).atStartOfDay(zone);
        ZonedDateTime reminder = today.toLocalDate().atStartOfDay(zone).plusHours(parameters.adherenceRemindFromHour());
        return Stream.of(
                tomorrow.toInstant(), reminder.toInstant(), reminder.toInstant().plus(MOMENT));
    }

    private static Stream<Instant> instants(Episode episode) {
        Stream<When> whens = Stream.of(
                        episode.infants().stream().map(Infant::birth),
                        episode.plans().stream().map(Plan::start),
                        episode.sessions().stream().map(Session::start),
                        episode.checks().stream().map(Check::when),
                        episode.allAnswers().map(Answer::when),
                        episode.measurements().stream().map(Measurement::when))
                .flatMap(s -> s)
                .filter(Objects::nonNull);
        Stream<Instant> ends = episode.sessions().stream()
                .filter(s -> s.length() != null)
                .map(s -> s.start().latest().plus(Objects.requireNonNull(s.length())));
        return Stream.concat(whens.flatMap(w -> Stream.of(w.earliest(), w.latest())), ends);
    }
}
