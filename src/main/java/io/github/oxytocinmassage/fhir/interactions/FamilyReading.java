package io.github.oxytocinmassage.fhir.interactions;

import io.github.oxytocinmassage.fhir.Identifiers;
import io.github.oxytocinmassage.fhir.Kept;
import io.github.oxytocinmassage.fhir.Nik;
import io.github.oxytocinmassage.fhir.SheetInfants;
import io.github.oxytocinmassage.registry.Criterion;
import io.github.oxytocinmassage.registry.Criterion.TokenIn;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.SearchQuery;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/** What the registry holds of a family at one position: who belongs to whom, and what is about them. */
final class FamilyReading {

    private static final int YEARS_OF_A_GENERATION = 9;
    private final ResourceStore store;
    private final StoredResources resources;
    private final long position;

    FamilyReading(ResourceStore store, StoredResources resources, long position) {
        this.store = store;
        this.resources = resources;
        this.position = position;
    }

    Optional<Kept> kept(String mother, String base) {
        return everything(mother.substring("Patient/".length()), base)
                .map(record -> new Kept(record, mother, base, position));
    }

    Optional<Bundle> everything(String id, String base) {
        String mother = "Patient/" + id;
        TreeMap<String, Resource> all = new TreeMap<>();
        List<Resource> hers = about(mother);
        Optional<Patient> patient = read(mother, Patient.class);
        if (patient.isEmpty() && hers.isEmpty()) {
            return Optional.empty();
        }
        keep(all, hers);
        patient.ifPresent(p -> keep(all, List.of(p)));
        for (String infant : infants(mother, patient, hers)) {
            keep(all, about(infant));
            keep(all, ofNobody(find("Observation", "focus", List.of(infant))));
            read(infant, Patient.class).ifPresent(i -> keep(all, List.of(i)));
        }
        return Optional.of(bundle(all.values(), mother, base));
    }

    Set<String> family(String patient) {
        String mother = mother(patient);
        Set<String> own = household(patient);
        boolean isMother = own.stream().anyMatch(p -> !p.equals(patient) && !p.equals(mother))
                || about(patient).stream().anyMatch(r -> r instanceof Procedure || r instanceof CarePlan);
        if (isMother) {
            return own;
        }
        Set<String> hers = household(mother);
        return hers.contains(patient) ? hers : Set.of(patient);
    }

    Set<String> household(String mother) {
        Set<String> people = new TreeSet<>(infants(mother, read(mother, Patient.class), about(mother)));
        people.add(mother);
        return people;
    }

    /** Her whom an infant is tied to; else the patient itself. */
    String mother(String patient) {
        Set<String> mothers = mothers(patient);
        return mothers.size() == 1 ? mothers.iterator().next() : patient;
    }

    Set<String> mothers(String patient) {
        Set<String> mothers = new TreeSet<>();
        List<Identifier> hers = Stream.concat(
                        find("RelatedPerson", "patient", List.of(patient)).stream()
                                .map(RelatedPerson.class::cast)
                                .filter(FamilyReading::isMother)
                                .flatMap(r -> r.getIdentifier().stream()),
                        read(patient, Patient.class).stream()
                                .flatMap(p -> p.getIdentifier().stream())
                                .filter(i -> Nik.OF_MOTHER.equals(i.getSystem()))
                                .map(i -> new Identifier().setSystem(Nik.OWN).setValue(i.getValue())))
                .toList();
        find("RelatedPerson", "patient", List.of(patient)).stream()
                .filter(r -> isMother((RelatedPerson) r))
                .flatMap(r -> find("Patient", "link", List.of(reference(r))).stream())
                .forEach(m -> mothers.add(reference(m)));
        identified("Patient", hers).forEach(m -> mothers.add(reference(m)));
        find("Observation", "focus", List.of(patient)).stream()
                .map(o -> SearchFields.target(((Observation) o).getSubject().getReferenceElement()))
                .filter(s -> s.startsWith("Patient/"))
                .forEach(mothers::add);
        linked(patient).forEach(m -> mothers.add(reference(m)));
        mothers.remove(patient);
        return mothers;
    }

    /** Those to whom a plain link ties a child: a link has no direction, but of mother and child one is a generation older. */
    private List<Patient> linked(String patient) {
        return read(patient, Patient.class).filter(p -> p.getBirthDate() != null).stream()
                .flatMap(child -> Stream.concat(
                                find("Patient", "link", List.of(patient)).stream()
                                        .map(Patient.class::cast),
                                child.getLink().stream()
                                        .flatMap(l -> read(
                                                SearchFields.target(l.getOther().getReferenceElement()), Patient.class)
                                                .stream()))
                        .filter(other -> other.getBirthDate() == null || isGenerationOlder(other, child)))
                .toList();
    }

