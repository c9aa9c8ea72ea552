package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Measure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Quantities in the one unit of their measure, exactly; the UCUM code says the unit, without one its text does. */
final class Quantities {

    private static final MathContext EXACT = new MathContext(60);
    private static final BigDecimal GRAMS_A_POUND = new BigDecimal("453.59237");
    private static final BigDecimal GRAMS_AN_OUNCE = new BigDecimal("28.349523125");
    /** More, and reckoning itself would be the danger. */
    private static final int MAX_DIGITS = 40;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal FREEZING_F = BigDecimal.valueOf(32);
    private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal MIN_COUNT = BigDecimal.valueOf(Integer.MIN_VALUE);

    private static final Set<String> COUNTED = Set.of("1", "{count}", "{#}", "/d");
    private static final Map<String, Unit> BY_CODE = new HashMap<>();
    private static final Map<String, Unit> BY_TEXT = new HashMap<>();

    static {
        of(Unit.GRAM, "g", "g", "gram", "grams", "gr");
        of(Unit.KILOGRAM, "kg", "kg", "kilogram", "kilograms");
        of(Unit.POUND, "[lb_av]", "lb", "lbs", "pound", "pounds");
        of(Unit.OUNCE, "[oz_av]", "oz", "ounce", "ounces");
        of(Unit.CELSIUS, "Cel", "cel", "c", "°c", "℃", "celsius", "celcius");
        of(Unit.FAHRENHEIT, "[degF]", "degf", "f", "°f", "℉", "fahrenheit");
        of(
                Unit.PER_MINUTE,
                "/min",
                "/min",
                "breaths/min",
                "breaths/minute",
                "beats/min",
                "beats/minute",
                "x/menit",
                "kali/menit",
                "x/min");
        of(Unit.MILLIMETRE_OF_MERCURY, "mm[Hg]", "mmhg", "mm hg");
        of(Unit.WEEK, "wk", "wk", "week", "weeks", "minggu");
        of(Unit.DAY, "d", "d", "day", "days", "hari");
        of(Unit.MINUTE, "min", "min", "minute", "minutes", "menit");
        of(Unit.HOUR, "h", "h", "hour", "hours", "jam");
        of(Unit.SECOND, "s", "s", "second", "seconds", "detik");
        of(Unit.MILLILITRE, "mL", "ml", "millilitre", "milliliter");
        BY_CODE.put("ml", Unit.MILLILITRE);
    }

    private Quantities() {}

    enum Unit {
        GRAM,
        KILOGRAM,
        POUND,
        OUNCE,
        CELSIUS,
        FAHRENHEIT,
        PER_MINUTE,
        MILLIMETRE_OF_MERCURY,
        WEEK,
        DAY,
        HOUR,
        MINUTE,
        SECOND,
        MILLILITRE
    }

    /**
     * What the unit of a quantity is.
     *
     * @param unit null: not known, or not said
     * @param isAtOdds its text says another one than its code
     * @param shown what was found there
     */
    record Found(@Nullable Unit unit, boolean isAtOdds, String shown) {}

    static Found unit(Quantity quantity) {
        String code = quantity.getCode();
        String text = quantity.getUnit();
        String system = CodeSystems.of(quantity.getSystem());
        boolean isUcum = system == null || system.equals(CodeSystems.UCUM);
        Unit byCode = code == null || !isUcum ? null : byCode(code);
        Unit byText = text == null || text.isBlank() ? null : byText(text);
        String shown = Objects.requireNonNullElse(code, Objects.requireNonNullElse(text, Doubt.Reason.NO_UNIT.code()));
        if (byCode != null) {
            return new Found(byCode, byText != null && byText != byCode, code + " / " + text);
        }
        boolean isForeignCode = code != null && system != null && isUcum;
        return new Found(isForeignCode ? null : byText, false, shown);
    }

