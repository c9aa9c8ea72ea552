package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The usable weighings of one infant in order of time, each reckoned once, when it is asked for. */
final class Weighings {

    private final Infant infant;
    private final List<Measurement> inOrder;
    private final Age[] ages;
    private final @Nullable Weighing[] reckoned;
    private final @Nullable BigDecimal birthWeight;
    private final Instant asOf;
    private final Parameters parameters;

    /**
     * @param inOrder one an instant
     * @param birthWeight for a loss; null when unknown
     */
    Weighings(
            Infant infant,
            List<Measurement> inOrder,
            @Nullable BigDecimal birthWeight,
            Instant asOf,
            Parameters parameters) {
        this.infant = infant;
        this.inOrder = inOrder;
        this.birthWeight = birthWeight;
        this.asOf = asOf;
        this.parameters = parameters;
        this.reckoned = new Weighing[inOrder.size()];
        this.ages = inOrder.stream()
                .map(m -> Age.of(infant.birth(), m.when().latest(), parameters.siteZone()))
                .toArray(Age[]::new);
    }

    /** All of them, in order of time. */
    List<Weighing> all() {
        return IntStream.range(0, inOrder.size()).mapToObj(this::at).toList();
    }

    @Nullable
    BigDecimal birthWeight() {
        return birthWeight;
    }

    /** Those that may be the last. */
    List<Weighing> last() {
        return Dated.newest(inOrder, Measurement::when, Measurement::alarmsOnly).stream()
                .map(m -> at(inOrder.indexOf(m)))
                .toList();
    }

    /** The latest within {@code weight.maxAgeHours} before a check; null without one. */
    @Nullable
    Weighing before(Instant check) {
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Measurement m = inOrder.get(i);
            if (!m.alarmsOnly() && !m.when().earliest().isAfter(check)) {
                return Age.hours(m.when().latest(), check) <= parameters.weightMaxAgeHours() ? at(i) : null;
            }
        }
        return null;
    }

    private Weighing at(int index) {
        Weighing known = reckoned[index];
        if (known == null) {
            known = reckon(index);
            reckoned[index] = known;
        }
        return known;
    }

    private Weighing reckon(int index) {
        Measurement m = inOrder.get(index);
        BigDecimal grams = grams(m);
        BigDecimal heaviest = null;
        Measurement gap = null;
        Measurement longGap = null;
        for (int i = index - 1; i >= 0; i--) {
            Measurement earlier = inOrder.get(i);
            if (earlier.alarmsOnly() || ages[i].oldestDay() < parameters.weightGainFromDay()) {
                continue;
            }
            double apart = Age.hours(earlier.when().latest(), m.when().latest());
            if (gap == null && apart >= parameters.weightMinGapHours()) {
                gap = earlier;
            }
            if (longGap == null && apart >= parameters.escalateGainGapHours()) {
                longGap = earlier;
            }
            if (apart >= parameters.infantWeightFallsGapHours()) {
                heaviest = heaviest == null ? grams(earlier) : heaviest.max(grams(earlier));
            }
        }
        return new Weighing(
                infant.reference(),
                m.source(),
                m.when(),
                grams,
                ages[index].oldestDay(),
                ages[index].oldestHours(),
                birthWeight,
                birthWeight == null ? null : Weighing.lossPercent(birthWeight, grams),
                gap == null ? null : Weighing.gainGramsPerDay(gap, m),
                longGap == null ? null : Weighing.gainGramsPerDay(longGap, m),
                heaviest,
                Age.hours(m.when().latest(), asOf));
    }

    static BigDecimal grams(Measurement weighing) {
        BigDecimal grams = weighing.amount();
        if (grams == null) {
            throw new IllegalArgumentException("a weighing without a weight: " + weighing.source());
        }
        return grams;
    }
}
