package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Age;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** The mother and her infants as the record shows them, and of whom of them a resource speaks. */
final class Family {

    /** Infants born within so many days of each other are of one birth (protocol section 2). */
    private static final int ONE_BIRTH_DAYS = 3;

    private final People people;
    private final @Nullable Person mother;
    private final Map<Person, @Nullable When> births;
    private final Set<Person> unclear;
    private final List<Person> ofLatestBirth;

    /**
     * @param births of the infants, each its time or null
     * @param unclear infants that may be hers, or not
     */
    Family(
            People people,
            @Nullable Person mother,
            Map<Person, @Nullable When> births,
            Set<Person> unclear,
            Instant asOf,
            ZoneId zone) {
        this.people = people;
        this.mother = mother;
        this.births = births;
        this.unclear = new HashSet<>(unclear);
        this.ofLatestBirth = ofLatestBirth(births, asOf, zone);
    }

    /** Of whom a resource speaks. */
    enum Whose {
        MOTHERS,
        INFANTS,
        /** Nobody is named, or somebody the record does not know, or what is no patient. */
        UNCLEAR,
        SOMEBODY_ELSES
    }

    /** Reference of the mother; empty when she is not known. */
    String mother() {
        return mother == null ? "" : mother.reference();
    }

    Whose whose(@Nullable Reference subject, Recorded from) {
        Person person = people.of(subject, from);
        if (person == null || unclear.contains(person)) {
            return Whose.UNCLEAR;
        }
        if (person == mother) {
            return Whose.MOTHERS;
        }
        if (births.containsKey(person)) {
            return Whose.INFANTS;
        }
        boolean mayBeHers = person.mayBeHere() || !person.isPatient();
        return mayBeHers && !person.isRegistered() ? Whose.UNCLEAR : Whose.SOMEBODY_ELSES;
    }

    /** The same of what has a focus too: whatever its subject is, an infant of hers in focus makes it a matter of hers. */
    Whose whose(@Nullable Reference subject, List<Reference> focus, Recorded from) {
        Whose whose = whose(subject, from);
        boolean isStrangers = whose == Whose.SOMEBODY_ELSES && isUnknown(people.of(subject, from));
        return isStrangers && !infants(focus, from).isEmpty() ? Whose.UNCLEAR : whose;
    }

    /** What is told of a resource that is somebody else's: nothing when the record knows who that is. */
    List<Doubt> doubtOfAnother(@Nullable Reference subject, Recorded from) {
        return isUnknown(people.of(subject, from))
                ? List.of(unresolved(from.source(), from.path("subject")))
                : List.of();
    }

    /** Somebody is named of whom the record holds nothing. */
    private static boolean isUnknown(@Nullable Person person) {
        return person != null && !person.isRegistered();
    }

    /**
     * The infant that a sheet is about: its subject; else the one infant in focus; else, without a focus on the mother's own sheet, the only
     * infant of the latest birth. Null when it can't be resolved.
     */
    @Nullable
    String infant(@Nullable Reference subject, List<Reference> focus, Recorded from) {
        Whose whose = whose(subject, from);
        if (whose == Whose.INFANTS) {
            Person infant = people.of(subject, from);
            return infant == null ? null : infant.reference();
        }
        if (!focus.isEmpty()) {
            List<String> infants = infants(focus, from);
            return infants.size() == 1 ? infants.get(0) : null;
        }
        return whose == Whose.MOTHERS && ofLatestBirth.size() == 1
                ? ofLatestBirth.get(0).reference()
                : null;
    }

    private List<String> infants(List<Reference> focus, Recorded from) {
        return focus.stream()
                .map(f -> people.of(f, from))
                .filter(p -> p != null && births.containsKey(p))
                .map(Person::reference)
                .distinct()
                .toList();
    }

    /** The focus names nobody but the mother herself. */
    boolean isOnMother(List<Reference> focus, Recorded from) {
        return focus.stream().allMatch(f -> whose(f, from) == Whose.MOTHERS);
    }

    /** Those whose birth is unknown may be of any. */
    private static List<Person> ofLatestBirth(Map<Person, @Nullable When> births, Instant asOf, ZoneId zone) {
        When latest = null;
        for (When birth : births.values()) {
            if (birth != null
                    && !birth.earliest().isAfter(asOf)
                    && (latest == null || birth.latest().isAfter(latest.latest()))) {
                latest = birth;
            }
        }
        List<Person> those = new ArrayList<>();
        for (Map.Entry<Person, @Nullable When> infant : births.entrySet()) {
            When birth = infant.getValue();
            if (birth == null || (!birth.earliest().isAfter(asOf) && (latest == null || isOne(birth, latest, zone)))) {
                those.add(infant.getKey());
            }
        }
        return those;
    }

    private static boolean isOne(When birth, When latest, ZoneId zone) {
        return birth.exact() && latest.exact()
                ? Duration.between(birth.earliest(), latest.earliest()).compareTo(Duration.ofDays(ONE_BIRTH_DAYS)) <= 0
                : Age.daysBetween(birth.earliest(), latest.latest(), zone) <= ONE_BIRTH_DAYS;
    }

    static Doubt unresolved(String source, String path) {
        return new Doubt(Doubt.Kind.INFANT_UNRESOLVED, source, path, null, "");
    }
}
