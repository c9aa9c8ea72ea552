package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.protocol.CountedSession;
import io.github.oxytocinmassage.protocol.CountedSession.Count;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.ward.PageWords;
import io.github.oxytocinmassage.ward.mother.MassagePicture.Bar;
import io.github.oxytocinmassage.ward.mother.MassagePicture.Day;
import io.github.oxytocinmassage.ward.mother.MassagePicture.Row;
import io.github.oxytocinmassage.ward.mother.MassagePicture.Tick;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Draws the massages of one run: a bar each, as long as it lasted, patterned by who gave it; what does not count is marked. */
final class MassageDrawing {

    private static final int WIDTH = 340;
    private static final int HEIGHT = 168;
    private static final int LEFT = 28;
    private static final int RIGHT = 336;
    private static final int TOP = 20;
    private static final int BOTTOM = 146;
    private static final int GAP = 2;
    private static final int WIDEST = 8;
    private static final int ABOVE = 7;
    private static final int SHORTEST_DRAWN = 3;
    private static final int LONGEST_TABLE = 100;
    private static final double SECONDS_A_MINUTE = 60;

    private final Course course;
    private final Parameters parameters;
    private final PageWords words;
    private final double slot;

    MassageDrawing(Course course, PageWords words) {
        this.course = course;
        this.parameters = course.parameters();
        this.words = words;
        this.slot = (double) (RIGHT - LEFT) / parameters.protocolDays();
    }

    MassagePicture picture() {
        List<Bar> bars = new ArrayList<>();
        for (int day = 1; day <= parameters.protocolDays(); day++) {
            bars.addAll(bars(day));
        }
        List<CountedSession> all = course.sessions();
        return new MassagePicture(
                said(),
                words.ui("mother.massage.target", String.valueOf(parameters.sessionTargetMinutes())),
                WIDTH,
                HEIGHT,
                LEFT,
                RIGHT,
                BOTTOM,
                List.of(
                        tick(parameters.sessionMaxMinutes(), "plain"),
                        tick(parameters.sessionTargetMinutes(), "target"),
                        tick(parameters.sessionMinMinutes(), "least")),
                IntStream.rangeClosed(1, parameters.protocolDays())
                        .mapToObj(d -> new Day(middle(d), String.valueOf(d), Objects.equals(course.protocolDay(), d)))
                        .toList(),
                bars,
                bars.stream()
                        .filter(b -> !b.mark().equals("missed"))
                        .map(Bar::giver)
                        .distinct()
                        .sorted()
                        .toList(),
                bars.stream()
                        .map(Bar::mark)
                        .filter(m -> !m.isEmpty())
                        .distinct()
                        .sorted()
                        .toList(),
                all.subList(Math.max(0, all.size() - LONGEST_TABLE), all.size()).stream()
                        .map(this::row)
                        .toList());
    }

    private List<Bar> bars(int day) {
        List<CountedSession> sessions =
                course.sessions().stream().filter(s -> s.protocolDay() == day).toList();
        double width = Math.min(WIDEST, (slot - 2) / Math.max(1, sessions.size()) - GAP);
        double x = middle(day) - (width + GAP) * sessions.size() / 2 + GAP / 2.0;
        List<Bar> bars = new ArrayList<>();
        for (CountedSession session : sessions) {
            double height = height(session);
            double top = BOTTOM - height;
            bars.add(new Bar(
                    round(x),
                    round(top),
                    round(width),
                    round(height),
                    giver(session),
                    mark(session),
                    round(x + width / 2),
                    round(top - ABOVE)));
            x += width + GAP;
        }
        return bars;
    }

    private double height(CountedSession session) {
        Duration length = session.session().length();
        if (session.count() == Count.MISSED) {
            return 0;
        }
        double minutes = length == null
                ? parameters.sessionTargetMinutes()
                : Math.min(length.toSeconds() / SECONDS_A_MINUTE, parameters.sessionMaxMinutes());
        return Math.max(SHORTEST_DRAWN, BOTTOM - y(minutes));
    }

    static String giver(CountedSession session) {
        return switch (session.session().performer()) {
            case "husband" -> "husband";
            case "midwife" -> "midwife";
            case "" -> "unsaid";
            default -> "companion";
        };
    }

    private static String mark(CountedSession session) {
        return switch (session.count()) {
            case VALID -> session.session().length() == null ? "length-unknown" : "";
            case SHORT -> "short";
            case SURPLUS -> "surplus";
            case OVERLAPPED, IMPLAUSIBLE, OUTSIDE -> "out";
            case MISSED -> "missed";
        };
    }

    private String said() {
        List<CountedSession> all = course.sessions();
        long valid = all.stream().filter(s -> s.count() == Count.VALID).count();
        return words.ui(
                "mother.massage.said",
                valid,
                String.valueOf(all.stream()
                        .filter(s -> s.count() != Count.VALID && s.count() != Count.MISSED)
                        .count()),
                String.valueOf(
                        all.stream().filter(s -> s.count() == Count.MISSED).count()));
    }

    private Row row(CountedSession counted) {
        Duration length = counted.session().length();
        boolean missed = counted.count() == Count.MISSED;
        String reason = counted.session().reason();
        String counts = words.ui("mother.massage.count." + counted.count());
        return new Row(
                words.time(counted.session().start().earliest()),
                counted.protocolDay() < 1 ? "–" : String.valueOf(counted.protocolDay()),
                missed
                        ? ""
                        : length == null
                                ? words.ui("mother.massage.length.unknown")
                                : words.ui(
                                        "mother.massage.minutes",
                                        words.number(BigDecimal.valueOf(length.toSeconds() / SECONDS_A_MINUTE), 1)),
                missed ? "" : words.ui("mother.massage.by." + giver(counted)),
                missed && !reason.isEmpty()
                        ? counts + " (" + words.wording().name(reason, words.locale()) + ")"
                        : counts);
    }

    private Tick tick(int minutes, String kind) {
        return new Tick(round(y(minutes)), String.valueOf(minutes), kind);
    }

    private double y(double minutes) {
        return BOTTOM - minutes / parameters.sessionMaxMinutes() * (BOTTOM - TOP);
    }

    private double middle(int day) {
        return round(LEFT + (day - 0.5) * slot);
    }

    private static double round(double place) {
        return Math.round(place * 10) / 10.0;
    }
}
