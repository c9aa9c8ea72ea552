package io.github.oxytocinmassage.fhir;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.jspecify.annotations.Nullable;

/** Which infant the record ties to which mother, and how (interfaces section 1, "whose infant"). */
final class Ties {

    private static final Set<String> MOTHER = Set.of("MTH", "NMTH", "GESTM");
    private static final Set<String> CHILD = Set.of("CHILD", "NCHILD", "SON", "SONC", "DAU", "DAUC");
    private static final String HUSBAND = "HUSB";
    private static final Comparator<Person> IN_ORDER = Comparator.comparing(Person::reference);

    private final RecordIndex index;
    private final People people;
    private final LocalDate today;
    private final Map<Person, Set<Person>> mothers = new TreeMap<>(IN_ORDER);
    private final Map<Person, RelatedPerson> ofUnknownMother = new TreeMap<>(IN_ORDER);
    private final Set<Person> youngMothers;
    private final Set<Person> wives = new TreeSet<>(IN_ORDER);

    /**
     * @param massaged the subjects of sessions and plans
     * @param isOurs an Observation that we read
     */
    Ties(
            RecordIndex index,
            People people,
            Collection<Person> massaged,
            LocalDate today,
            Predicate<Observation> isOurs) {
        this.index = index;
        this.people = people;
        this.today = today;
        this.youngMothers = youngMothers(massaged, isOurs);
        for (Recorded each : index.all()) {
            if (each.resource() instanceof RelatedPerson related) {
                take(related, each);
            } else if (each.resource() instanceof Observation observation && observation.hasFocus()) {
                if (isOurs.test(observation)) {
                    observation
                            .getFocus()
                            .forEach(f -> tie(people.of(f, each), people.of(observation.getSubject(), each)));
                }
            } else if (each.resource() instanceof QuestionnaireResponse sheet) {
                SheetInfants.of(sheet)
                        .forEach(i -> tie(people.of(i, each), people.of(QuestionnaireReader.subject(sheet), each)));
            }
            for (Recorded inner : RecordIndex.contained(each)) {
                if (inner.resource() instanceof RelatedPerson related) {
                    take(related, inner);
                }
            }
        }
        people.registered().forEach(this::take);
    }

    /** The mothers that an infant is tied to; empty for whom nothing ties. */
    Set<Person> mothersOf(Person infant) {
        return mothers.getOrDefault(infant, Set.of());
    }

    Set<Person> infants() {
        return mothers.keySet();
    }

    /** Infants whose mother is a RelatedPerson, but which of the patients that is can't be told. */
    Set<Person> ofUnknownMother() {
        return ofUnknownMother.keySet();
    }

    /** Whom a RelatedPerson calls wife. */
    Set<Person> wives() {
        return wives;
    }

    boolean isYoungMother(Person person) {
        return youngMothers.contains(person);
    }

    /** Too young to be anyone's mother, and nothing says that she is one. */
    boolean isChild(Person person) {
        return People.isChild(person, today) && !youngMothers.contains(person);
    }

    /**
     * Of whom care, or a RelatedPerson, says that she is the mother, her birth date a child's: it is taken for a slip. Not beside a woman old
     * enough; there the slip is more likely in what speaks of the child.
     */
    private Set<Person> youngMothers(Collection<Person> massaged, Predicate<Observation> isOurs) {
        Set<Person> young = new HashSet<>(people.registered());
        young.removeIf(p -> !People.isChild(p, today));
        if (young.isEmpty()) {
            return young;
        }
        Set<Person> mothers = new HashSet<>(massaged);
        Set<Person> infants = new HashSet<>();
        for (Recorded each : index.all()) {
            sayWho(each, isOurs, mothers, infants);
            RecordIndex.contained(each).forEach(inner -> sayWho(inner, isOurs, mothers, infants));
        }
        young.removeAll(infants);
        boolean isWomanThere = people.registered().stream()
                .anyMatch(p -> !p.isMale() && !infants.contains(p) && !People.isChild(p, today));
        young.retainAll(isWomanThere ? Set.of() : mothers);
        return young;
    }

    private void sayWho(Recorded each, Predicate<Observation> isOurs, Set<Person> mothers, Set<Person> infants) {
        if (each.resource() instanceof RelatedPerson related && is(related, MOTHER::contains)) {
            Person patient = people.of(related.getPatient(), each);
            if (patient != null && !Modifiers.changes(related)) {
                infants.add(patient);
                mothers.addAll(sameAs(related, each, patient));
            }
        } else if (each.resource() instanceof Observation observation && observation.hasFocus()) {
            Person subject = people.of(observation.getSubject(), each);
            if (subject != null && isOurs.test(observation)) {
                observation.getFocus().stream()
                        .map(f -> people.of(f, each))
                        .filter(f -> f != null && f != subject)
                        .forEach(f -> {
                            infants.add(f);
                            mothers.add(subject);
                        });
            }
        }
    }

