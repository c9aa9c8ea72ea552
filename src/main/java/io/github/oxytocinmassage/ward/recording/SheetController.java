package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.Entry.FilledSheet;
import io.github.oxytocinmassage.fhir.entries.Entry.SingleAnswer;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.Whom;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** {@code /ward/mothers/{id}/sheet}: the observation sheet of one infant, with its weight and temperature where they were taken. */
@Controller
@OnWard
class SheetController {

    static final String INFANT = "infant";
    static final String AT = "at";

    private final Desk desk;

    SheetController(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/ward/mothers/{id}/sheet")
    String sheet(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        return show(page, desk.mother(id), desk.blank(request, locale));
    }

    @PostMapping("/ward/mothers/{id}/sheet")
    String fill(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        List<Entry> entries = entries(typed, record, desk.now(), true);
        if (typed.isFine()) {
            desk.ask(typed, record, Set.of(), entries);
        }
        return desk.isEntered(typed, request, response, entries)
                ? "redirect:/ward/mothers/" + id + "/recorded?what=sheet"
                : show(page, record, typed);
    }

    private String show(Model page, MotherRecord record, Typed typed) {
        desk.show(page, record, typed, p -> {
            p.addAttribute("parts", SheetFields.parts(!living(record).isEmpty()));
            p.addAttribute("infants", living(record));
            p.addAttribute(
                    "chosen", infant(typed, record).map(Infant::reference).orElse(""));
            p.addAttribute("stool", SheetFields.colours(Item.STOOL_COLOUR, typed.spoken()));
            p.addAttribute("urine", SheetFields.colours(Item.URINE_COLOUR, typed.spoken()));
        });
        return "ward/sheet";
    }

    /**
     * The sheet first.
     *
     * @param measured whether weight and temperature are asked beside it
     * @return empty when something is refused
     */
    static List<Entry> entries(Typed typed, MotherRecord record, Instant now, boolean measured) {
        Map<Item, Value> answers = SheetFields.answers(typed);
        Optional<Infant> infant = infant(typed, record);
        Instant at = typed.time(AT, now);
        if (living(record).isEmpty()) {
            return ofMother(typed, record, answers, at);
        }
        if (infant.isEmpty()) {
            typed.refuse(INFANT, "refuse.infant");
            return List.of();
        }
        if (at == null) {
            return List.of();
        }
        if (isBeforeBirth(infant.get(), at)) {
            typed.refuse(AT, "refuse.before.birth");
        }
        List<Entry> entries = new ArrayList<>();
        List<Entry> measurements =
                measured ? MeasureForm.entries(typed, infant.get().reference(), at) : List.of();
        if (answers.isEmpty() && typed.isFine()) {
            typed.fail(measurements.isEmpty() ? "refuse.empty" : "refuse.empty.sheet");
            return List.of();
        }
        if (!answers.isEmpty()) {
            entries.add(new FilledSheet(record.mother(), infant.get().reference(), at, answers));
        }
        entries.addAll(measurements);
        return entries;
    }

    /** Without a living infant there is no sheet; the mother's own signs are entered one by one. */
    private static List<Entry> ofMother(
            Typed typed, MotherRecord record, Map<Item, Value> answers, @Nullable Instant at) {
        List<Entry> entries = new ArrayList<>();
        if (at != null) {
            answers.forEach((item, value) -> {
                if (item.whom() == Whom.MOTHER) {
                    entries.add(new SingleAnswer(record.mother(), item, value, at));
                }
            });
        }
        if (entries.isEmpty() && typed.isFine()) {
            typed.fail("refuse.empty");
        }
        return entries;
    }

    static boolean isBeforeBirth(Infant infant, Instant at) {
        return infant.birth() != null && at.isBefore(infant.birth().earliest());
    }

    /** Whom a sheet can be filled in for. */
    static List<Infant> living(MotherRecord record) {
        return record.episode().infants().stream()
                .filter(i -> !i.deceased())
                .filter(i -> record.advice().infants().isEmpty()
                        || record.advice().infants().stream()
                                .anyMatch(a -> a.reference().equals(i.reference())))
                .toList();
    }

    /** The one that is chosen; else the only one. */
    static Optional<Infant> infant(Typed typed, MotherRecord record) {
        List<Infant> living = living(record);
        String chosen = typed.value(INFANT);
        return living.stream()
                .filter(i -> i.reference().equals(chosen)
                        || MotherRecords.id(i.reference()).equals(chosen))
                .findFirst()
                .or(() -> living.size() == 1 ? living.stream().findFirst() : Optional.empty());
    }
}
