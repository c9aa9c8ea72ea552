package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;

/** The sentences behind a finding's short text: what exactly, the values and when, how long ago it was recorded, how it is
 * answered. */
public final class FindingDetail {

    private FindingDetail() {}

    /** Empty when there is nothing to add. Names codes only where they have no words. */
    public static String of(Finding finding, RuleRelease release, Locale locale) {
        Wording wording = release.wording();
        List<String> sentences = new ArrayList<>();
        String names = finding.items().stream()
                .filter(i -> finding.figures().stream().noneMatch(f -> f.code().equals(i)))
                .map(i -> wording.name(i, locale))
                .filter(Predicate.not(String::isBlank))
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            sentences.add(StringUtils.capitalize(names) + ".");
        }
        sentences.addAll(new FigureWords(release, locale).sentences(finding));
        if (finding.isDangerSign() && finding.hoursAgo() != null) {
            long hours = (long) Math.floor(finding.hoursAgo());
            sentences.add(
                    hours < 1
                            ? wording.term("recorded.now", locale)
                            : wording.term("recorded.hours", locale).replace("{hours}", String.valueOf(hours)));
        }
        if (finding.isDangerSign()) {
            sentences.add(wording.term(answer(finding, wording, locale), locale));
        }
        return String.join(" ", sentences);
    }

    /** The key of the words that say how the sign is answered: of the rule itself, of an event, a state or a value. */
    private static String answer(Finding finding, Wording wording, Locale locale) {
        if (wording.knows("answered." + finding.rule(), locale)) {
            return "answered." + finding.rule();
        }
        List<Item> items =
                finding.items().stream().flatMap(i -> Item.ofCode(i).stream()).toList();
        if (items.stream().anyMatch(Item::isEvent)) {
            return "answered.event";
        }
        return items.stream().anyMatch(i -> i.form() == Item.Form.YES_NO && i.role() == Item.Role.DANGER_SIGN)
                ? "answered.state"
                : "answered.value";
    }
}
