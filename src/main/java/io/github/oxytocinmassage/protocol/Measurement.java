package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One measured value.
 *
 * @param amount in the unit of the measure, exact; null: there is a value, but it can't be read (see {@code doubt})
 * @param subject reference of the mother or the infant measured; null: an infant, but which one can't be resolved
 * @param source reference of the resource it stands in
 * @param path of the value in that resource
 * @param alarmsOnly it may alarm, but answers nothing
 * @param doubt why the amount is withheld, else null
 */
public record Measurement(
        Measure measure,
        @Nullable BigDecimal amount,
        When when,
        @Nullable String subject,
        String source,
        String path,
        boolean alarmsOnly,
        Doubt.@Nullable Kind doubt) {}
