package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.Evidence;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.evidence.SafetyPage.Grade;
import io.github.oxytocinmassage.ward.evidence.SafetyPage.ToApprove;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Counts what the rule release rests on, and gathers what a clinician of the site has to sign off. */
@Component
final class SafetyWriter {

    /** In a note that names what has to be signed off, whatever the language of the page. */
    private static final String TO_APPROVE = "SIGN-OFF";

    /** With what begins a sentence once the mark is gone. */
    private static final Pattern MARK = Pattern.compile("(?:SIGN-OFF|PERLU PERSETUJUAN)(?: \\([^)]*\\))?: *(\\S)");

    private final Catalogue catalogue;
    private final RuleRelease release;

    SafetyWriter(Catalogue catalogue, RuleRelease release) {
        this.catalogue = catalogue;
        this.release = release;
    }

    SafetyPage page(Locale locale) {
        Evidence evidence = release.evidence();
        List<Catalogue.Entry> entries = catalogue.entries();
        long cases = entries.stream()
                .flatMap(e -> Stream.concat(e.fires().stream(), e.nearMisses().stream()))
                .distinct()
                .count();
        Map<String, Long> grades = entries.stream()
                .collect(
                        Collectors.groupingBy(e -> evidence.of(e.rule()).grade(), TreeMap::new, Collectors.counting()));
        return new SafetyPage(
                entries.size(),
                Math.toIntExact(cases),
                grades.entrySet().stream()
                        .map(g -> new Grade(
                                release.wording().term("grade." + g.getKey(), locale), Math.toIntExact(g.getValue())))
                        .toList(),
                entries.stream()
                        .filter(e -> evidence.of(e.rule()).note().contains(TO_APPROVE))
                        .map(e -> new ToApprove(e.rule(), withoutItsMark(evidence.note(e.rule(), locale))))
                        .toList());
    }

    /** "SIGN-OFF (section 10): ..." is what the page's own heading says, wherever in the note it stands. */
    private static String withoutItsMark(String note) {
        return MARK.matcher(note).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
    }
}
