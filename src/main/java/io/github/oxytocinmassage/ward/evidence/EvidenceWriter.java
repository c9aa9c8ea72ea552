package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.Evidence;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import io.github.oxytocinmassage.ward.evidence.RulePage.Section;
import io.github.oxytocinmassage.ward.evidence.RulePage.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts what the rule release says of its rules into the words of one language. */
@Component
final class EvidenceWriter {

    private static final String NOTE = "NOTE";

    /** Sections by the beginning of their rules' ids, in the order of the answer. */
    private static final List<String> SECTIONS =
            List.of("DAN-I", "DAN-M", "ESC", "ELI", "ASS", "INT", "COM", "CON", "INF", "ADH", "DQ");

    private final Catalogue catalogue;
    private final Evidence evidence;
    private final Wording wording;
    private final MessageSource words;
    private final ThresholdWriter thresholds;

    EvidenceWriter(Catalogue catalogue, RuleRelease release, ThresholdWriter thresholds, MessageSource words) {
        this.catalogue = catalogue;
        this.evidence = release.evidence();
        this.wording = release.wording();
        this.thresholds = thresholds;
        this.words = words;
    }

    /** @return empty for an id that the release does not hold */
    Optional<RulePage> page(String rule, Locale locale) {
        return catalogue.of(rule).map(entry -> page(entry, locale));
    }

    /**
     * @param asked words that a rule has to hold all of, in its id, sentences, sources or thresholds; empty: every rule
     * @param section key of the only section looked at; empty: all
     */
    List<Section> sections(String asked, String section, Locale locale) {
        List<RulePage> pages = catalogue.entries().stream()
                .map(entry -> page(entry, locale))
                .filter(page -> holds(page, asked, locale))
                .toList();
        return SECTIONS.stream()
                .filter(key -> section.isEmpty() || section.equals(key))
                .map(key -> new Section(key, name(key, locale), ofSection(key, pages)))
                .filter(s -> !s.rules().isEmpty())
                .toList();
    }

    /** Every section with its name, without its rules. */
    List<Section> choices(Locale locale) {
        return SECTIONS.stream()
                .map(key -> new Section(key, name(key, locale), List.of()))
                .toList();
    }

    private static List<RulePage> ofSection(String key, List<RulePage> pages) {
        return pages.stream().filter(p -> p.rule().startsWith("OM-" + key)).toList();
    }

    private RulePage page(Catalogue.Entry entry, Locale locale) {
        String rule = entry.rule();
        String key = SECTIONS.stream()
                .filter(s -> rule.startsWith("OM-" + s))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no section for " + rule));
        return new RulePage(
                rule,
                name(key, locale),
                entry.outcomes().stream().map(o -> statement(rule, o, locale)).toList(),
                wording.term("grade." + evidence.of(rule).grade(), locale),
                evidence.sources(rule, locale),
                evidence.note(rule, locale),
                thresholds.rows(entry.thresholds(), locale),
                entry.restsOnChecks(),
                entry.restsOnMassage(),
                entry.silentUnderHold(),
                titles(rule, entry.fires()),
                titles(rule, entry.nearMisses()));
    }

    private Statement statement(String rule, String outcome, Locale locale) {
        String key = wording.knows(rule + "." + outcome, locale) ? rule + "." + outcome : rule;
        String hold = key + ".do.hold";
        return new Statement(
                tone(outcome),
                verdict(outcome, locale),
                wording.term(key, locale),
                wording.term(key + ".do", locale),
                wording.knows(hold, locale) ? wording.term(hold, locale) : "");
    }

    static String tone(String outcome) {
        return outcome.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String verdict(String outcome, Locale locale) {
        if (outcome.equals(NOTE)) {
            return words.getMessage("evidence.note.only", null, locale);
        }
        return Arrays.stream(Level.values()).anyMatch(l -> l.name().equals(outcome))
                ? wording.term("disposition.ESCALATE", locale) + " " + wording.term("level." + outcome, locale)
                : wording.term("disposition." + outcome, locale);
    }

    private String name(String section, Locale locale) {
        return words.getMessage("evidence.section." + section, null, locale);
    }

    /** A case of one rule begins with the rule's id, which its page need not repeat. */
    private static List<String> titles(String rule, List<String> cases) {
        return cases.stream()
                .map(c -> c.startsWith(rule) ? c.substring(rule.length()).replaceFirst("^[: ]+", "") : c)
                .toList();
    }

    private static boolean holds(RulePage page, String asked, Locale locale) {
        Stream<String> all = Stream.of(
                        Stream.of(page.rule(), page.section(), page.grade(), page.note()),
                        page.says().stream().flatMap(s -> Stream.of(s.verdict(), s.text(), s.action())),
                        page.sources().stream().map(Evidence.Source::text),
                        page.thresholds().stream().flatMap(t -> Stream.of(t.name(), t.meaning())))
                .flatMap(texts -> texts);
        String text = String.join("\n", all.toList()).toLowerCase(locale);
        return Arrays.stream(asked.toLowerCase(locale).split("\\s+")).allMatch(text::contains);
    }
}
