package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Entered;
import io.github.oxytocinmassage.fhir.entries.Entry.Measured;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.fhir.entries.Person;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /ward/mothers/{id}/people/{person}}: a name or a birth that was entered wrongly, and that an infant has died. */
@Controller
@OnWard
class PersonController {

    private static final String VERSION = "version";
    private static final Set<Measure> AT_BIRTH = Set.of(Measure.BIRTH_WEIGHT, Measure.GESTATION);

    private final Desk desk;

    PersonController(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/ward/mothers/{id}/people/{person}")
    String show(
            @PathVariable String id,
            @PathVariable String person,
            HttpServletRequest request,
            Locale locale,
            Model page) {
        Typed typed = Typed.of(request, desk.in(locale));
        MotherRecord record = desk.mother(id);
        Person.Kept kept = kept(record, person);
        PersonForm.fill(typed, kept.person());
        typed.put(VERSION, String.valueOf(kept.version()))
                .put(Typed.KEY, EntryKey.random().toString());
        return show(page, record, typed, person);
    }

    @PostMapping("/ward/mothers/{id}/people/{person}")
    String correct(
            @PathVariable String id,
            @PathVariable String person,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        Typed typed = Typed.of(request, desk.in(locale));
        MotherRecord record = desk.mother(id);
        Person before = kept(record, person).person();
        Integer version = typed.whole(VERSION, 1, Integer.MAX_VALUE);
        if (version == null) {
            typed.fail("refuse.key");
        }
        Optional<Person> after = PersonForm.read(typed, before, isInfant(record, person), desk.now());
        boolean isStored = desk.isStored(typed, response, () -> {
            if (version != null && after.isPresent()) {
                write(
                        reference(person),
                        version,
                        before,
                        after.get(),
                        record,
                        request,
                        typed.spoken().zone());
            }
        });
        return isStored
                ? "redirect:/ward/mothers/" + id + "/recorded?what=corrected"
                : show(page, record, typed, person);
    }

    /** What was measured at birth goes along with it. */
    private void write(
            String reference,
            long version,
            Person before,
            Person after,
            MotherRecord record,
            HttpServletRequest request,
            ZoneId zone) {
        Set<String> people = Desk.people(record);
        Entered unused = desk.entries().correct(reference, version, after, people, request);
        Instant birth = birth(after, zone);
        if (birth == null || Objects.equals(birth, birth(before, zone))) {
            return;
        }
        for (Measurement measured : atBirth(record, reference, before.bornOn(), zone)) {
            desk.entries().newest(measured.source(), people).ifPresent(entered -> {
                Measured moved =
                        new Measured(reference, measured.measure(), Objects.requireNonNull(measured.amount()), birth);
                Entered unusedToo = desk.entries()
                        .correct(measured.source(), entered.version(), moved, people, Callers.author(request), request);
            });
        }
    }

    private static List<Measurement> atBirth(MotherRecord record, String infant, @Nullable LocalDate day, ZoneId zone) {
        return record.episode().measurements().stream()
                .filter(m -> AT_BIRTH.contains(m.measure()) && infant.equals(m.subject()) && m.amount() != null)
                .filter(m -> m.when().earliest().atZone(zone).toLocalDate().equals(day))
                .toList();
    }

    private static @Nullable Instant birth(Person person, ZoneId zone) {
        if (person.bornAt() != null) {
            return person.bornAt();
        }
        return person.bornOn() == null
                ? null
                : person.bornOn().atStartOfDay(zone).toInstant();
    }

    private Person.Kept kept(MotherRecord record, String person) {
        return desk.entries().person(reference(person), Desk.people(record)).orElseThrow(NoSuchRecordException::new);
    }

    private String show(Model page, MotherRecord record, Typed typed, String person) {
        desk.show(page, record, typed, p -> {
            p.addAttribute("person", person);
            p.addAttribute("infant", isInfant(record, person));
        });
        return "ward/person";
    }

    private static boolean isInfant(MotherRecord record, String person) {
        return !MotherRecords.id(record.mother()).equals(person);
    }

    private static String reference(String person) {
        return "Patient/" + person;
    }
}
