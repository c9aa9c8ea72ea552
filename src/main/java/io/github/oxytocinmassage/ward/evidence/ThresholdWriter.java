package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Threshold;
import io.github.oxytocinmassage.ward.evidence.RulePage.Group;
import io.github.oxytocinmassage.ward.evidence.RulePage.ThresholdRow;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts the thresholds in force into the words and numbers of one language. */
@Component
final class ThresholdWriter {

    /** Subjects by the first word of a threshold's name. */
    private static final Map<String, List<String>> GROUPS = groups();

    private final Catalogue catalogue;
    private final List<Threshold> thresholds;
    private final MessageSource words;

    ThresholdWriter(Catalogue catalogue, RuleRelease release, MessageSource words) {
        this.catalogue = catalogue;
        this.thresholds = release.thresholds();
        this.words = words;
    }

    /** Those of the names given, in the order of the release. */
    List<ThresholdRow> rows(List<String> names, Locale locale) {
        return thresholds.stream()
                .filter(t -> names.contains(t.name()))
                .map(t -> row(t, locale))
                .toList();
    }

    /** All, by subject. */
    List<Group> groups(Locale locale) {
        return GROUPS.entrySet().stream()
                .map(g -> new Group(
                        g.getKey(),
                        word("evidence.group." + g.getKey(), locale),
                        thresholds.stream()
                                .filter(t -> g.getValue().contains(subject(t)))
                                .map(t -> row(t, locale))
                                .toList()))
                .toList();
    }

    private ThresholdRow row(Threshold threshold, Locale locale) {
        return new ThresholdRow(
                threshold.name(),
                threshold.meaning(locale),
                value(threshold.value(), threshold.unit(), locale),
                threshold.isOfTheSite() ? value(threshold.standard(), threshold.unit(), locale) : "",
                bounds(threshold.low(), threshold.high(), threshold.unit(), locale),
                threshold.isFixed(),
                catalogue.entries().stream()
                        .filter(e -> e.thresholds().contains(threshold.name()))
                        .map(Catalogue.Entry::rule)
                        .toList());
    }

    private String bounds(@Nullable BigDecimal low, @Nullable BigDecimal high, String unit, Locale locale) {
        return low == null || high == null
                ? ""
                : word("evidence.bounds", locale, number(low, locale), withUnit(number(high, locale), unit, locale));
    }

    private String value(String value, String unit, Locale locale) {
        if (value.contains(":")) {
            String days = Arrays.stream(value.split(", "))
                    .map(pair -> pair.split(":"))
                    .map(pair -> word("evidence.from.day", locale, pair[0], pair[1]))
                    .collect(Collectors.joining(", "));
            return withUnit(days, unit, locale);
        }
        return value.matches("-?\\d+(\\.\\d+)?")
                ? withUnit(number(new BigDecimal(value), locale), unit, locale)
                : value;
    }

    private String withUnit(String value, String unit, Locale locale) {
        String word = word("evidence.unit." + unit.replace(' ', '_'), locale);
        return word.isEmpty() ? value : value + "\u00a0" + word;
    }

    private static String number(BigDecimal number, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(6);
        return format.format(number);
    }

    private String word(String key, Locale locale, Object... values) {
        return Objects.requireNonNull(words.getMessage(key, values.length == 0 ? null : values, locale));
    }

    private static String subject(Threshold threshold) {
        return threshold.name().substring(0, threshold.name().indexOf('.'));
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("infant", List.of("infant", "feeds"));
        groups.put("mother", List.of("mother", "epds"));
        groups.put("signs", List.of("sign", "weight", "check", "trend", "latch"));
        groups.put("massage", List.of("session", "adherence"));
        groups.put("course", List.of("protocol", "birth", "escalate", "assured", "complete"));
        groups.put("data", List.of("plausible", "clock"));
        groups.put("site", List.of("site", "card"));
        return groups;
    }
}
