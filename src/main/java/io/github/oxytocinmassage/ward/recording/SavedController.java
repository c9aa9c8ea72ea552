package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.FindingDetail;
import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.ward.CardWriter;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /ward/mothers/{id}/recorded}: it is stored; what is advised now. */
@Controller
@OnWard
class SavedController {

    private static final int SHOWN = 3;
    private static final Set<String> WHAT = Set.of(
            "sheet",
            "measured",
            "done",
            "missed",
            "started",
            "ended",
            "answered",
            "registered",
            "corrected",
            "withdrawn");

    private final Desk desk;
    private final LiveSigns signs;

    SavedController(Desk desk) {
        this.desk = desk;
        this.signs = new LiveSigns(desk.advisor().release().parameters());
    }

    /** @param more a sentence behind it; empty when there is nothing to add */
    record Said(String tone, String verdict, String about, String text, String more, String action) {}

    @GetMapping("/ward/mothers/{id}/recorded")
    String recorded(@PathVariable String id, HttpServletRequest request, Locale locale, Model page) {
        MotherRecord record = desk.mother(id);
        Typed typed = Typed.of(request, desk.in(locale));
        String what = typed.value("what");
        desk.show(page, record, typed, p -> {
            p.addAttribute("what", WHAT.contains(what) ? what : "");
            p.addAttribute("said", said(record, typed.spoken()));
            p.addAttribute("hold", record.advice().hold());
            p.addAttribute("infants", SheetController.living(record));
            p.addAttribute("live", !signs.of(record, typed.spoken()).isEmpty());
        });
        return "ward/recorded";
    }

    private List<Said> said(MotherRecord record, Spoken spoken) {
        return record.advice().findings().stream()
                .filter(f -> f.disposition() != null)
                .limit(SHOWN)
                .map(f -> said(record, f, spoken))
                .toList();
    }

    private Said said(MotherRecord record, Finding finding, Spoken spoken) {
        Advice advice = record.advice();
        Locale locale = spoken.locale();
        String verdict = finding.disposition() == null
                ? ""
                : spoken.wording().term("disposition." + finding.disposition().name(), locale);
        String level = finding.level() == null
                ? ""
                : " · " + spoken.wording().term("level." + finding.level().name(), locale);
        return new Said(
                CardWriter.tone(finding.disposition(), finding.level()),
                verdict + level,
                spoken.page().who(record, finding.subject()),
                spoken.wording().text(finding, locale),
                FindingDetail.of(finding, desk.advisor().release(), locale),
                spoken.wording().action(finding, advice.hold(), locale));
    }
}
