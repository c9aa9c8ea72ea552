package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.Entry.BloodPressure;
import io.github.oxytocinmassage.fhir.entries.Entry.Measured;
import io.github.oxytocinmassage.protocol.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of what is measured. */
final class MeasureForm {

    static final String WEIGHT = "weight";
    static final String TEMPERATURE = "temperature";
    static final String BREATHS = "breaths";
    static final String PULSE = "pulse";
    static final String SYSTOLIC = "systolic";
    static final String DIASTOLIC = "diastolic";

    /** What nobody alive has: no slip of the scale, but of the hand. */
    private static final BigDecimal COLDEST = BigDecimal.valueOf(20);

    private static final BigDecimal HOTTEST = BigDecimal.valueOf(50);
    private static final int MOST_A_MINUTE = 400;
    private static final int MOST_PRESSURE = 300;

    private MeasureForm() {}

    static String field(Measure measure) {
        return switch (measure) {
            case WEIGHT, BIRTH_WEIGHT -> WEIGHT;
            case TEMPERATURE -> TEMPERATURE;
            case RESPIRATORY_RATE -> BREATHS;
            case PULSE -> PULSE;
            case SYSTOLIC -> SYSTOLIC;
            case DIASTOLIC -> DIASTOLIC;
            case GESTATION -> "gestation";
        };
    }

    /** All that is filled in of one person. */
    static List<Entry> entries(Typed typed, String subject, Instant at) {
        List<Entry> entries = new ArrayList<>();
        add(entries, subject, Measure.WEIGHT, TypedWeight.grams(typed, WEIGHT), at);
        add(entries, subject, Measure.TEMPERATURE, temperature(typed), at);
        add(entries, subject, Measure.RESPIRATORY_RATE, rate(typed, BREATHS), at);
        add(entries, subject, Measure.PULSE, rate(typed, PULSE), at);
        addPressure(entries, typed, subject, at);
        return entries;
    }

    /** The one that is corrected; null when it is not filled in, or refused. */
    static @Nullable Entry entry(Typed typed, Measure measure, String subject, Instant at) {
        String field = field(measure);
        BigDecimal amount =
                switch (measure) {
                    case WEIGHT, BIRTH_WEIGHT -> TypedWeight.grams(typed, field);
                    case TEMPERATURE -> temperature(typed);
                    case GESTATION -> gestation(typed);
                    default -> rate(typed, field);
                };
        if (!typed.isGiven(field)) {
            typed.refuse(field, "refuse.missing");
        }
        return amount == null ? null : new Measured(subject, measure, amount, at);
    }

    static @Nullable BigDecimal gestation(Typed typed) {
        BigDecimal weeks = typed.decimal("gestation");
        if (weeks != null && (weeks.intValue() < 20 || weeks.intValue() > 45)) {
            typed.refuse("gestation", "refuse.between", "20", "45");
            return null;
        }
        return weeks;
    }

    private static void addPressure(List<Entry> entries, Typed typed, String subject, Instant at) {
        Integer systolic = typed.whole(SYSTOLIC, 1, MOST_PRESSURE);
        Integer diastolic = typed.whole(DIASTOLIC, 1, MOST_PRESSURE);
        if (systolic != null && diastolic != null) {
            if (diastolic >= systolic) {
                typed.ask(DIASTOLIC, typed.spoken().say("ask.pressure"));
            }
            entries.add(new BloodPressure(subject, systolic, diastolic, at));
        } else if (typed.isGiven(SYSTOLIC) != typed.isGiven(DIASTOLIC)) {
            typed.refuse(typed.isGiven(SYSTOLIC) ? DIASTOLIC : SYSTOLIC, "refuse.pressure");
        }
    }

    private static @Nullable BigDecimal temperature(Typed typed) {
        BigDecimal celsius = typed.decimal(TEMPERATURE);
        if (celsius != null && (celsius.compareTo(COLDEST) < 0 || celsius.compareTo(HOTTEST) > 0)) {
            typed.refuse(TEMPERATURE, "refuse.temperature");
            return null;
        }
        return celsius;
    }

    private static @Nullable BigDecimal rate(Typed typed, String field) {
        Integer rate = typed.whole(field, 1, MOST_A_MINUTE);
        return rate == null ? null : BigDecimal.valueOf(rate);
    }

    private static void add(
            List<Entry> entries, String subject, Measure measure, @Nullable BigDecimal amount, Instant at) {
        if (amount != null) {
            entries.add(new Measured(subject, measure, amount, at));
        }
    }
}