    /** Null when the quantity can't be believed to be a measurement of this measure in any unit. */
    static @Nullable BigDecimal amount(Quantity quantity, Measure measure) {
        BigDecimal value = value(quantity);
        Unit unit = unit(quantity).unit();
        if (value == null || unit == null) {
            return null;
        }
        BigDecimal amount =
                switch (measure) {
                    case WEIGHT, BIRTH_WEIGHT -> grams(value, unit);
                    case TEMPERATURE -> celsius(value, unit);
                    case RESPIRATORY_RATE, PULSE -> unit == Unit.PER_MINUTE ? value : null;
                    case SYSTOLIC, DIASTOLIC -> unit == Unit.MILLIMETRE_OF_MERCURY ? value : null;
                    case GESTATION ->
                        unit == Unit.WEEK
                                ? value
                                : unit == Unit.DAY ? value.divide(BigDecimal.valueOf(7), EXACT) : null;
                };
        return amount == null ? null : plain(amount);
    }

    /** A volume in mL; null when it is none. */
    static @Nullable BigDecimal millilitres(Quantity quantity) {
        BigDecimal value = value(quantity);
        return value == null || unit(quantity).unit() != Unit.MILLILITRE ? null : plain(value);
    }

    /** A length of time in seconds; null when it is none. */
    static @Nullable BigDecimal seconds(Quantity quantity) {
        BigDecimal value = value(quantity);
        Unit unit = unit(quantity).unit();
        if (value == null || unit == null) {
            return null;
        }
        return switch (unit) {
            case SECOND -> value;
            case MINUTE -> value.multiply(BigDecimal.valueOf(60));
            case HOUR -> value.multiply(BigDecimal.valueOf(3600));
            default -> null;
        };
    }

    /** A whole number without a unit, or with one that says so; null when it is none, or its unit is one that nobody knows. */
    static @Nullable Integer count(Quantity quantity, boolean isScore) {
        BigDecimal value = value(quantity);
        String code = quantity.getCode() != null ? quantity.getCode() : quantity.getUnit();
        boolean isCount = code == null
                ? !quantity.hasCode() && !quantity.hasUnit()
                : COUNTED.contains(code) || isScore && code.equals("{score}");
        return value == null || !isCount ? null : count(value);
    }

    /** Null when it is not whole. */
    static @Nullable Integer count(BigDecimal value) {
        if (value.stripTrailingZeros().scale() > 0) {
            return null;
        }
        return value.min(MAX_COUNT).max(MIN_COUNT).intValue();
    }

    /** Null without a value, or with one that is only compared with ("less than 3"). */
    private static @Nullable BigDecimal value(Quantity quantity) {
        BigDecimal value = quantity.hasComparator() ? null : quantity.getValue();
        return value == null || value.precision() > MAX_DIGITS || Math.abs(value.scale()) > MAX_DIGITS ? null : value;
    }

    private static @Nullable BigDecimal grams(BigDecimal value, Unit unit) {
        return switch (unit) {
            case GRAM -> value;
            case KILOGRAM -> value.multiply(THOUSAND);
            case POUND -> value.multiply(GRAMS_A_POUND);
            case OUNCE -> value.multiply(GRAMS_AN_OUNCE);
            default -> null;
        };
    }

    private static @Nullable BigDecimal celsius(BigDecimal value, Unit unit) {
        return switch (unit) {
            case CELSIUS -> value;
            case FAHRENHEIT ->
                value.subtract(FREEZING_F).multiply(BigDecimal.valueOf(5)).divide(BigDecimal.valueOf(9), EXACT);
            default -> null;
        };
    }

    /** The same however it was written: 2900, not 2.9E+3 or 2900.0. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** UCUM's annotations change nothing: {breaths}/min is /min. */
    private static @Nullable Unit byCode(String code) {
        Unit unit = BY_CODE.get(code);
        return unit == null && code.startsWith("{") ? BY_CODE.get(code.substring(code.indexOf('}') + 1)) : unit;
    }

    private static @Nullable Unit byText(String text) {
        Unit byText = BY_TEXT.get(text.strip().toLowerCase(Locale.ROOT));
        return byText != null ? byText : byCode(text.strip());
    }

    private static void of(Unit unit, String code, String... texts) {
        BY_CODE.put(code, unit);
        for (String text : texts) {
            BY_TEXT.put(text, unit);
        }
    }
}
