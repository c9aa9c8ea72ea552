package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest usable value of a measurement; two that may both be the newest are both here, so that the worse counts.
 *
 * @param amount in the unit of the measure
 * @param dayOfLife of an infant at the time of the value, the younger where the birth is unknown; 0 for the mother
 * @param figures itself; a blood pressure whole, where both of its values are known
 */
public record Reading(
        Measure measure,
        Whom whom,
        @Nullable String subject,
        BigDecimal amount,
        int dayOfLife,
        Double hoursAgo,
        String source,
        List<Figure> figures)
        implements Grounds {

    public boolean isOfInfant() {
        return whom == Whom.INFANT;
    }

    public boolean isOfMother() {
        return whom == Whom.MOTHER;
    }

    public @Nullable BigDecimal temperature() {
        return of(Measure.TEMPERATURE);
    }

    public @Nullable BigDecimal breathsPerMinute() {
        return of(Measure.RESPIRATORY_RATE);
    }

    public @Nullable BigDecimal pulse() {
        return of(Measure.PULSE);
    }

    public @Nullable BigDecimal systolic() {
        return of(Measure.SYSTOLIC);
    }

    public @Nullable BigDecimal diastolic() {
        return of(Measure.DIASTOLIC);
    }

    private @Nullable BigDecimal of(Measure wanted) {
        return measure == wanted ? amount : null;
    }

    @Override
    public List<String> basis() {
        return List.of(source);
    }
}
