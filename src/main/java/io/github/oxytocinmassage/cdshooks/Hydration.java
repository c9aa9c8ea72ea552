package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.cdshooks.PrefetchValue.Held;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.EpisodeReader;
import io.github.oxytocinmassage.fhir.Kin;
import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.protocol.Infant;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a call has the whole record: what the client has not prefetched is fetched from the EHR's server, and where that can't be
 * done it is lacking; half a record is no record.
 */
final class Hydration {

    private static final Logger LOG = LoggerFactory.getLogger(Hydration.class);

    private final StrictScan scan;
    private final EpisodeReader reader;
    private final ZoneId siteZone;

    Hydration(StrictScan scan, EpisodeReader reader, ZoneId siteZone) {
        this.scan = scan;
        this.reader = reader;
        this.siteZone = siteZone;
    }

    /**
     * The record of a call. Where an infant's chart is open and its own Patient stands for the mother, every search went by its id: its
     * mother is looked for, and all is fetched by hers.
     *
     * @param ehr null when the call names no server
     * @throws HookRefusedException 400 when a value can't be read; 412 naming the keys that are lacking; 503 or 504 when the server is too
     *     busy or too slow
     */
    PrefetchedRecord complete(HookRequest request, Instant asOf, @Nullable EhrServer ehr) {
        Holdings holdings = Holdings.of(request, scan);
        String opened = request.patientId();
        Optional<Patient> mother = holdings.mother(opened);
        if (mother.isEmpty()) {
            holdings.lose(PrefetchKey.MOTHER, "holds no Patient");
        }
        if (ehr != null && holdings.lacksAnything()) {
            holdings.fetchLacking(mother.map(Hydration::id).orElse(opened), ehr);
        }
        Optional<Patient> infant = infant(holdings, request, asOf, ehr);
        if (infant.isPresent()) {
            turnToTheMother(holdings, infant.get(), asOf, ehr);
        }
        if (ehr != null) {
            lookForInfants(holdings, opened, asOf, ehr);
        }
        return holdings.record(opened);
    }

    /**
     * The record with what only the infants' ids lead to; the same when there is nothing to add. Searches that were made with an infant's id say nothing of the mother: they are
     * made again with hers. The infants' own charts are added; where they can't be had, the record says whose, and what was lost on the way.
     *
     * @throws HookRefusedException 412 naming the keys that were searched with an infant's id; 503 or 504 as above
     */
    PrefetchedRecord withInfants(PrefetchedRecord record, List<Infant> infants, @Nullable EhrServer ehr) {
        List<String> ids = infants.stream()
                .map(Infant::reference)
                .filter(Hydration::mayHaveChart)
                .map(References::id)
                .toList();
        Holdings holdings = Holdings.of(record);
        record.held().forEach((key, value) -> {
            if (key.isOfMother() && SearchAnswer.asksForOthers(value.json(), ids, record.motherId())) {
                holdings.lose(key, "was searched with an infant's id");
            }
        });
        boolean again = holdings.lacksAnything();
        Map<String, Map<PrefetchKey, CompletableFuture<Held>>> charts = ehr == null ? Map.of() : charts(ids, ehr);
        if (ehr != null) {
            holdings.fetchLacking(record.motherId(), ehr);
        }
        List<Held> more = new ArrayList<>();
        Set<String> unread = new TreeSet<>(ids);
        Set<String> refused = new TreeSet<>();
        Map<PrefetchKey, Lack> lost = new EnumMap<>(PrefetchKey.class);
        record.resources().forEach(r -> unread.removeAll(FamilyTies.observed(r)));
        unread.removeAll(charts.keySet());
        charts.forEach((infant, answers) -> answers.forEach((key, answer) -> {
            try {
                more.add(answer.join());
            } catch (CompletionException e) {
                FetchFailedException why = FetchFailedException.of(e);
                LOG.info("An infant's chart could not be fetched: {}", why.getMessage());
                unread.add(infant);
                if (why.isRefusedByServer()) {
                    refused.add(infant);
                }
                if (!why.isRefused()) {
                    lost.put(key, new Lack("does not hold an infant's own chart").notFetched(why));
                }
            }
        }));
        holdings.takeBeside(more);
        PrefetchedRecord whole = again || !more.isEmpty() ? holdings.record(record.motherId()) : record;
        return unread.isEmpty() ? whole : whole.without(unread, refused, lost);
    }

    /** What is written in a mother's resource alone, contained in it, has no chart. */
    private static boolean mayHaveChart(String reference) {
        return !reference.contains("#");
    }

    private static Map<String, Map<PrefetchKey, CompletableFuture<Held>>> charts(List<String> infants, EhrServer ehr) {
        return infants.stream()
                .filter(EhrServer::isId)
                .distinct()
                .limit(FamilyTies.MOST)
                .collect(Collectors.toMap(
                        id -> id,
                        id -> Map.of(
                                PrefetchKey.MEASUREMENTS, ehr.fetch(PrefetchKey.MEASUREMENTS, id),
                                PrefetchKey.CHECKS, ehr.fetch(PrefetchKey.CHECKS, id))));
    }

