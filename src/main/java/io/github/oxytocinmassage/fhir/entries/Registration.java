package io.github.oxytocinmassage.fhir.entries;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mother and the infants of one birth.
 *
 * @param nationalId her NIK; empty when not said
 * @param born null when not said
 * @param companion name of her husband; empty when not said
 * @param gestationWeeks in decimals; null when not known
 * @param consents whether she takes part and wishes to breastfeed; null when not asked yet
 * @param at when that was asked
 */
public record Registration(
        String name,
        String nationalId,
        @Nullable LocalDate born,
        String companion,
        List<Newborn> infants,
        @Nullable BigDecimal gestationWeeks,
        @Nullable Boolean consents,
        Instant at) {

    public Registration {
        infants = List.copyOf(infants);
        if (infants.isEmpty()) {
            throw new IllegalArgumentException("a mother is registered with her infant");
        }
    }

    public enum Sex {
        FEMALE,
        MALE,
        UNKNOWN
    }

    /**
     * @param bornAt null when only the day is known
     * @param weightGrams at birth; null when not known
     */
    public record Newborn(
            String name,
            Sex sex,
            LocalDate bornOn,
            @Nullable Instant bornAt,
            @Nullable BigDecimal weightGrams) {}
}
