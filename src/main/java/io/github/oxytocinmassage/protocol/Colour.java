package io.github.oxytocinmassage.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The colours of stools and urine on the observation sheet (protocol section 5). */
public enum Colour {
    MECONIUM("meconium"),
    TRANSITIONAL("transitional"),
    YELLOW("yellow"),
    PALE("pale"),
    DARK("dark"),
    URATE_CRYSTALS("urate-crystals");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Colour> ofCode(String code) {
        return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
    }
}
