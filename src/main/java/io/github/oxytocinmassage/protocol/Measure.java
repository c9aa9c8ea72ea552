package io.github.oxytocinmassage.protocol;

import java.util.Arrays;
import java.util.Optional;

/** What is measured, with the LOINC codes of the protocol and the one unit everything is turned into. */
public enum Measure {
    WEIGHT("29463-7", "g"),
    BIRTH_WEIGHT("8339-4", "g"),
    TEMPERATURE("8310-5", "Cel"),
    RESPIRATORY_RATE("9279-1", "/min"),
    PULSE("8867-4", "/min"),
    SYSTOLIC("8480-6", "mm[Hg]"),
    DIASTOLIC("8462-4", "mm[Hg]"),
    GESTATION("11884-4", "wk");

    private final String loinc;
    private final String unit;

    Measure(String loinc, String unit) {
        this.loinc = loinc;
        this.unit = unit;
    }

    public String loinc() {
        return loinc;
    }

    /** UCUM code of the unit of {@link Measurement#amount}. */
    public String unit() {
        return unit;
    }

    public static Optional<Measure> ofLoinc(String code) {
        return "18185-9".equals(code)
                ? Optional.of(GESTATION)
                : Arrays.stream(values()).filter(m -> m.loinc.equals(code)).findFirst();
    }
}
