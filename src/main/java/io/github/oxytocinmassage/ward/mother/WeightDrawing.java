package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.protocol.Age;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.protocol.Weighing;
import io.github.oxytocinmassage.protocol.WeightRecord;
import io.github.oxytocinmassage.protocol.When;
import io.github.oxytocinmassage.ward.PageWords;
import io.github.oxytocinmassage.ward.mother.WeightPicture.Guide;
import io.github.oxytocinmassage.ward.mother.WeightPicture.Mark;
import io.github.oxytocinmassage.ward.mother.WeightPicture.Row;
import io.github.oxytocinmassage.ward.mother.WeightPicture.Tick;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws what one infant has weighed against its birth weight, the limits of loss and the gain that is looked for. */
final class WeightDrawing {

    private static final int WIDTH = 340;
    private static final int HEIGHT = 236;
    private static final int LEFT = 46;
    private static final int RIGHT = 330;
    private static final int TOP = 10;
    private static final int BOTTOM = 186;
    private static final int RAIL = 178;
    private static final int TEXT_ABOVE = 4;
    private static final int TEXT_UNDER = 17;
    private static final int TEXT_OVER = 10;
    private static final int TEXT_BESIDE = 5;
    private static final int TEXT_WIDE = 62;
    private static final int TEXT_BELOW = 13;
    private static final int DAYS_SHOWN = 14;
    private static final int DAYS_BETWEEN = 2;
    private static final int DAYS_BETWEEN_MOST = 7;
    private static final int MOST_DAYS_MARKED = 9;
    private static final double HOURS_A_DAY = 24;
    private static final double AIR = 70;
    private static final int MOST_TICKS = 6;
    private static final List<Integer> STEPS = List.of(100, 200, 250, 500, 1000, 2000);

    private final WeightRecord record;
    private final Parameters parameters;
    private final PageWords words;
    private final Instant origin;
    private final double span;
    private final boolean nothingToScale;
    private final double lowest;
    private final double highest;

    WeightDrawing(WeightRecord record, Instant asOf, Parameters parameters, PageWords words) {
        this.record = record;
        this.parameters = parameters;
        this.words = words;
        When birth = record.infant().birth();
        this.origin = birth != null
                ? birth.earliest()
                : record.weighings().stream()
                        .map(w -> w.when().latest())
                        .findFirst()
                        .orElse(asOf);
        this.span = Math.max(DAYS_SHOWN, Math.ceil(days(asOf)));
        List<Double> shown = Stream.of(
                        record.weighings().stream().map(Weighing::grams),
                        Stream.ofNullable(record.birthWeightGrams()),
                        record.atLossOf(parameters.weightLossUrgent()).stream())
                .flatMap(s -> s)
                .map(BigDecimal::doubleValue)
                .toList();
        this.nothingToScale = shown.isEmpty();
        this.lowest = shown.stream().min(Comparator.naturalOrder()).orElse(0.0) - AIR;
        this.highest = shown.stream().max(Comparator.naturalOrder()).orElse(1.0) + AIR;
    }

    WeightPicture picture(String id) {
        List<Weighing> weighings = record.weighings();
        return new WeightPicture(
                id,
                record.infant().label(),
                said(),
                WIDTH,
                HEIGHT,
                LEFT,
                RIGHT,
                TOP,
                BOTTOM,
                grams(),
                daysMarked(),
                guides(),
                weighings.stream()
                        .map(w -> rounded(x(w.when().latest())) + "," + rounded(y(w.grams())))
                        .collect(Collectors.joining(" ")),
                weighings.stream().map(this::mark).toList(),
                record.withheld().stream()
                        .map(m -> new Mark(x(m.when().latest()), RAIL, false, "", 0, 0, "middle"))
                        .toList(),
                weighings.isEmpty() ? "" : change(weighings.get(weighings.size() - 1)),
                rows());
    }

    private Mark mark(Weighing weighing) {
        boolean newest = weighing == record.weighings().get(record.weighings().size() - 1);
        double x = x(weighing.when().latest());
        double y = y(weighing.grams());
        boolean room = x < RIGHT - TEXT_WIDE;
        // Below its point: the line that led there and the gain that is looked for are above.
        double textY = y + TEXT_UNDER < BOTTOM ? y + TEXT_UNDER : y - TEXT_OVER;
        return new Mark(
                x,
                y,
                newest,
                words.grams(weighing.grams()),
                room ? x + TEXT_BESIDE : x + TEXT_ABOVE,
                textY,
                room ? "start" : "end");
    }

    private List<Guide> guides() {
        List<Guide> guides = new ArrayList<>();
        BigDecimal birth = record.birthWeightGrams();
        if (birth != null) {
            double y = y(birth);
            String text = words.ui("mother.weight.birth", words.grams(birth));
            guides.add(new Guide("birth", LEFT, y, RIGHT, y, y - TEXT_ABOVE, false, text));
        }
        limit("caution", parameters.weightLossCaution(), -TEXT_ABOVE, guides);
        limit("urgent", parameters.weightLossUrgent(), TEXT_BELOW, guides);
        record.gainFrom(parameters).ifPresent(from -> guides.add(gain(from)));
        return guides;
    }

