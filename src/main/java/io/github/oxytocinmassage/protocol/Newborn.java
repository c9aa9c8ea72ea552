package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is registered of a living infant of the episode.
 *
 * @param gestations weeks, those that may be the newest
 * @param birthWeights grams, those that may be the newest
 * @param twinMissing a multiple birth is recorded, and no other infant of it
 * @param open the protocol is not closed
 */
public record Newborn(
        Infant infant,
        Age age,
        List<BigDecimal> gestations,
        List<BigDecimal> birthWeights,
        boolean twinMissing,
        boolean open)
        implements Grounds {

    public Newborn {
        gestations = List.copyOf(gestations);
        birthWeights = List.copyOf(birthWeights);
    }

    public boolean isBirthKnown() {
        return infant.birth() != null;
    }

    /** At {@code asOf}. */
    public double oldestAgeHours() {
        return age.oldestHours();
    }

    public boolean isGestationKnown() {
        return !gestations.isEmpty();
    }

    public boolean isBirthWeightKnown() {
        return !birthWeights.isEmpty();
    }

    /** The lower where two are on record; null when unknown. */
    public @Nullable BigDecimal gestationWeeks() {
        return gestations.stream().min(Comparator.naturalOrder()).orElse(null);
    }

    /** The lower where two are on record; null when unknown. */
    public @Nullable BigDecimal birthWeightGrams() {
        return birthWeights.stream().min(Comparator.naturalOrder()).orElse(null);
    }

    @Override
    public String subject() {
        return infant.reference();
    }

    @Override
    public List<String> basis() {
        return List.of(infant.reference());
    }
}
