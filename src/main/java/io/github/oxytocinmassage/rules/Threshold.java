package io.github.oxytocinmassage.rules;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the protocol as it is in force.
 *
 * @param name as in {@code rules/parameters.yaml}
 * @param value in force: a plain decimal number, a word, or pairs of day of life and count as in {@code 1:1, 2:2}
 * @param standard the default, written alike
 * @param low lowest value that a site may set; null: without bounds
 * @param high highest value that a site may set; null: without bounds
 * @param source sections and rules of the protocol that name it
 * @param isOfTheSite the site has set it to something else than the default
 */
public record Threshold(
        String name,
        String value,
        String standard,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        String unit,
        String source,
        Map<String, String> meanings,
        boolean isOfTheSite) {

    /** A parameter whose bounds are its default can't be set. */
    public boolean isFixed() {
        return low != null && high != null && low.compareTo(high) == 0;
    }

    /** What it is for, in one of {@link Wording#LANGUAGES}. */
    public String meaning(Locale locale) {
        return meanings.getOrDefault(Wording.language(locale), "");
    }
}
