package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.cdshooks.PrefetchValue.Held;
import io.github.oxytocinmassage.fhir.Nik;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
 * From an infant to its mother on the EHR's server: by its links and hers, the mother's number that it bears, and its RelatedPersons; where
 * none of them leads anywhere, by what was observed of her with the infant in its focus.
 */
final class MotherSearch {

    private final EhrServer ehr;
    private final Instant asOf;
    private final Set<String> mothers = new LinkedHashSet<>();
    private final List<Held> ties = new ArrayList<>();
    private @Nullable FetchFailedException failed;

    MotherSearch(EhrServer ehr, Instant asOf) {
        this.ehr = ehr;
        this.asOf = asOf;
    }

    /**
     * The one mother's id.
     *
     * @throws FetchFailedException when none is found, or several
     */
    String of(Patient infant) {
        String id = infant.getIdElement().getIdPart();
        List<CompletableFuture<Held>> first = new ArrayList<>();
        FamilyTies.links(infant, "Patient")
                .limit(FamilyTies.MOST)
                .forEach(other -> first.add(ehr.read("Patient", other)));
        List<Identifier> numbers = FamilyTies.of(infant.getIdentifier(), Nik.OF_MOTHER, Nik.OWN);
        if (!numbers.isEmpty()) {
            first.add(ehr.search("Patient?identifier=" + FamilyTies.searched(numbers))
                    .thenApply(found -> only(found, p -> FamilyTies.share(p.getIdentifier(), numbers))));
        }
        CompletableFuture<Held> related = EhrServer.isId(id)
                ? ehr.search("RelatedPerson?patient=" + id)
                : CompletableFuture.failedFuture(new FetchFailedException("the infant's id is none of FHIR's"));
        Stream<CompletableFuture<Held>> linking = EhrServer.isId(id)
                ? Stream.of(ehr.search("Patient?link=Patient/" + id)
                        .thenApply(found -> only(found, p -> FamilyTies.linksTo(p, "Patient", id))))
                : Stream.empty();
        List<CompletableFuture<Held>> beside = linking.toList();
        first.forEach(this::note);
        taken(related).forEach(answer -> byRelated(answer, id));
        beside.forEach(answer -> note(ifKnown(answer)));
        mothers.remove(id);
        if (mothers.isEmpty() && EhrServer.isId(id)) {
            byFocus(id);
        }
        if (mothers.size() == 1) {
            return mothers.iterator().next();
        }
        if (mothers.isEmpty() && failed != null) {
            throw failed;
        }
        throw new FetchFailedException(
                mothers.isEmpty()
                        ? "no mother is tied to the infant there"
                        : "several women are tied to the infant there");
    }

    /** What ties the infant to her, for the record. */
    List<Held> ties() {
        return ties;
    }

    private void byRelated(Held answer, String infant) {
        FamilyTies.keep(answer.resource(), RelatedPerson.class, r -> FamilyTies.id(r.getPatient(), "Patient")
                .anyMatch(infant::equals));
        ties.add(answer);
        List<CompletableFuture<Held>> second = new ArrayList<>();
        FamilyTies.in(answer.resource(), RelatedPerson.class).stream()
                .filter(FamilyTies::isMother)
                .limit(FamilyTies.MOST)
                .forEach(person -> {
                    List<Identifier> hers = FamilyTies.whole(person.getIdentifier());
                    String id = String.valueOf(person.getIdElement().getIdPart());
                    if (!hers.isEmpty()) {
                        second.add(ehr.search("Patient?identifier=" + FamilyTies.searched(hers))
                                .thenApply(found -> only(found, p -> FamilyTies.share(p.getIdentifier(), hers))));
                    }
                    if (EhrServer.isId(id)) {
                        second.add(ehr.search("Patient?link=RelatedPerson/" + id)
                                .thenApply(found -> only(found, p -> FamilyTies.linksTo(p, "RelatedPerson", id))));
                    }
                });
        second.forEach(this::note);
    }

    private void byFocus(String infant) {
        List<CompletableFuture<Held>> subjects = ifKnown(ehr.search("Observation?focus=Patient/" + infant))
                .flatMap(held -> FamilyTies.in(held.resource(), Observation.class).stream())
                .filter(o -> o.getFocus().stream()
                        .flatMap(focus -> FamilyTies.id(focus, "Patient"))
                        .anyMatch(infant::equals))
                .flatMap(o -> FamilyTies.id(o.getSubject(), "Patient"))
                .filter(subject -> !subject.equals(infant))
                .distinct()
                .limit(FamilyTies.MOST)
                .map(subject -> ehr.read("Patient", subject))
                .toList();
        subjects.forEach(this::note);
    }

    private static Held only(Held found, java.util.function.Predicate<Patient> asked) {
        FamilyTies.keep(found.resource(), Patient.class, asked);
        return found;
    }

    private void note(CompletableFuture<Held> answer) {
        note(taken(answer));
    }

    private void note(Stream<Held> answers) {
        answers.flatMap(held -> FamilyTies.in(held.resource(), Patient.class).stream())
                .filter(p -> !MotherRead.isChild(p, asOf))
                .forEach(p -> mothers.add(p.getIdElement().getIdPart()));
    }

    private Stream<Held> taken(CompletableFuture<Held> answer) {
        return taken(answer, false);
    }

    /** By a way that few servers know: that one does not is no failure. */
    private Stream<Held> ifKnown(CompletableFuture<Held> answer) {
        return taken(answer, true);
    }

    private Stream<Held> taken(CompletableFuture<Held> answer, boolean mayBeRefused) {
        try {
            return Stream.of(answer.join());
        } catch (CompletionException e) {
            FetchFailedException why = FetchFailedException.of(e);
            if (!mayBeRefused || !why.isRefused()) {
                failed = failed == null || why.status() != 412 ? why : failed;
            }
            return Stream.empty();
        }
    }
}
