package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.entries.Entered;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * {@code /ward/mothers/{id}/entries}: all that was entered; one of them is corrected at {@code /entries/{type}/{entry}}, by a further version
 * on the one that was shown, or withdrawn. What was changed meanwhile is shown as a conflict.
 */
@Controller
@OnWard
class EntryController {

    private static final String VERSION = "version";
    private static final String WITHDRAW = "withdraw";

    private final Desk desk;

    EntryController(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/ward/mothers/{id}/entries")
    String all(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        desk.show(page, record, typed, p -> {
            p.addAttribute("entries", new EntryList(record, typed.spoken()).newestFirst());
            p.addAttribute("infants", record.episode().infants());
        });
        return "ward/entries";
    }

    @GetMapping("/ward/mothers/{id}/entries/{type}/{entry}")
    String one(
            @PathVariable String id,
            @PathVariable String type,
            @PathVariable String entry,
            HttpServletRequest request,
            Locale locale,
            Model page) {
        String reference = type + "/" + entry;
        Typed typed = Typed.of(request, desk.in(locale));
        // The version first: what is read after it can only be newer, and then a correction is a conflict.
        long version = version(reference, id);
        MotherRecord record = desk.mother(id);
        Stored stored = Stored.of(reference, record).orElseThrow(NoSuchRecordException::new);
        stored.fill(typed);
        typed.put(VERSION, String.valueOf(version))
                .put(Typed.KEY, EntryKey.random().toString());
        return show(page, record, typed, stored);
    }

    @PostMapping("/ward/mothers/{id}/entries/{type}/{entry}")
    String correct(
            @PathVariable String id,
            @PathVariable String type,
            @PathVariable String entry,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        String reference = type + "/" + entry;
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        boolean isWithdrawn = typed.value(WITHDRAW).equals("yes");
        Stored stored = Stored.of(reference, record).orElse(null);
        if (stored == null) {
            // Withdrawn by now: perhaps by this very form, sent a second time.
            if (desk.entries().newest(reference, Desk.people(record)).isEmpty()) {
                throw new NoSuchRecordException();
            }
            return "redirect:/ward/mothers/" + id + "/recorded?what=withdrawn";
        }
        Integer version = typed.whole(VERSION, 1, Integer.MAX_VALUE);
        if (version == null) {
            typed.fail("refuse.key");
        }
        List<Entry> entries = isWithdrawn ? List.of() : stored.entries(typed, desk.now());
        if (!isWithdrawn && typed.isFine()) {
            desk.ask(typed, record, Set.of(reference), entries);
        }
        boolean isStored = desk.isStored(typed, response, () -> {
            if (version != null) {
                write(reference, version, entries, record, request);
            }
        });
        return isStored
                ? "redirect:/ward/mothers/" + id + "/recorded?what=" + (isWithdrawn ? "withdrawn" : "corrected")
                : show(page, record, typed, stored);
    }

    private void write(
            String reference, long version, List<Entry> entries, MotherRecord record, HttpServletRequest request) {
        Set<String> people = Desk.people(record);
        Entered unused = entries.isEmpty()
                ? desk.entries().withdraw(reference, version, people, Callers.author(request), request)
                : desk.entries().correct(reference, version, entries.get(0), people, Callers.author(request), request);
    }

    private long version(String reference, String id) {
        return desk.entries()
                .newest(reference, Desk.people(desk.mother(id)))
                .map(Entered::version)
                .orElseThrow(NoSuchRecordException::new);
    }

    private String show(Model page, MotherRecord record, Typed typed, Stored stored) {
        desk.show(page, record, typed, p -> {
            p.addAttribute("kind", stored.kind().name());
            p.addAttribute("fields", stored.fields());
            p.addAttribute("shown", stored.row(typed.spoken()));
            p.addAttribute("parts", SheetFields.parts(true));
            p.addAttribute("reasons", Entry.Reason.values());
            p.addAttribute("performers", List.of("husband", "companion", "midwife"));
            p.addAttribute("stool", SheetFields.colours(Item.STOOL_COLOUR, typed.spoken()));
            p.addAttribute("urine", SheetFields.colours(Item.URINE_COLOUR, typed.spoken()));
        });
        return "ward/entry";
    }
}
