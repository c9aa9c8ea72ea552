package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who of the record is the mother, and who her infants are (interfaces section 1, "who is the mother", "whose infant"). */
final class Kinship {

    /** An infant that nothing ties may be hers when it was born so recently. */
    private static final int NEWBORN_DAYS = 60;

    private static final Comparator<Person> IN_ORDER = Comparator.comparing(Person::reference);

    private final People people;
    private final Ties ties;
    private final LocalDate today;
    private final List<Doubt> doubts;
    private final List<Person> ofSessions;
    private final @Nullable Person mother;
    private final Set<Person> infants = new TreeSet<>(IN_ORDER);
    private final Set<Person> unclear = new TreeSet<>(IN_ORDER);

    /**
     * @param asked whom the caller asks about; null when nobody is named
     * @param ofSessions the subjects of sessions and plans, one for each
     * @param ofSheets the subjects of sheets, one for each
     */
    Kinship(
            People people,
            Ties ties,
            @Nullable Person asked,
            List<Person> ofSessions,
            List<Person> ofSheets,
            LocalDate today,
            List<Doubt> doubts) {
        this.people = people;
        this.ties = ties;
        this.today = today;
        this.doubts = doubts;
        this.ofSessions = ofSessions;
        if (asked == null) {
            this.mother = motherOf(null, ofSheets);
            findInfants(mother);
        } else if (!isChild(asked)) {
            this.mother = asked;
            findInfants(mother);
        } else {
            Person likely = motherOf(asked, ofSheets);
            findInfants(likely);
            this.mother = infants.contains(asked) ? likely : null;
            if (mother == null) {
                infants.clear();
                infants.add(asked);
            }
        }
    }

    /** What this person of the record is. */
    Kin of(Person person, List<Person> ofSheets) {
        if (isChild(person)) {
            return Kin.INFANT;
        }
        boolean isMother = People.isGrownUp(person, today)
                || ofSessions.contains(person)
                || ofSheets.contains(person)
                || ties.infants().stream().anyMatch(i -> ties.mothersOf(i).contains(person));
        return isMother || ties.isYoungMother(person) ? Kin.MOTHER : Kin.UNTOLD;
    }

    @Nullable
    Person mother() {
        return mother;
    }

    Set<Person> infants() {
        return infants;
    }

    /** Newborns of the record that may be hers, or not. */
    Set<Person> unclear() {
        return unclear;
    }

    /** By birth date, but for a slip in it; else whom the record ties to a mother, or who bears a mother's number, and who is not massaged. */
    private boolean isChild(Person person) {
        boolean isTied =
                ties.infants().contains(person) || ties.ofUnknownMother().contains(person);
        boolean isNumbered = !person.identifiers(Nik.OF_MOTHER).isEmpty();
        return person.bornOn() == null ? (isTied || isNumbered) && !ofSessions.contains(person) : ties.isChild(person);
    }

    private @Nullable Person motherOf(@Nullable Person child, List<Person> ofSheets) {
        if (child != null && !ties.mothersOf(child).isEmpty()) {
            return ties.mothersOf(child).stream()
                    .filter(ofSessions::contains)
                    .findFirst()
                    .orElse(ties.mothersOf(child).iterator().next());
        }
        Person byCare = mostNamed(ofSheets);
        if (byCare != null) {
            return byCare;
        }
        Set<Person> mothers = new LinkedHashSet<>();
        ties.infants().forEach(i -> mothers.addAll(ties.mothersOf(i)));
        if (!mothers.isEmpty()) {
            return mothers.stream().min(IN_ORDER).orElseThrow();
        }
        if (!ties.wives().isEmpty()) {
            return ties.wives().iterator().next();
        }
        List<Person> others = people.registered().stream()
                .filter(p -> p != child && !isChild(p) && !p.isMale())
                .toList();
        return others.size() == 1 ? others.get(0) : null;
    }

    /** Of several mothers in one record that of most sessions, plans and sheets; the others are doubted. */
    private @Nullable Person mostNamed(List<Person> ofSheets) {
        Map<Person, Integer> named = new HashMap<>();
        ofSessions.stream().filter(p -> !isChild(p)).forEach(p -> named.merge(p, 1, Integer::sum));
        for (Person subject : ofSheets) {
            if (!isChild(subject)) {
                named.merge(subject, 1, Integer::sum);
            } else {
                ties.mothersOf(subject).forEach(m -> named.merge(m, 1, Integer::sum));
            }
        }
        Person most = named.entrySet().stream()
                .max(Map.Entry.<Person, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(IN_ORDER.reversed())))
                .map(Map.Entry::getKey)
                .orElse(null);
        named.keySet().stream()
                .filter(p -> p != most)
                .sorted(IN_ORDER)
                .forEach(p -> doubts.add(new Doubt(Doubt.Kind.CONTRADICTION, p.reference(), "Patient", null, "")));
        return most;
    }

    private void findInfants(@Nullable Person of) {
        for (Person infant : ties.infants()) {
            if (of != null && ties.mothersOf(infant).contains(of) && !ties.isAnothers(infant, of)) {
                infants.add(infant);
            }
        }
        List<Person> likely = new ArrayList<>();
        for (Person infant : ties.ofUnknownMother()) {
            if (infant != of && ties.mothersOf(infant).isEmpty() && !ties.isAnothers(infant, of)) {
                infants.add(infant);
                doubts.add(Family.unresolved(infant.reference(), "Patient"));
            }
        }
        for (Person person : people.registered()) {
            if (person == of || infants.contains(person) || !ties.isChild(person)) {
                continue;
            }
            if (ties.isAnothers(person, of)) {
                doubts.add(Family.unresolved(person.reference(), "Patient.identifier"));
            } else if (isNewborn(person) && ties.mothersOf(person).isEmpty()) {
                likely.add(person);
                doubts.add(Family.unresolved(person.reference(), "Patient"));
            }
        }
        (likely.size() == 1 ? infants : unclear).addAll(likely);
    }

    private boolean isNewborn(Person person) {
        LocalDate born = person.bornOn();
        return born != null && born.isAfter(today.minusDays(NEWBORN_DAYS + 1L)) && !born.isAfter(today);
    }
}
