package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One weighing of an infant beside its birth weight and its earlier weighings.
 *
 * <p>Loss and gain compare as the unrounded quotients do ({@link Quotient}).
 *
 * @param grams exact
 * @param birthWeightGrams the birth weight for a loss; null when unknown
 * @param lossPercent of the birth weight, negative when above it; null when the birth weight is unknown
 * @param gainGramsPerDay against the previous weighing of protocol section 5; null without one
 * @param gainSinceEscalationGap the same against the latest weighing at least {@code escalate.gainGapHours} earlier
 * @param hoursAgo from the weighing to {@code asOf}
 * @param heaviestBeforeGrams the heaviest weighing at least {@code infant.weightFallsGapHours} earlier; null without one
 */
public record Weighing(
        String subject,
        String source,
        When when,
        BigDecimal grams,
        int dayOfLife,
        double oldestAgeHours,
        @Nullable BigDecimal birthWeightGrams,
        @Nullable BigDecimal lossPercent,
        @Nullable BigDecimal gainGramsPerDay,
        @Nullable BigDecimal gainSinceEscalationGap,
        @Nullable BigDecimal heaviestBeforeGrams,
        Double hoursAgo)
        implements Grounds {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MILLIS_A_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    /** (birth weight - weight) / birth weight x 100. */
    public static BigDecimal lossPercent(BigDecimal birthWeight, BigDecimal weight) {
        return Quotient.of(birthWeight.subtract(weight).multiply(HUNDRED), birthWeight);
    }

    /** (weight - previous weight) / days between. */
    static BigDecimal gainGramsPerDay(Measurement before, Measurement now) {
        long millis =
                Duration.between(before.when().latest(), now.when().latest()).toMillis();
        return Quotient.of(
                Weighings.grams(now).subtract(Weighings.grams(before)).multiply(MILLIS_A_DAY),
                BigDecimal.valueOf(millis));
    }

    /** What was weighed, and what it is held against. */
    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.add(figure(Measure.WEIGHT.loinc(), grams));
        if (birthWeightGrams != null) {
            figures.add(figure(Measure.BIRTH_WEIGHT.loinc(), birthWeightGrams));
        }
        if (lossPercent != null && lossPercent.signum() > 0) {
            figures.add(figure(Figure.LOSS, lossPercent));
        }
        if (heaviestBeforeGrams != null && heaviestBeforeGrams.compareTo(grams) > 0) {
            figures.add(figure(Figure.HEAVIEST_BEFORE, heaviestBeforeGrams));
        }
        return figures;
    }

    private Figure figure(String code, BigDecimal value) {
        return new Figure(code, value.toPlainString(), when, source);
    }

    @Override
    public List<String> basis() {
        return List.of(source);
    }
}
