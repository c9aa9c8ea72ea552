package io.github.oxytocinmassage.ward.recording;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A weight as people write it: "2900", "2.900" and "2,9 kg" are the same. The unit beside the field counts unless one is written out. With
 * three digits behind it, a point or comma among grams parts the thousands.
 */
final class TypedWeight {

    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,5})(?:([.,])(\\d{1,4}))?\\s*(g|gr|gram|kg|kilo)?", Pattern.CASE_INSENSITIVE);
    private static final BigDecimal LEAST = BigDecimal.valueOf(100);
    private static final BigDecimal MOST = BigDecimal.valueOf(20_000);

    private TypedWeight() {}

    /**
     * @param field of the number; that of its unit is {@code field.unit}
     * @return grams; null when not given, or refused
     */
    static @Nullable BigDecimal grams(Typed typed, String field) {
        if (!typed.isGiven(field)) {
            return null;
        }
        Matcher written = WRITTEN.matcher(typed.value(field));
        if (!written.matches()) {
            typed.refuse(field, "refuse.weight");
            return null;
        }
        String unit = written.group(4) == null
                ? typed.value(field + ".unit")
                : written.group(4).toLowerCase(Locale.ROOT);
        boolean inKilograms = unit.startsWith("k");
        BigDecimal grams = inKilograms ? decimal(written).movePointRight(3) : grams(written);
        if (grams.compareTo(LEAST) < 0 || grams.compareTo(MOST) > 0) {
            typed.refuse(field, inKilograms ? "refuse.weight.kg" : "refuse.weight.g", typed.value(field));
            return null;
        }
        return grams.stripTrailingZeros().scale() < 0 ? grams.setScale(0) : grams.stripTrailingZeros();
    }

    private static BigDecimal grams(Matcher written) {
        boolean inThousands = written.group(3) != null && written.group(3).length() == 3;
        return inThousands ? new BigDecimal(written.group(1) + written.group(3)) : decimal(written);
    }

    private static BigDecimal decimal(Matcher written) {
        return new BigDecimal(written.group(3) == null ? written.group(1) : written.group(1) + "." + written.group(3));
    }
}
