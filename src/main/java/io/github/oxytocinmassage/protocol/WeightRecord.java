package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All weighings of one infant, for a picture of them; each is reckoned as the rules reckon the last.
 *
 * @param birthWeightGrams the one that a loss is reckoned from; null when unknown
 * @param weighings usable ones, in order of time
 * @param withheld those that no rule reads: not to be believed, or without a usable unit; their amount may be null
 */
public record WeightRecord(
        Infant infant, @Nullable BigDecimal birthWeightGrams, List<Weighing> weighings, List<Measurement> withheld) {

    public WeightRecord {
        weighings = List.copyOf(weighings);
        withheld = List.copyOf(withheld);
    }

    /** The weight at a loss of so many percent of the birth weight; empty without a birth weight. */
    public Optional<BigDecimal> atLossOf(BigDecimal percent) {
        return Optional.ofNullable(birthWeightGrams)
                .map(w -> w.subtract(w.multiply(percent).movePointLeft(2)));
    }

    /**
     * From which weighing a steady gain of {@code weight.gainMin} is drawn: the last of the first days ({@code weight.gainFromDay} to {@code
     * weight.lossToDay}), in which a loss is expected; else the first after them.
     */
    public Optional<Weighing> gainFrom(Parameters parameters) {
        Optional<Weighing> last = weighings.stream()
                .filter(w -> w.dayOfLife() >= parameters.weightGainFromDay()
                        && w.dayOfLife() <= parameters.weightLossToDay())
                .max(Comparator.comparing(w -> w.when().latest()));
        return last.or(() -> weighings.stream()
                .filter(w -> w.dayOfLife() > parameters.weightLossToDay())
                .findFirst());
    }
}
