package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.registry.CardReport;
import io.github.oxytocinmassage.registry.RuleUse;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts what became of the cards into the words and numbers of one language. */
@Component
final class UseWriter {

    private final CardReport report;
    private final MessageSource words;

    UseWriter(CardReport report, MessageSource words) {
        this.report = report;
        this.words = words;
    }

    /**
     * A rule's row.
     *
     * @param reasons each in words, with how often it was given
     */
    record Row(String rule, String shown, String accepted, String overridden, List<String> reasons) {}

    /**
     * By rule.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    List<Row> rows(Locale locale) {
        NumberFormat number = NumberFormat.getIntegerInstance(locale);
        return report.byRule().stream()
                .map(use -> new Row(
                        use.rule(),
                        number.format(use.shown()),
                        number.format(use.accepted()),
                        number.format(use.overridden()),
                        reasons(use, locale, number)))
                .toList();
    }

    private List<String> reasons(RuleUse use, Locale locale, NumberFormat number) {
        Map<String, Long> counts = new LinkedHashMap<>();
        use.reasons().forEach(r -> counts.merge(reason(r, locale), r.count(), Long::sum));
        return counts.entrySet().stream()
                .map(r -> r.getKey() + ": " + number.format(r.getValue()))
                .toList();
    }

    /** A code of another house is told as another reason: what stands in it is its user's. */
    private String reason(RuleUse.Reason reason, Locale locale) {
        String other = words.getMessage("evidence.use.reason.other", null, locale);
        if (Canonical.OVERRIDE_REASONS.equals(reason.system())) {
            return Objects.requireNonNullElse(
                    words.getMessage("override." + reason.code(), null, other, locale), other);
        }
        boolean isSilent = reason.code().isEmpty() && !reason.hasComment();
        return isSilent ? words.getMessage("evidence.use.reason.none", null, locale) : other;
    }
}
