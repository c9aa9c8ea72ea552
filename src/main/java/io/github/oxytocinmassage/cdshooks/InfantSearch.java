package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.cdshooks.PrefetchValue.Held;
import io.github.oxytocinmassage.fhir.Nik;
import io.github.oxytocinmassage.fhir.SheetInfants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/**
 * From a mother to her infants on the EHR's server, where {@code Patient?link} does not lead: by her number that they bear, by the
 * RelatedPersons that are she, by her own link to a child, and by the checks that are about them. A way that the server does not know is
 * passed over.
 */
final class InfantSearch {

    private final EhrServer ehr;
    private final Instant asOf;

    /** @param asOf by which a child is told from another record of the mother's own */
    InfantSearch(EhrServer ehr, Instant asOf) {
        this.ehr = ehr;
        this.asOf = asOf;
    }

    /**
     * Infants, and what ties them to the mother.
     *
     * @param checks her checks; null when there are none
     * @param held infants that need not be asked for, and RelatedPersons that name some; null when there are none
     * @throws FetchFailedException when the server is too slow, or what it says can't be read
     */
    List<Held> of(Patient mother, @Nullable Held checks, @Nullable Held held) {
        Set<String> known = ids(held).collect(Collectors.toCollection(LinkedHashSet::new));
        known.add(mother.getIdElement().getIdPart());
        List<Held> found = new ArrayList<>();
        List<Identifier> numbers = FamilyTies.of(mother.getIdentifier(), Nik.OWN, Nik.OF_MOTHER);
        List<Identifier> hers = FamilyTies.whole(mother.getIdentifier());
        List<CompletableFuture<Held>> asked = new ArrayList<>();
        if (!numbers.isEmpty()) {
            asked.add(ehr.search("Patient?identifier=" + FamilyTies.searched(numbers)));
        }
        if (!hers.isEmpty()) {
            asked.add(ehr.search("RelatedPerson?identifier=" + FamilyTies.searched(hers)));
        }
        FamilyTies.links(mother, "RelatedPerson")
                .limit(FamilyTies.MOST)
                .forEach(id -> asked.add(ehr.read("RelatedPerson", id)));
        List<String> linked = FamilyTies.links(mother, "Patient")
                .distinct()
                .filter(id -> !known.contains(id))
                .limit(FamilyTies.MOST)
                .toList();
        List<CompletableFuture<Held>> askedOfLinks =
                linked.stream().map(id -> ehr.read("Patient", id)).toList();
        Set<String> ids = new LinkedHashSet<>();
        if (held != null) {
            ids.addAll(named(held));
        }
        if (checks != null) {
            Stream.concat(
                            FamilyTies.in(checks.resource(), Observation.class).stream()
                                    .flatMap(o -> o.getFocus().stream()),
                            FamilyTies.in(checks.resource(), QuestionnaireResponse.class).stream()
                                    .flatMap(SheetInfants::of))
                    .flatMap(focus -> FamilyTies.id(focus, "Patient"))
                    .forEach(ids::add);
        }
        for (CompletableFuture<Held> answer : asked) {
            known(answer).ifPresent(said -> {
                FamilyTies.keep(said.resource(), Patient.class, p -> FamilyTies.share(p.getIdentifier(), numbers));
                FamilyTies.keep(
                        said.resource(),
                        RelatedPerson.class,
                        r -> FamilyTies.isMother(r) && FamilyTies.share(r.getIdentifier(), hers));
                ids.addAll(named(said));
                found.add(said);
            });
        }
        for (CompletableFuture<Held> answer : askedOfLinks) {
            known(answer)
                    .filter(said -> said.resource() instanceof Patient other && MotherRead.isChild(other, asOf))
                    .ifPresent(found::add);
        }
        ids.removeAll(known);
        ids.removeAll(linked);
        List<CompletableFuture<Held>> read = ids.stream()
                .filter(EhrServer::isId)
                .limit(FamilyTies.MOST)
                .map(id -> ehr.read("Patient", id))
                .toList();
        read.forEach(answer -> known(answer).ifPresent(found::add));
        return found;
    }

    /** The patients of RelatedPersons that are mothers. */
    private static List<String> named(Held held) {
        return FamilyTies.in(held.resource(), RelatedPerson.class).stream()
                .filter(FamilyTies::isMother)
                .flatMap(r -> FamilyTies.id(r.getPatient(), "Patient"))
                .toList();
    }

    /** Whether there is an infant among them. */
    static boolean holdsInfant(List<Held> found) {
        return found.stream()
                .anyMatch(h -> !FamilyTies.in(h.resource(), Patient.class).isEmpty());
    }

    static Stream<String> ids(@Nullable Held answer) {
        return answer == null
                ? Stream.empty()
                : FamilyTies.in(answer.resource(), Patient.class).stream()
                        .map(p -> String.valueOf(p.getIdElement().getIdPart()));
    }

    private static Optional<Held> known(CompletableFuture<Held> answer) {
        try {
            return Optional.of(answer.join());
        } catch (CompletionException e) {
            FetchFailedException why = FetchFailedException.of(e);
            if (why.isRefused()) {
                return Optional.empty();
            }
            throw why;
        }
    }
}
