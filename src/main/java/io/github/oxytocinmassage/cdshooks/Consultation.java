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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call from its request to its cards. */
final class Consultation {

    private final Hydration hydration;
    private final EpisodeReader reader;
    private final Advisor advisor;
    private final Cards cards;
    private final CardLedger ledger;
    private final Clock clock;

    Consultation(
            Hydration hydration, EpisodeReader reader, Advisor advisor, Cards cards, CardLedger ledger, Clock clock) {
        this.hydration = hydration;
        this.reader = reader;
        this.advisor = advisor;
        this.cards = cards;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The cards for a request, noted before they are answered; none when there is nothing to say, and none for the family: they speak to a
     * midwife or nurse, also of what only she may read.
     *
     * @param ehr its FHIR server; null when the call names none
     * @param locale a language we speak, once it is known
     * @param place of this call
     * @param time it has
     * @throws HookRefusedException when the record can't be read, is another patient's, or is lacking in part
     */
    Consulted consult(
            HookService service,
            HookRequest request,
            @Nullable EhrServer ehr,
            Supplier<Locale> locale,
            Workplaces.Place place,
            CallTime time) {
        Instant asOf = toTheMinute(clock.instant());
        Consulted consulted = ehr == null
                ? place.work(() -> consulted(request, asOf, locale, time))
                : consulted(request, asOf, ehr, locale, place, time);
        ledger.note(service, request.origin(), consulted, time.toWrite());
        return consulted;
    }

    private Consulted consulted(HookRequest request, Instant asOf, Supplier<Locale> locale, CallTime time) {
        PrefetchedRecord record = hydration.complete(request, asOf, null);
        Episode episode = episode(request, record, asOf);
        PrefetchedRecord whole = hydration.withInfants(record, episode.infants(), null);
        return told(request, whole, episode, locale.get(), time);
    }

    /** Between the turns at work it waits for the server. */
    private Consulted consulted(
            HookRequest request,
            Instant asOf,
            EhrServer ehr,
            Supplier<Locale> locale,
            Workplaces.Place place,
            CallTime time) {
        PrefetchedRecord record = hydration.complete(request, asOf, ehr);
        Episode episode = place.work(() -> episode(request, record, asOf));
        PrefetchedRecord whole = hydration.withInfants(record, episode.infants(), ehr);
        Locale spoken = locale.get();
        return place.work(() ->
                told(request, whole, record.isSameAs(whole) ? episode : episode(request, whole, asOf), spoken, time));
    }

    /** What an infant's own chart holds may be worse than what is known: where that was lost, only a danger that is known is told. */
    private Consulted told(
            HookRequest request, PrefetchedRecord record, Episode episode, Locale locale, CallTime time) {
        Chart chart = chart(request, record, episode);
        Advice advice = advisor.advise(episode);
        Evidence evidence = new Evidence(episode, advice.release());
        if (request.isFromFamily()) {
            return new Consulted(advice, evidence, List.of());
        }
        Resting resting =
                ledger.resting("Patient/" + record.motherId(), request.origin(), episode.asOf(), time.toAsk());
        Parameters parameters = advisor.release().parameters();
        CardParts parts = CardParts.of(advice, isAfterBirth(episode, parameters))
                .without(finding -> resting.covers(finding, evidence));
        if (!record.lost().isEmpty() && !parts.escalates()) {
            throw Lack.refusal(record.lost());
        }
        return new Consulted(advice, evidence, cards.of(advice, episode, parts, chart, locale));
    }

    /** Never a wrong patient: the record is of the mother it was read for, and she or an infant of hers has the open chart. */
    private Episode episode(HookRequest request, PrefetchedRecord record, Instant asOf) {
        Episode episode = reader.read(
                record.resources(),
                "Patient/" + record.motherId(),
                request.fhirServer(),
                asOf,
                advisor.release().parameters().siteZone(),
                record.doubts());
        if (!References.isPatient(episode.mother(), record.motherId())) {
            throw new HookRefusedException(
                    400,
                    "invalid",
                    "prefetch.mother is Patient/" + record.motherId() + ", but the record is of " + episode.mother()
                            + ".",
                    "prefetch.mother");
        }
        chart(request, record, episode);
        return episode;
    }

    /** Two calls in one minute get the same cards; a minute is little to what the protocol measures in hours. */
    private static Instant toTheMinute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }

    private static Chart chart(HookRequest request, PrefetchedRecord record, Episode episode) {
        if (request.patientId().equals(record.motherId())) {
            return new Chart(null, record.unread(), record.refused(), request.fhirServer());
        }
        return episode.infants().stream()
                .map(Infant::reference)
                .filter(r -> References.isPatient(r, request.patientId()))
                .findFirst()
                .map(infant -> new Chart(infant, record.unread(), record.refused(), request.fhirServer()))
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