    private static boolean isGenerationOlder(Patient other, Patient child) {
        return other.getBirthDate() != null
                && child.getBirthDate() != null
                && YEARS_OF_A_GENERATION
                        <= ChronoUnit.YEARS.between(day(other.getBirthDateElement()), day(child.getBirthDateElement()));
    }

    private static LocalDate day(DateType date) {
        return LocalDate.of(
                date.getYear(),
                Objects.requireNonNullElse(date.getMonth(), 0) + 1,
                Objects.requireNonNullElse(date.getDay(), 1));
    }

    private Set<String> infants(String mother, Optional<Patient> patient, List<Resource> hers) {
        Set<String> infants = new TreeSet<>();
        hers.stream()
                .filter(Observation.class::isInstance)
                .flatMap(o -> ((Observation) o).getFocus().stream())
                .forEach(f -> person(infants, f));
        hers.stream()
                .filter(QuestionnaireResponse.class::isInstance)
                .flatMap(r -> SheetInfants.of((QuestionnaireResponse) r))
                .forEach(i -> person(infants, i));
        find("Patient", "link", List.of(mother)).stream()
                .map(Patient.class::cast)
                .filter(i -> patient.isEmpty() || !isGenerationOlder(i, patient.get()))
                .forEach(i -> infants.add(reference(i)));
        patient.ifPresent(p -> {
            p.getLink().forEach(l -> {
                person(infants, l.getOther());
                read(SearchFields.target(l.getOther().getReferenceElement()), RelatedPerson.class)
                        .ifPresent(r -> person(infants, r.getPatient()));
            });
            identified("RelatedPerson", p.getIdentifier())
                    .forEach(r -> person(infants, ((RelatedPerson) r).getPatient()));
            List<Identifier> asMother = p.getIdentifier().stream()
                    .filter(i -> Nik.OWN.equals(i.getSystem()))
                    .map(i -> new Identifier().setSystem(Nik.OF_MOTHER).setValue(i.getValue()))
                    .toList();
            identified("Patient", asMother).forEach(i -> infants.add(reference(i)));
        });
        infants.remove(mother);
        return infants;
    }

    private static boolean isMother(RelatedPerson person) {
        return person.getRelationship().stream()
                .flatMap(r -> r.getCoding().stream())
                .anyMatch(c -> "MTH".equals(c.getCode()));
    }

    private static void person(Set<String> persons, Reference reference) {
        String target = SearchFields.target(reference.getReferenceElement());
        if (target.startsWith("Patient/")) {
            persons.add(target);
        }
    }

    /** All that has this person as its subject or patient. */
    private List<Resource> about(String person) {
        return RecordTypes.names().stream()
                .filter(type -> RecordTypes.of(type).parameters().containsKey("patient"))
                .flatMap(type -> find(type, "patient", List.of(person)).stream())
                .toList();
    }

    List<Resource> identified(String type, List<Identifier> identifiers) {
        List<TokenIn.Wanted> wanted = identifiers.stream()
                .filter(Identifiers::isWhole)
                .map(i -> new TokenIn.Wanted(i.getSystem(), i.getValue()))
                .toList();
        return wanted.isEmpty()
                ? List.of()
                : found(new SearchQuery(type, List.of(new TokenIn("identifier", wanted)), List.of()));
    }

    private List<Resource> find(String type, String parameter, List<String> targets) {
        return found(new SearchQuery(type, List.of(new Criterion.ReferenceIn(parameter, targets)), List.of()));
    }

    private List<Resource> found(SearchQuery query) {
        return store.all(query, position).stream().map(resources::resource).toList();
    }

    private <T extends Resource> Optional<T> read(String reference, Class<T> type) {
        String[] parts = reference.split("/", 2);
        return parts.length == 2 && parts[0].equals(type.getSimpleName())
                ? store.at(parts[0], parts[1], position)
                        .filter(v -> !v.deleted())
                        .map(v -> type.cast(resources.resource(v)))
                : Optional.empty();
    }

    /** Nobody else's record holds what names only whom it is about; a sign in it is that one's. */
    private static List<Resource> ofNobody(List<Resource> observations) {
        return observations.stream()
                .filter(o -> !SearchFields.target(((Observation) o).getSubject().getReferenceElement())
                        .startsWith("Patient/"))
                .toList();
    }

    private static void keep(TreeMap<String, Resource> all, Collection<? extends Resource> resources) {
        resources.forEach(r -> all.put(reference(r), r));
    }

    private static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    /** The mother first, the rest by type and id. */
    private static Bundle bundle(Collection<Resource> resources, String mother, String base) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        bundle.setTotal(resources.size());
        resources.stream()
                .sorted(Comparator.comparing((Resource r) -> !reference(r).equals(mother)))
                .forEach(r -> {
                    Bundle.BundleEntryComponent entry = bundle.addEntry();
                    entry.setFullUrl(base + "/" + reference(r)).setResource(r);
                    entry.getSearch().setMode(Bundle.SearchEntryMode.MATCH);
                });
        return bundle;
    }
}
