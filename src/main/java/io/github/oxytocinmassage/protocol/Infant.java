package io.github.oxytocinmassage.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A child of the mother.
 *
 * @param label what people call it on a card: a name, or its reference
 * @param birth exact when the time of birth is known, else its day in the site zone; null: unknown
 * @param multiple a multiple birth is recorded
 */
public record Infant(
        String reference, String label, @Nullable When birth, boolean deceased, boolean multiple) {}
