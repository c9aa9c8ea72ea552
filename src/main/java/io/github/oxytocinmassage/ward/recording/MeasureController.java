package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /ward/mothers/{id}/weighing}: an infant is weighed, or the infant or the mother measured. */
@Controller
@OnWard
class MeasureController {

    private static final String WHO = "who";

    private final Desk desk;

    MeasureController(Desk desk) {
        this.desk = desk;
    }

    /** @param mother her blood pressure and pulse are asked; an infant's weight is */
    record Person(String id, String reference, String label, boolean mother) {}

    @GetMapping("/ward/mothers/{id}/weighing")
    String measure(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        return show(page, desk.mother(id), desk.blank(request, locale));
    }

    @PostMapping("/ward/mothers/{id}/weighing")
    String measured(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        List<Entry> entries = entries(typed, record, desk.now());
        if (typed.isFine()) {
            desk.ask(typed, record, Set.of(), entries);
        }
        return desk.isEntered(typed, request, response, entries)
                ? "redirect:/ward/mothers/" + id + "/recorded?what=measured"
                : show(page, record, typed);
    }

    private static List<Entry> entries(Typed typed, MotherRecord record, Instant now) {
        Optional<Person> person = chosen(typed, record);
        Instant at = typed.time(SheetController.AT, now);
        if (person.isEmpty()) {
            typed.refuse(WHO, "refuse.missing");
        }
        if (person.isEmpty() || at == null) {
            return List.of();
        }
        Optional<Infant> infant = SheetController.living(record).stream()
                .filter(i -> i.reference().equals(person.get().reference()))
                .findFirst();
        if (infant.isPresent() && SheetController.isBeforeBirth(infant.get(), at)) {
            typed.refuse(SheetController.AT, "refuse.before.birth");
        }
        List<Entry> entries = MeasureForm.entries(typed, person.get().reference(), at);
        if (entries.isEmpty() && typed.isFine()) {
            typed.fail("refuse.empty");
        }
        return entries;
    }

    private String show(Model page, MotherRecord record, Typed typed) {
        List<Person> people = people(record);
        desk.show(page, record, typed, p -> {
            p.addAttribute("people", people);
            // Of twins nobody is taken for granted: the weight would be the other's.
            p.addAttribute("person", chosen(typed, record).orElse(people.size() > 2 ? null : people.get(0)));
        });
        return "ward/weighing";
    }

    /** The infants first: they are weighed most. */
    private static List<Person> people(MotherRecord record) {
        List<Person> people = new ArrayList<>();
        SheetController.living(record)
                .forEach(i -> people.add(new Person(MotherRecords.id(i.reference()), i.reference(), i.label(), false)));
        people.add(new Person(MotherRecords.id(record.mother()), record.mother(), record.label(), true));
        return people;
    }

    private static Optional<Person> chosen(Typed typed, MotherRecord record) {
        return people(record).stream()
                .filter(p -> p.id().equals(typed.value(WHO)))
                .findFirst();
    }
}