    private void limit(String kind, BigDecimal percent, int textOff, List<Guide> guides) {
        record.atLossOf(percent)
                .ifPresent(grams -> guides.add(
                        across(kind, grams, textOff, words.ui("mother.weight.loss", words.number(percent, 1)))));
    }

    private Guide across(String kind, BigDecimal grams, int textOff, String text) {
        double y = y(grams);
        return new Guide(kind, LEFT, y, RIGHT, y, y + textOff, true, text);
    }

    /** From the weighing that it starts at to the edge of the picture. */
    private Guide gain(Weighing from) {
        double perDay = parameters.weightGainMin().doubleValue();
        double start = days(from.when().latest());
        double end = Math.min(span, start + Math.max(0, highest - from.grams().doubleValue()) / perDay);
        double reached = from.grams().doubleValue() + (end - start) * perDay;
        return new Guide(
                "gain",
                x(start),
                y(from.grams()),
                x(end),
                y(reached),
                0,
                true,
                words.ui("mother.weight.legend.gain", words.number(parameters.weightGainMin(), 0)));
    }

    private List<Tick> grams() {
        if (nothingToScale) {
            return List.of();
        }
        double range = highest - lowest;
        int step =
                STEPS.stream().filter(s -> range / s <= MOST_TICKS).findFirst().orElse(STEPS.get(STEPS.size() - 1));
        List<Tick> ticks = new ArrayList<>();
        for (double at = Math.ceil(lowest / step) * step; at <= highest; at += step) {
            ticks.add(new Tick(y(at), words.number(at, 0)));
        }
        return ticks;
    }

    private List<Tick> daysMarked() {
        int step = span > 2 * DAYS_SHOWN ? Math.max(DAYS_BETWEEN_MOST, (int) span / MOST_DAYS_MARKED) : DAYS_BETWEEN;
        List<Tick> ticks = new ArrayList<>();
        for (int day = 0; day <= span; day += step) {
            ticks.add(new Tick(x(day), String.valueOf(day)));
        }
        return ticks;
    }

    private String said() {
        List<String> sentences = new ArrayList<>();
        BigDecimal birth = record.birthWeightGrams();
        sentences.add(
                birth == null
                        ? words.ui("mother.weight.birth.unknown")
                        : words.ui("mother.weight.birth", words.grams(birth)) + ".");
        if (record.weighings().isEmpty()) {
            sentences.add(words.ui("mother.weight.none"));
        } else {
            Weighing last = record.weighings().get(record.weighings().size() - 1);
            sentences.add(words.ui(
                    "mother.weight.said",
                    record.weighings().size(),
                    words.grams(last.grams()),
                    words.day(last.when().latest()),
                    change(last)));
        }
        if (!record.withheld().isEmpty()) {
            sentences.add(words.ui("mother.weight.withheld", record.withheld().size()));
        }
        return String.join(" ", sentences);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<Object> all = new ArrayList<>(record.weighings());
        all.addAll(record.withheld());
        all.sort(Comparator.comparing(WeightDrawing::at));
        for (Object each : all) {
            rows.add(each instanceof Weighing w ? row(w) : row((Measurement) each));
        }
        return rows;
    }

    private static Instant at(Object each) {
        return each instanceof Weighing w
                ? w.when().latest()
                : ((Measurement) each).when().latest();
    }

    private Row row(Weighing w) {
        return new Row(
                words.time(w.when().latest()),
                w.dayOfLife() == Integer.MAX_VALUE ? "" : String.valueOf(w.dayOfLife()),
                words.grams(w.grams()),
                w.lossPercent() == null ? "" : change(w),
                gain(w.gainGramsPerDay()),
                "");
    }

    private Row row(Measurement m) {
        BigDecimal amount = m.amount();
        return new Row(
                words.time(m.when().latest()),
                "",
                amount == null ? "" : words.grams(amount),
                "",
                "",
                words.ui(amount == null ? "mother.weight.unreadable" : "mother.weight.implausible"));
    }

    private String gain(@Nullable BigDecimal gramsPerDay) {
        return gramsPerDay == null ? "" : words.ui("mother.weight.per.day", words.number(gramsPerDay, 0));
    }

    /** "11.03% below birth weight". */
    private String change(Weighing w) {
        BigDecimal loss = w.lossPercent();
        if (loss == null) {
            return words.ui("mother.weight.against.unknown");
        } else if (loss.signum() == 0) {
            return words.ui("mother.weight.regained");
        }
        return words.ui(loss.signum() > 0 ? "mother.weight.below" : "mother.weight.above", words.number(loss.abs(), 1));
    }

    private double days(Instant at) {
        return Age.hours(origin, at) / HOURS_A_DAY;
    }

    private double x(Instant at) {
        return x(days(at));
    }

    private double x(double days) {
        return round(LEFT + Math.min(days, span) / span * (RIGHT - LEFT));
    }

    private double y(BigDecimal grams) {
        return y(grams.doubleValue());
    }

    private double y(double grams) {
        return round(BOTTOM - (grams - lowest) / (highest - lowest) * (BOTTOM - TOP));
    }

    private static double round(double place) {
        return Math.round(place * 10) / 10.0;
    }

    private static String rounded(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
