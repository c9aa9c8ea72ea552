package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.EpisodeReader;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Age;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.security.Workplaces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** One call from its request to its cards. */
final class Consultation {

    private final Hydration hydration;
    private final EpisodeReader reader;
    private final Advisor advisor;
    private final Cards cards;
    private final Clock clock;
    private final Workplaces workplaces;

    Consultation(
            Hydration hydration,
            EpisodeReader reader,
            Advisor advisor,
            Cards cards,
            Clock clock,
            Workplaces workplaces) {
        this.hydration = hydration;
        this.reader = reader;
        this.advisor = advisor;
        this.cards = cards;
        this.clock = clock;
        this.workplaces = workplaces;
    }

    /**
     * The cards for a request; none when there is nothing to say, and none for the family: they speak to a midwife or nurse, also of what
     * only she may read.
     *
     * @param locale a language we speak
     * @throws HookRefusedException when the record can't be read, is another patient's, or is lacking in part
     */
    List<Card> cards(HookRequest request, Locale locale) {
        Instant asOf = toTheMinute(clock.instant());
        PrefetchedRecord record = hydration.complete(request, asOf);
        return workplaces.work(() -> cards(request, record, asOf, locale));
    }

    private List<Card> cards(HookRequest request, PrefetchedRecord record, Instant asOf, Locale locale) {
        Parameters parameters = advisor.release().parameters();
        Episode episode = reader.read(
                record.resources(), "Patient/" + record.motherId(), asOf, parameters.siteZone(), record.doubts());
        if (!References.isPatient(episode.mother(), record.motherId())) {
            throw new HookRefusedException(
                    400,
                    "invalid",
                    "prefetch.mother is Patient/" + record.motherId() + ", but the record is of " + episode.mother()
                            + ".",
                    "prefetch.mother");
        }
        Chart chart = chart(request, record, episode);
        hydration.refuseSearchesOf(episode.infants(), record);
        if (request.isFromFamily()) {
            return List.of();
        }
        Advice advice = advisor.advise(episode);
        return cards.of(advice, CardParts.of(advice, isAfterBirth(episode, parameters)), chart, locale);
    }

    /** Two calls in one minute get the same cards; a minute is little to what the protocol measures in hours. */
    private static Instant toTheMinute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Chart chart(HookRequest request, PrefetchedRecord record, Episode episode) {
        if (request.patientId().equals(record.motherId())) {
            return Chart.ofMother();
        }
        return episode.infants().stream()
                .map(Infant::reference)
                .filter(r -> References.isPatient(r, request.patientId()))
                .findFirst()
                .map(Chart::new)
                .orElseThrow(() -> new HookRefusedException(
                        400,
                        "invalid",
                        "prefetch.mother is Patient/" + record.motherId() + ", but context.patientId names Patient/"
                                + request.patientId() + ", who is no infant of hers in this record.",
                        "prefetch.mother"));
    }

    /** A birth whose day is unknown may have been yesterday. */
    static boolean isAfterBirth(Episode episode, Parameters parameters) {
        return episode.infants().stream()
                .anyMatch(i -> i.birth() == null
                        || Age.daysBetween(i.birth().latest(), episode.asOf(), parameters.siteZone())
                                <= parameters.motherMaxPostpartumDays());
    }
}
