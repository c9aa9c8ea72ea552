package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import io.github.oxytocinmassage.ward.CardWriter;
import io.github.oxytocinmassage.ward.FamilySight;
import io.github.oxytocinmassage.ward.OnWard;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /ward/danger-signs}: what no phone may lack when there is no signal. For anyone; so what is asked in private is not in it. */
@Controller
@OnWard
class DangerSignsController {

    private final Catalogue catalogue;
    private final Wording wording;

    DangerSignsController(Catalogue catalogue, RuleRelease release) {
        this.catalogue = catalogue;
        this.wording = release.wording();
    }

    /** Those that need help by then. */
    record Soon(String tone, Level level, String soon, List<Listed> infant, List<Listed> mother) {}

    record Listed(String rule, String text, String action) {}

    @GetMapping("/ward/danger-signs")
    String list(Locale locale, Model page) {
        page.addAttribute(
                "levels",
                Arrays.stream(Level.values())
                        .map(level -> new Soon(
                                CardWriter.tone(Disposition.ESCALATE, level),
                                level,
                                wording.term("level." + level, locale),
                                listed("OM-DAN-I", level, locale),
                                listed("OM-DAN-M", level, locale)))
                        .toList());
        return "ward/danger-signs";
    }

    private List<Listed> listed(String whose, Level level, Locale locale) {
        return catalogue.entries().stream()
                .filter(e -> e.rule().startsWith(whose) && FamilySight.mayTell(e.rule()))
                .filter(e -> e.outcomes().contains(level.name()))
                .map(e -> {
                    Finding finding = new Finding(
                            e.rule(), Disposition.ESCALATE, level, null, List.of(), null, List.of(), List.of());
                    return new Listed(e.rule(), wording.text(finding, locale), wording.action(finding, false, locale));
                })
                .toList();
    }
}
