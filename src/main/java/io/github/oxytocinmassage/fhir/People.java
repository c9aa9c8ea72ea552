package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.fhir.Person.Where;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Patient.PatientLinkComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Everyone the record speaks of, each once, however often and wherever they are registered. */
final class People {

    private static final int YOUNGEST_MOTHER_YEARS = 9;

    private final RecordIndex index;
    private final LocalDate today;
    private final Map<String, Person> bySource = new HashMap<>();
    private final Map<String, Person> byReference = new HashMap<>();
    private final Set<Person> registered = new LinkedHashSet<>();

    /** @param today by which a child is told from its mother */
    People(RecordIndex index, LocalDate today) {
        this.index = index;
        this.today = today;
        List<Recorded> contained = new ArrayList<>();
        for (Recorded each : index.all()) {
            if (each.resource() instanceof Patient) {
                register(bySource.computeIfAbsent(each.source(), s -> new Person(s, Where.HERE)), each);
            }
            for (Recorded inner : RecordIndex.contained(each)) {
                if (inner.resource() instanceof Patient) {
                    contained.add(inner);
                }
            }
        }
        contained.forEach(
                c -> register(Objects.requireNonNullElseGet(known(c), () -> new Person(c.source(), Where.HERE)), c));
        joinLinked();
    }

    /** Those whose registration the record holds, in the order of their references. */
    Set<Person> registered() {
        return registered;
    }

    /** Whom a reference means; null when it is empty or can't be told. Of what is no patient, someone elsewhere. */
    @Nullable
    Person of(@Nullable Reference reference, Recorded from) {
        if (reference == null) {
            return null;
        }
        String text = reference.getReference();
        return text == null || text.isBlank() ? byIdentifier(reference) : of(text, from);
    }

    @Nullable
    Person of(String reference, Recorded from) {
        Recorded found = index.find(reference, from);
        if (found != null) {
            Person person = bySource.get(found.source());
            return person != null ? person : new Person(found.source(), Where.ELSEWHERE);
        }
        if (reference.startsWith("#")) {
            return null;
        }
        Address address = Address.of(reference);
        boolean isNoPatient = !address.typeAndId().isEmpty() && !address.type().equals("Patient");
        String base = address.base().isEmpty() ? from.base() : address.base();
        boolean isHere = base.isEmpty() || index.isHome(base);
        String name = address.typeAndId().isEmpty()
                ? address.url()
                : isHere ? address.typeAndId() : base + "/" + address.typeAndId();
        boolean isElsewhere = isNoPatient || (!isHere && !address.base().isEmpty());
        Where where = !isElsewhere
                ? Where.HERE
                : !isNoPatient && !index.isOfKnownServers() ? Where.UNCERTAIN : Where.ELSEWHERE;
        return byReference.computeIfAbsent(name, n -> new Person(n, where));
    }

    /** Too young to be anyone's mother. */
    static boolean isChild(Person person, LocalDate today) {
        LocalDate born = person.bornOn();
        return born != null && born.isAfter(today.minusYears(YOUNGEST_MOTHER_YEARS));
    }

    /** Known to be old enough to be a mother. */
    static boolean isGrownUp(Person person, LocalDate today) {
        return person.bornOn() != null && !isChild(person, today);
    }

    /** Whom a caller means: "Patient/m", "m", or an address. Of two of one id, of different servers, one of those preferred. */
    Person asked(String patient, Collection<Person> preferred) {
        String reference = patient.contains("/") || patient.contains(":") ? patient : "Patient/" + patient;
        Recorded nowhere = new Recorded(new Patient(), "", "", null);
        Person person = Objects.requireNonNull(of(reference, nowhere));
        if (person.isRegistered()) {
            return person;
        }
        return preferred.stream()
                .filter(p -> p.reference().endsWith("/" + reference))
                .findFirst()
                .orElse(person);
    }

    private @Nullable Person byIdentifier(Reference reference) {
        if (!reference.hasIdentifier()) {
            return null;
        }
        List<Person> matching = registered.stream()
                .filter(p -> p.identifiers().anyMatch(i -> isSame(i, reference.getIdentifier())))
                .toList();
        return matching.size() == 1 ? matching.get(0) : null;
    }

    static boolean isSame(Identifier one, Identifier other) {
        return Identifiers.isWhole(one)
                && Identifiers.isWhole(other)
                && one.getSystem().equals(other.getSystem())
                && one.getValue().strip().equals(other.getValue().strip());
    }

    private void register(Person person, Recorded patient) {
        person.register(patient);
        registered.add(person);
        bySource.put(patient.source(), person);
    }

    /** A contained patient may be registered elsewhere too: under one identifier and one birth date, or in the very same words. */
    private @Nullable Person known(Recorded contained) {
        Patient patient = (Patient) contained.resource();
        String born = patient.getBirthDateElement().getValueAsString();
        for (Person person : registered) {
            boolean sameIdentifier = person.identifiers()
                    .filter(i -> !i.getSystem().equals(Nik.OF_MOTHER))
                    .anyMatch(i -> patient.getIdentifier().stream().anyMatch(j -> isSame(i, j)));
            boolean sameBirth = person.patients().allMatch(p -> {
                String theirs = p.getBirthDateElement().getValueAsString();
                return born == null || theirs == null || born.equals(theirs);
            });
            boolean sameWords = person.patients().anyMatch(p -> p.equalsDeep(patient));
            if ((sameIdentifier && sameBirth) || sameWords) {
                return person;
            }
        }
        return null;
    }

    /** Two registrations that a link calls the same person. */
    private void joinLinked() {
        for (Person person : List.copyOf(registered)) {
            for (Recorded record : List.copyOf(person.records())) {
                for (PatientLinkComponent link : ((Patient) record.resource()).getLink()) {
                    Person other = of(link.getOther(), record);
                    if (other != null
                            && other != person
                            && other.isRegistered()
                            && isSame(person, other, link.getType())) {
                        join(link.getType() == LinkType.REPLACEDBY ? other : person, person, other);
                    }
                }
            }
        }
    }

    private void join(Person into, Person one, Person other) {
        Person from = into == one ? other : one;
        Person to = Objects.requireNonNull(bySource.get(into.records().get(0).source()));
        if (from == to || !registered.remove(from)) {
            return;
        }
        for (Recorded record : from.records()) {
            to.register(record);
            bySource.put(record.source(), to);
        }
        bySource.replaceAll((source, p) -> p == from ? to : p);
    }

    /** Of one age, as far as that is known; a child and one of unknown age may also be infant and mother. */
    private boolean isSame(Person one, Person other, @Nullable LinkType type) {
        LocalDate ones = one.bornOn();
        LocalDate others = other.bornOn();
        if (ones != null && others != null) {
            return ones.equals(others);
        }
        boolean isSaid = type == LinkType.REPLACES || type == LinkType.REPLACEDBY;
        return isSaid || !isChild(one, today) && !isChild(other, today);
    }
}