    /**
     * The Patient under the mother's key, when it is an infant's whose chart is open. What is held of her care decides before a birth date: that
     * may be a slip. Of whom nothing tells, the server may know a mother.
     */
    private Optional<Patient> infant(Holdings holdings, HookRequest request, Instant asOf, @Nullable EhrServer ehr) {
        String opened = request.patientId();
        Optional<Patient> patient =
                holdings.mother(opened).filter(p -> MotherRead.isOf(p, opened) && !MotherRead.isGrownUp(p, asOf));
        if (patient.isEmpty()) {
            return patient;
        }
        Kin kin = reader.kin(holdings.resources(), "Patient/" + opened, request.fhirServer(), asOf, siteZone);
        boolean isInfant = kin == Kin.INFANT || kin == Kin.UNTOLD && ehr != null && hasMother(opened, ehr);
        return isInfant ? patient : Optional.empty();
    }

    private static boolean hasMother(String patient, EhrServer ehr) {
        if (!EhrServer.isId(patient)) {
            return false;
        }
        try {
            Held related = ehr.search("RelatedPerson?patient=" + patient).join();
            return FamilyTies.in(related.resource(), RelatedPerson.class).stream()
                    .filter(FamilyTies::isMother)
                    .flatMap(r -> FamilyTies.id(r.getPatient(), "Patient"))
                    .anyMatch(patient::equals);
        } catch (CompletionException e) {
            LOG.info(
                    "Whether a patient has a mother could not be asked: {}",
                    FetchFailedException.of(e).getMessage());
            return false;
        }
    }

    private static void turnToTheMother(Holdings holdings, Patient infant, Instant asOf, @Nullable EhrServer ehr) {
        Held itself = Objects.requireNonNull(holdings.held(PrefetchKey.MOTHER));
        holdings.loseAll("was read with an infant's id");
        if (ehr == null) {
            return;
        }
        MotherSearch search = new MotherSearch(ehr, asOf);
        try {
            String mother = search.of(infant);
            holdings.takeBeside(List.of(itself));
            holdings.takeBeside(search.ties());
            holdings.fetchLacking(mother, ehr);
        } catch (FetchFailedException e) {
            for (PrefetchKey key : PrefetchKey.values()) {
                holdings.fail(key, e);
            }
        }
    }

    /**
     * Infants that were fetched are held to the mother, and those looked for to whom no link leads: a client that prefetches as we ask has no
     * other way to them. Where the call can't be answered anyway, nothing more is asked.
     */
    private static void lookForInfants(Holdings holdings, String opened, Instant asOf, EhrServer ehr) {
        Optional<Patient> mother = holdings.mother(opened);
        boolean refused = holdings.wasRefused(PrefetchKey.INFANTS);
        boolean fetched = holdings.wasFetched(PrefetchKey.INFANTS);
        if (mother.isEmpty() || !refused && !fetched && !lacksInfants(holdings, id(mother.get()))) {
            return;
        }
        if (holdings.lacksBeside(PrefetchKey.INFANTS)) {
            if (refused) {
                holdings.excuse(PrefetchKey.INFANTS);
            }
            return;
        }
        Held linked = holdings.held(PrefetchKey.INFANTS);
        if (linked != null && fetched) {
            FamilyTies.keep(linked.resource(), Patient.class, p -> FamilyTies.linksTo(p, "Patient", id(mother.get())));
        }
        try {
            List<Held> more = new InfantSearch(ehr, asOf).of(mother.get(), holdings.held(PrefetchKey.CHECKS), linked);
            if (refused && InfantSearch.holdsInfant(more)) {
                holdings.take(PrefetchKey.INFANTS, more.remove(0));
            }
            holdings.takeBeside(more);
        } catch (FetchFailedException e) {
            holdings.fail(PrefetchKey.INFANTS, e);
        }
    }

    /** Whether no infant is held of a mother who is in the protocol by what is held. */
    private static boolean lacksInfants(Holdings holdings, String mother) {
        Held infants = holdings.held(PrefetchKey.INFANTS);
        return infants != null
                && InfantSearch.ids(infants).allMatch(mother::equals)
                && (holds(holdings, PrefetchKey.SESSIONS, Procedure.class, s -> true)
                        || holds(holdings, PrefetchKey.CHECKS, Observation.class, c -> true)
                        || holds(holdings, PrefetchKey.CHECKS, QuestionnaireResponse.class, c -> true)
                        || holds(holdings, PrefetchKey.PLAN, CarePlan.class, Hydration::isOurs));
    }

    private static boolean isOurs(CarePlan plan) {
        return plan.getInstantiatesCanonical().stream()
                .anyMatch(c -> String.valueOf(c.getValue()).startsWith(Canonical.PLAN));
    }

    private static <T extends Resource> boolean holds(
            Holdings holdings, PrefetchKey key, Class<T> type, Predicate<T> wanted) {
        Held held = holdings.held(key);
        return held != null && FamilyTies.in(held.resource(), type).stream().anyMatch(wanted);
    }

    private static String id(Patient patient) {
        return patient.getIdElement().getIdPart();
    }
}
