package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.ward.FamilyAdvice;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A massage, done or missed: {@code /ward/mothers/{id}/session} for staff, {@code /family/session} for the family that has signed in, whose
 * mother comes from its account alone.
 */
@Controller
@OnWard
class SessionController {

    private final Desk desk;

    SessionController(Desk desk) {
        this.desk = desk;
    }

    @GetMapping("/ward/mothers/{id}/session")
    String session(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        return show(page, desk.mother(id), blank(request, locale), false);
    }

    @PostMapping("/ward/mothers/{id}/session")
    String record(
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        return isEntered(typed, record, request, response)
                ? "redirect:/ward/mothers/" + id + "/recorded?what=" + typed.value(MassageForm.WHAT)
                : show(page, record, typed, false);
    }

    @GetMapping("/family/session")
    String familySession(HttpServletRequest request, Locale locale, Model page) {
        MotherRecord record = ofFamily(request);
        Typed typed = blank(request, locale);
        page.addAttribute("saved", typed.value("saved"));
        return show(page, record, typed, true);
    }

    @PostMapping("/family/session")
    String familyRecord(HttpServletRequest request, HttpServletResponse response, Locale locale, Model page) {
        MotherRecord record = ofFamily(request);
        Typed typed = Typed.of(request, desk.in(locale));
        // The technique is the midwife's to judge.
        typed.put(Item.TECHNIQUE_OK.code(), "");
        return isEntered(typed, record, request, response)
                ? "redirect:/family/session?saved=" + typed.value(MassageForm.WHAT)
                : show(page, record, typed, true);
    }

    private boolean isEntered(
            Typed typed, MotherRecord record, HttpServletRequest request, HttpServletResponse response) {
        boolean isPresumed = MassageForm.isPresumedEnded(typed, desk.now(), target());
        List<Entry> entries = MassageForm.entries(typed, record, desk.now());
        if (typed.isFine()) {
            desk.ask(typed, record, Set.of(), entries);
        }
        boolean isEntered = desk.isEntered(typed, request, response, entries);
        if (!isEntered && isPresumed && typed.refusal(MassageForm.START).isEmpty()) {
            // Left open as it was: the minutes may be mended yet.
            typed.put(MassageForm.START, "");
        }
        return isEntered;
    }

    private MotherRecord ofFamily(HttpServletRequest request) {
        return desk.mother(Callers.mother(request).orElseThrow(() -> new AccessDeniedException("no family's account")));
    }

    private Typed blank(HttpServletRequest request, Locale locale) {
        Typed typed = Typed.of(request, desk.in(locale));
        return MassageForm.blank(typed, desk.now())
                .put(Typed.KEY, EntryKey.random().toString());
    }

    private Duration target() {
        return Duration.ofMinutes(desk.advisor().release().parameters().sessionTargetMinutes());
    }

    private String show(Model page, MotherRecord record, Typed typed, boolean family) {
        ZoneId zone = typed.spoken().zone();
        Instant now = desk.now();
        desk.show(page, record, typed, p -> {
            p.addAttribute("family", family);
            p.addAttribute(
                    "paused",
                    family
                            ? FamilyAdvice.of(record, desk.advisor()).isAskedFirst()
                            : record.advice().hold());
            p.addAttribute("reasons", Entry.Reason.values());
            p.addAttribute("performers", performers(family));
            p.addAttribute("target", desk.advisor().release().parameters().sessionTargetMinutes());
            p.addAttribute("offset", zone.getRules().getOffset(now).getTotalSeconds() / 60);
            p.addAttribute("today", doneOn(now.atZone(zone).toLocalDate(), record, zone));
        });
        return "ward/session";
    }

    private static List<String> performers(boolean family) {
        return family ? List.of("husband", "companion") : List.of("husband", "companion", "midwife");
    }

    private static long doneOn(LocalDate day, MotherRecord record, ZoneId zone) {
        return record.episode().sessions().stream()
                .filter(Session::done)
                .filter(s -> s.start().earliest().atZone(zone).toLocalDate().equals(day))
                .count();
    }
}
