package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The measurements of one person: the newest of each, and an infant's weighings beside its birth weight. */
final class Measurements {

    private static final Comparator<Measurement> IN_ORDER = Comparator.comparing(
                    (Measurement m) -> m.when().latest())
            .thenComparing(m -> Objects.requireNonNullElse(m.amount(), BigDecimal.ZERO))
            .thenComparing(Measurement::source);

    private static final List<Measure> PRESSURES = List.of(Measure.SYSTOLIC, Measure.DIASTOLIC);

    private final @Nullable String subject;
    private final Whom whom;
    private final @Nullable When birth;
    private final Instant asOf;
    private final Parameters parameters;
    private final Map<Measure, List<Measurement>> usable = new EnumMap<>(Measure.class);
    private final Map<Measure, List<Measurement>> all = new EnumMap<>(Measure.class);
    private final List<Doubt> doubts = new ArrayList<>();

    Measurements(
            @Nullable String subject,
            Whom whom,
            @Nullable When birth,
            List<Measurement> measurements,
            Instant asOf,
            Parameters parameters) {
        this.subject = subject;
        this.whom = whom;
        this.birth = birth;
        this.asOf = asOf;
        this.parameters = parameters;
        measurements.stream().sorted(IN_ORDER).forEach(m -> all.computeIfAbsent(m.measure(), k -> new ArrayList<>())
                .add(m));
        all.forEach((measure, values) -> usable.put(measure, plausible(measure, values)));
    }

