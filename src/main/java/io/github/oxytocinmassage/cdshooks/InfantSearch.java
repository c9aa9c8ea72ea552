package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.cdshooks.PrefetchValue.Held;
import io.github.oxytocinmassage.fhir.Nik;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/**
 * From a mother to her infants on the EHR's server, where {@code Patient?link} does not lead: by her number that they bear, by the
 * RelatedPersons that are she, and by the checks that are about them. A way that the server does not know is passed over.
 */
final class InfantSearch {

    private final EhrServer ehr;

    InfantSearch(EhrServer ehr) {
        this.ehr = ehr;
    }

    /**
     * Infants, and what ties them to the mother.
     *
     * @param checks her checks; null when there are none
     * @param known Patients that need not be asked for
     * @throws FetchFailedException when the server is too slow, or what it says can't be read
     */
    List<Held> of(Patient mother, @Nullable Held checks, Set<String> known) {
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
        Set<String> ids = new LinkedHashSet<>();
        if (checks != null) {
            FamilyTies.in(checks.resource(), Observation.class).stream()
                    .flatMap(o -> o.getFocus().stream())
                    .flatMap(focus -> FamilyTies.id(focus, "Patient"))
                    .forEach(ids::add);
        }
        for (CompletableFuture<Held> answer : asked) {
            known(answer).ifPresent(held -> {
                FamilyTies.keep(held.resource(), Patient.class, p -> FamilyTies.share(p.getIdentifier(), numbers));
                FamilyTies.keep(
                        held.resource(),
                        RelatedPerson.class,
                        r -> FamilyTies.isMother(r) && FamilyTies.share(r.getIdentifier(), hers));
                FamilyTies.in(held.resource(), RelatedPerson.class).stream()
                        .filter(FamilyTies::isMother)
                        .flatMap(r -> FamilyTies.id(r.getPatient(), "Patient"))
                        .forEach(ids::add);
                found.add(held);
            });
        }
        ids.removeAll(known);
        ids.remove(mother.getIdElement().getIdPart());
        List<CompletableFuture<Held>> read = ids.stream()
                .filter(EhrServer::isId)
                .limit(FamilyTies.MOST)
                .map(id -> ehr.read("Patient", id))
                .toList();
        read.forEach(answer -> known(answer).ifPresent(found::add));
        return found;
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
