package io.github.oxytocinmassage.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an episode: which birth, since which day, from which start (protocol section 2).
 *
 * @param infants of the birth, and those whose birth is unknown
 * @param firstDay calendar day of the first infant's birth; null when no birth is known
 * @param since the first instant of that day; {@link When#LONG_AGO} when no birth is known
 * @param plan the CarePlan of this run; null without one
 * @param start of the protocol; null when it has not started
 */
record EpisodeFrame(
        List<Infant> infants,
        @Nullable LocalDate firstDay,
        Instant since,
        @Nullable Plan plan,
        @Nullable Instant start) {

    static EpisodeFrame of(Episode episode, Parameters parameters) {
        ZoneId zone = parameters.siteZone();
        Instant seenUntil = seenUntil(episode, parameters);
        List<Infant> born = episode.infants().stream()
                .filter(i -> i.birth() == null || !i.birth().earliest().isAfter(seenUntil))
                .toList();
        Optional<When> latest = births(born).max(Comparator.comparing(When::latest));
        List<Infant> ofTheBirth = born.stream()
                .filter(i -> latest.isEmpty() || isOneBirth(i.birth(), latest.get(), parameters))
                .sorted(Comparator.comparing(EpisodeFrame::birthOrLast).thenComparing(Infant::reference))
                .toList();
        LocalDate firstDay = births(ofTheBirth)
                .map(w -> w.earliest().atZone(zone).toLocalDate())
                .min(Comparator.naturalOrder())
                .orElse(null);
        Instant since =
                firstDay == null ? When.LONG_AGO : firstDay.atStartOfDay(zone).toInstant();
        Plan plan = episode.plans().stream()
                .filter(p -> isWithin(p.start().earliest(), since, seenUntil))
                .max(Comparator.comparing((Plan p) -> p.start().earliest())
                        .thenComparing(p -> !p.ended())
                        .thenComparing(Plan::source))
                .orElse(null);
        Instant start = plan != null
                ? plan.start().earliest()
                : episode.sessions().stream()
                        .filter(s -> MassageRecord.startsProtocol(s, parameters))
                        .map(s -> s.start().earliest())
                        .filter(s -> isWithin(s, since, seenUntil))
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        return new EpisodeFrame(ofTheBirth, firstDay, since, plan, start);
    }

    /** What lies after this instant is not seen. */
    static Instant seenUntil(Episode episode, Parameters parameters) {
        return episode.asOf().plus(Duration.ofMinutes(parameters.clockSkewMinutes()));
    }

    private static Stream<When> births(List<Infant> infants) {
        return infants.stream().map(Infant::birth).filter(Objects::nonNull);
    }

    private static Instant birthOrLast(Infant infant) {
        return infant.birth() == null ? Instant.MAX : infant.birth().earliest();
    }

    /** An infant whose birth is unknown may be of any. */
    private static boolean isOneBirth(@Nullable When birth, When latest, Parameters parameters) {
        if (birth == null) {
            return true;
        }
        return birth.exact() && latest.exact()
                ? Age.hours(birth.earliest(), latest.earliest())
                        <= Duration.ofDays(parameters.birthSameBirthDays()).toHours()
                : Age.daysBetween(birth.earliest(), latest.latest(), parameters.siteZone())
                        <= parameters.birthSameBirthDays();
    }

    private static boolean isWithin(Instant instant, Instant since, Instant until) {
        return !instant.isBefore(since) && !instant.isAfter(until);
    }
}