    /** What is implausible here. */
    List<Doubt> doubts() {
        return doubts;
    }

    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        usable.forEach((measure, values) -> {
            if (measure != Measure.WEIGHT && measure != Measure.BIRTH_WEIGHT && measure != Measure.GESTATION) {
                newest(values).forEach(m -> readings.add(reading(m)));
            }
        });
        return readings;
    }

    /** Measures whose newest value can't be read or believed. */
    List<Withheld> withheld() {
        List<Withheld> withheld = new ArrayList<>();
        all.forEach((measure, values) -> newest(values).stream()
                .filter(m -> !usable.getOrDefault(measure, List.of()).contains(m))
                .forEach(m -> withheld.add(new Withheld(null, measure, subject, m.source()))));
        return withheld;
    }

    /** The newest usable values of a measure that stands for the whole episode: a birth weight, a gestation. */
    List<BigDecimal> amounts(Measure measure) {
        return newest(usable.getOrDefault(measure, List.of())).stream()
                .map(Measurement::amount)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The infant's usable weighings in order of time, one an instant: the lowest. */
    List<Measurement> weighings() {
        List<Measurement> weighings = new ArrayList<>();
        for (Measurement m : usable.getOrDefault(Measure.WEIGHT, List.of())) {
            if (weighings.isEmpty()
                    || !weighings.get(weighings.size() - 1).when().equals(m.when())) {
                weighings.add(m);
            }
        }
        return weighings;
    }

    /** Weighings that can't be read or believed. */
    List<Measurement> unusableWeighings() {
        List<Measurement> read = usable.getOrDefault(Measure.WEIGHT, List.of());
        return all.getOrDefault(Measure.WEIGHT, List.of()).stream()
                .filter(m -> !read.contains(m))
                .toList();
    }

    /** Those of the weighings that may be the last. */
    List<Measurement> lastWeighings() {
        return newest(weighings());
    }

    private Reading reading(Measurement m) {
        Instant at = m.when().latest();
        return new Reading(
                m.measure(),
                whom,
                subject,
                Objects.requireNonNull(m.amount()),
                whom == Whom.MOTHER
                        ? 0
                        : Age.of(birth, at, parameters.siteZone()).youngestDay(),
                Age.hours(at, asOf),
                m.source(),
                figures(m));
    }

    /** The value itself; a blood pressure is told whole, though one of its two values decides, and each may stand in a resource of its own. */
    private List<Figure> figures(Measurement m) {
        if (!PRESSURES.contains(m.measure())) {
            return List.of(figure(m));
        }
        return PRESSURES.stream()
                .flatMap(p -> usable.getOrDefault(p, List.of()).stream())
                .filter(p -> p.when().equals(m.when())
                        && (p.source().equals(m.source()) || m.when().exact()))
                .map(Measurements::figure)
                .toList();
    }

    private static Figure figure(Measurement m) {
        return new Figure(
                m.measure().loinc(), Objects.requireNonNull(m.amount()).toPlainString(), m.when(), m.source());
    }

    private List<Measurement> plausible(Measure measure, List<Measurement> values) {
        List<Measurement> plausible = new ArrayList<>();
        Measurement lost = null;
        for (Measurement m : values) {
            BigDecimal amount = m.amount();
            if (amount == null) {
                continue;
            }
            boolean isTooFast = measure == Measure.WEIGHT && changesTooFast(plausible, m);
            if (isOutOfBounds(measure, amount) || (isTooFast && !agree(lost, m))) {
                doubts.add(new Doubt(Doubt.Kind.IMPLAUSIBLE, m.source(), m.path(), subject, amount.toPlainString()));
                lost = isTooFast && isLoss(plausible, m) ? m : null;
            } else {
                plausible.add(m);
            }
        }
        return plausible;
    }

    private boolean isOutOfBounds(Measure measure, BigDecimal amount) {
        return switch (measure) {
            case WEIGHT, BIRTH_WEIGHT ->
                isOutside(amount, parameters.plausibleWeightMinG(), parameters.plausibleWeightMaxG());
            case TEMPERATURE ->
                isOutside(amount, parameters.plausibleTemperatureMinC(), parameters.plausibleTemperatureMaxC());
            case RESPIRATORY_RATE ->
                isOutside(amount, parameters.plausibleBreathsMin(), parameters.plausibleBreathsMax());
            case PULSE, SYSTOLIC, DIASTOLIC, GESTATION -> false;
        };
    }

    private static boolean isOutside(BigDecimal amount, BigDecimal min, BigDecimal max) {
        return amount.compareTo(min) < 0 || amount.compareTo(max) > 0;
    }

    /**
     * Whether a weight lies further from the plausible one before it than {@code plausible.weightChangePerDay} allows. Two scales of one
     * morning differ: a loss within a day may be a whole day's, for it alarms; a gain, which ends an alarm, no more than they differ by.
     */
    private boolean changesTooFast(List<Measurement> before, Measurement m) {
        Measurement last = lastBefore(before, m);
        return last != null && changesTooFast(last, m);
    }

    private boolean changesTooFast(Measurement last, Measurement m) {
        BigDecimal from = Objects.requireNonNull(last.amount());
        BigDecimal change = Objects.requireNonNull(m.amount()).subtract(from);
        BigDecimal perDay = parameters.plausibleWeightChangePerDay();
        BigDecimal percent = perDay.multiply(
                BigDecimal.valueOf(Age.hours(last.when().latest(), m.when().latest())
                        / Duration.ofDays(1).toHours()));
        BigDecimal least = change.signum() > 0 ? parameters.plausibleScalesDiffer() : perDay;
        return change.abs().compareTo(from.multiply(percent.max(least)).movePointLeft(2)) > 0;
    }

    /** Two weighings that agree are believed against one heavier before them: that may have been a slip, and the loss is not. */
    private boolean agree(@Nullable Measurement lost, Measurement m) {
        return lost != null && lost.when().latest().isBefore(m.when().latest()) && !changesTooFast(lost, m);
    }

    private static boolean isLoss(List<Measurement> before, Measurement m) {
        Measurement last = lastBefore(before, m);
        return last != null && Objects.requireNonNull(m.amount()).compareTo(Objects.requireNonNull(last.amount())) < 0;
    }

    private static @Nullable Measurement lastBefore(List<Measurement> before, Measurement m) {
        return before.stream()
                .filter(b ->
                        !b.alarmsOnly() && b.when().latest().isBefore(m.when().latest()))
                .reduce((a, b) -> b)
                .orElse(null);
    }

    private static List<Measurement> newest(List<Measurement> values) {
        return Dated.newest(values, Measurement::when, Measurement::alarmsOnly);
    }
}
