package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.fhir.Family.Whose;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;

/** Measured values, and of whom they are: of the one measured; on a sheet, weight, temperature and breaths are the infant's. */
final class MeasurementReader {

    private final EpisodeDraft draft;
    private final String mother;

    MeasurementReader(EpisodeDraft draft, String mother) {
        this.draft = draft;
        this.mother = mother;
    }

    void read(Measure measure, Question question, Setting setting) {
        boolean isHers = isMothers(measure, setting);
        if (measure == Measure.WEIGHT && isHers) {
            return;
        }
        boolean isUnclear = isHers ? setting.whose() == Whose.UNCLEAR && !setting.isForm() : setting.infant() == null;
        String subject = isHers ? mother : setting.infant();
        if (isUnclear) {
            draft.doubts.add(
                    Family.unresolved(setting.of().source(), setting.of().path("subject")));
        }
        BigDecimal amount = amount(measure, question, setting, subject);
        Doubt.Kind doubt = amount == null ? Doubt.Kind.UNIT_OR_TYPE : null;
        if (isUnclear && needsItsSubject(measure)) {
            amount = null;
            doubt = Doubt.Kind.INFANT_UNRESOLVED;
        }
        boolean isTimeless = measure == Measure.BIRTH_WEIGHT || measure == Measure.GESTATION;
        boolean isUndated = isTimeless && !setting.effective().isDated();
        boolean isChanged = setting.isChanged() || question.isChanged();
        boolean alarmsOnly = isChanged || isUnclear || setting.isHalfDone() || (!isUndated && setting.alarmsOnly());
        add(measure, amount, subject, alarmsOnly, doubt, question, setting);
        if (isChanged && amount != null) {
            add(measure, null, subject, true, Doubt.Kind.UNKNOWN_CODE, question, setting);
        }
    }

    /** A weight belongs to one infant, a pulse has other limits for mother and infant: of nobody knows whom they say nothing. */
    private static boolean needsItsSubject(Measure measure) {
        return measure == Measure.WEIGHT || measure == Measure.BIRTH_WEIGHT || measure == Measure.PULSE;
    }

    private static boolean isMothers(Measure measure, Setting setting) {
        boolean isPulseOrPressure =
                switch (measure) {
                    case PULSE, SYSTOLIC, DIASTOLIC -> true;
                    default -> false;
                };
        if (setting.isForm()) {
            return isPulseOrPressure;
        }
        if (setting.whose() == Whose.UNCLEAR) {
            return isPulseOrPressure && setting.infant() == null;
        }
        return measure != Measure.BIRTH_WEIGHT && setting.whose() == Whose.MOTHERS && setting.isOnMother();
    }

    private @Nullable BigDecimal amount(Measure measure, Question question, Setting setting, @Nullable String subject) {
        Quantity quantity = question.value() instanceof Quantity q && !question.isAbsent() ? q : null;
        BigDecimal amount = quantity == null ? null : Quantities.amount(quantity, measure);
        boolean isAtOdds = quantity != null && Quantities.unit(quantity).isAtOdds();
        if (amount == null || isAtOdds) {
            String found = question.isAbsent() ? "dataAbsentReason" : Values.found(question.value());
            draft.doubt(Doubt.Kind.UNIT_OR_TYPE, setting.of(), question.valuePart(), subject, found);
        }
        return amount;
    }

    private void add(
            Measure measure,
            @Nullable BigDecimal amount,
            @Nullable String subject,
            boolean alarmsOnly,
            Doubt.@Nullable Kind doubt,
            Question question,
            Setting setting) {
        draft.measurements.add(new Measurement(
                measure,
                amount,
                setting.effective().when(),
                subject,
                setting.of().source(),
                setting.of().path(question.valuePart()),
                alarmsOnly,
                doubt));
    }
}