    /** The record says of this infant that another woman bore it. */
    boolean isAnothers(Person infant, @Nullable Person mother) {
        for (String nik : infant.identifiers(Nik.OF_MOTHER)) {
            boolean isHers = mother != null && mother.identifiers(Nik.OWN).contains(nik);
            boolean isKnown = mother != null && !mother.identifiers(Nik.OWN).isEmpty();
            boolean isSomebodyElses = people.registered().stream()
                    .anyMatch(p -> p != mother && p.identifiers(Nik.OWN).contains(nik));
            if (!isHers && (isKnown || isSomebodyElses)) {
                return true;
            }
        }
        RelatedPerson named = ofUnknownMother.get(infant);
        return named != null && mother != null && isSomebodyElse(named, mother);
    }

    /** The two bear identifiers of one system, and none in common. */
    private static boolean isSomebodyElse(RelatedPerson related, Person person) {
        return related.getIdentifier().stream()
                .filter(Identifiers::isWhole)
                .anyMatch(i -> !person.identifiers(i.getSystem()).isEmpty()
                        && !person.identifiers(i.getSystem())
                                .contains(i.getValue().strip()));
    }

    private void take(RelatedPerson related, Recorded from) {
        if (Modifiers.changes(related)) {
            return;
        }
        Person patient = people.of(related.getPatient(), from);
        if (patient == null) {
            return;
        }
        if (is(related, MOTHER::contains)) {
            Set<Person> same = sameAs(related, from, patient);
            same.forEach(m -> tie(patient, m));
            if (same.isEmpty() && !People.isGrownUp(patient, today)) {
                ofUnknownMother.put(patient, related);
            }
        } else if (is(related, CHILD::contains)) {
            sameAs(related, from, patient).forEach(c -> tie(c, patient));
        } else if (is(related, HUSBAND::equals)) {
            wives.add(patient);
        }
    }

    private void take(Person person) {
        for (String nik : person.identifiers(Nik.OF_MOTHER)) {
            people.registered().stream()
                    .filter(m -> m.identifiers(Nik.OWN).contains(nik))
                    .forEach(m -> tie(person, m));
        }
        for (Recorded record : person.records()) {
            for (PatientLinkComponent link : ((Patient) record.resource()).getLink()) {
                Person other = people.of(link.getOther(), record);
                if (other != null && other.isRegistered() && isChild(other)) {
                    tie(other, person);
                } else if (other != null && other.isRegistered() && isChild(person)) {
                    tie(person, other);
                }
            }
        }
    }

    private void tie(@Nullable Person infant, @Nullable Person mother) {
        if (infant != null
                && mother != null
                && infant != mother
                && !infant.isElsewhere()
                && !mother.isElsewhere()
                && !People.isGrownUp(infant, today)
                && !isChild(mother)) {
            mothers.computeIfAbsent(infant, i -> new TreeSet<>(IN_ORDER)).add(mother);
        }
    }

    /** The patients that are this related person: of one identifier, or linked to it. */
    private Set<Person> sameAs(RelatedPerson related, Recorded recorded, Person but) {
        Set<Person> same = new LinkedHashSet<>();
        for (Person person : people.registered()) {
            boolean shares = person.identifiers()
                    .anyMatch(i -> related.getIdentifier().stream().anyMatch(j -> People.isSame(i, j)));
            if (person != but && (shares || isLinked(person, recorded))) {
                same.add(person);
            }
        }
        return same;
    }

    private boolean isLinked(Person person, Recorded related) {
        return person.records().stream().anyMatch(r -> ((Patient) r.resource())
                .getLink().stream()
                        .map(PatientLinkComponent::getOther)
                        .map(Reference::getReference)
                        .filter(Objects::nonNull)
                        .map(o -> index.find(o, r))
                        .anyMatch(f -> f != null && f.source().equals(related.source())));
    }

    static boolean is(RelatedPerson related, Predicate<String> relationship) {
        for (CodeableConcept concept : related.getRelationship()) {
            for (Coding coding : concept.getCoding()) {
                if (coding.getCode() != null && relationship.test(coding.getCode())) {
                    return true;
                }
            }
        }
        return false;
    }
}
