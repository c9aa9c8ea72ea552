package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.protocol.Advice.SignShown;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.InfantCourse;
import io.github.oxytocinmassage.protocol.JudgedCheck;
import io.github.oxytocinmassage.protocol.Sign;
import io.github.oxytocinmassage.protocol.When;
import io.github.oxytocinmassage.ward.PageWords;
import io.github.oxytocinmassage.ward.mother.SignsPicture.Column;
import io.github.oxytocinmassage.ward.mother.SignsPicture.Line;
import io.github.oxytocinmassage.ward.mother.SignsPicture.Mark;
import io.github.oxytocinmassage.ward.mother.SignsPicture.Row;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws the ten signs of one infant: a column a check, and one for each day without a check. */
final class SignsDrawing {

    private static final int WIDTH = 340;
    private static final int SLOT = 24;
    private static final int MOST = 14;
    private static final int HEAD = 24;
    private static final int LINE = 39;
    private static final int TEXT = 12;
    private static final int MARKS = 26;
    private static final int FEW = 4;
    private static final int FEW_LINE = 25;
    private static final int FEW_TEXT = 17;
    private static final int FEW_MARKS = 13;
    private static final int BESIDE = 10;
    private static final int LONGEST_TABLE = 60;

    private final InfantCourse infant;
    private final Course course;
    private final PageWords words;

    SignsDrawing(InfantCourse infant, Course course, PageWords words) {
        this.infant = infant;
        this.course = course;
        this.words = words;
    }

    private record Place(LocalDate day, @Nullable JudgedCheck check) {}

    SignsPicture picture(String id) {
        List<Place> all = places();
        List<Place> places = all.subList(Math.max(0, all.size() - MOST), all.size());
        boolean few = places.size() <= FEW;
        int line = few ? FEW_LINE : LINE;
        List<Line> lines = new ArrayList<>();
        for (Sign sign : Sign.values()) {
            List<Mark> marks = marks(sign, places);
            double top = HEAD + (double) line * lines.size();
            String name = words.heading(sign.code());
            lines.add(
                    few
                            ? new Line(name, places.size() * SLOT + BESIDE, top + FEW_TEXT, top + FEW_MARKS, marks)
                            : new Line(name, 2, top + TEXT, top + MARKS, marks));
        }
        List<JudgedCheck> checks = infant.history().checks();
        int left = all.size() - places.size();
        return new SignsPicture(
                id,
                infant.newborn().infant().label(),
                said(),
                words.ui(course.isStarted() ? "mother.signs.axis.protocol" : "mother.signs.axis.life"),
                WIDTH,
                HEAD + line * lines.size(),
                columns(places),
                lines,
                words.term("sign.", Sign.State.PRESENT),
                words.term("sign.", Sign.State.ABSENT),
                words.term("sign.", Sign.State.UNKNOWN),
                left == 0 ? "" : words.ui("mother.signs.left", left),
                checks.subList(Math.max(0, checks.size() - LONGEST_TABLE), checks.size()).stream()
                        .map(this::row)
                        .toList());
    }

    /** From the first check to today, while the protocol is judged. */
    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        List<JudgedCheck> checks = infant.history().checks();
        LocalDate day = null;
        for (JudgedCheck check : checks) {
            LocalDate at = words.date(check.at());
            fill(places, day, at);
            places.add(new Place(at, check));
            day = at;
        }
        if (day != null && course.isOpen()) {
            fill(places, day, words.date(course.asOf()).plusDays(1));
        }
        return places;
    }

    private static void fill(List<Place> places, @Nullable LocalDate after, LocalDate before) {
        if (after != null) {
            for (LocalDate day = after.plusDays(1); day.isBefore(before); day = day.plusDays(1)) {
                places.add(new Place(day, null));
            }
        }
    }

    private List<Column> columns(List<Place> places) {
        JudgedCheck last = infant.history().last().orElse(null);
        List<Column> columns = new ArrayList<>();
        LocalDate before = null;
        for (Place place : places) {
            String text = place.day().equals(before) ? "" : number(place.day());
            columns.add(new Column(
                    x(columns.size()), text, place.check() != null, place.check() != null && place.check() == last));
            before = place.day();
        }
        return columns;
    }

    /** Day of the protocol once it has started, "–" before it; else the day of life. */
    private String number(LocalDate day) {
        if (course.start() != null) {
            long number = ChronoUnit.DAYS.between(words.date(course.start()), day) + 1;
            return number < 1 ? "–" : String.valueOf(number);
        }
        When birth = infant.newborn().infant().birth();
        return birth == null
                ? String.valueOf(day.getDayOfMonth())
                : String.valueOf(ChronoUnit.DAYS.between(words.date(birth.earliest()), day) + 1);
    }

    private List<Mark> marks(Sign sign, List<Place> places) {
        List<Mark> marks = new ArrayList<>();
        for (Place place : places) {
            JudgedCheck check = place.check();
            marks.add(new Mark(
                    x(marks.size()),
                    check == null ? "" : check.state(sign).name().toLowerCase(Locale.ROOT)));
        }
        return marks;
    }

    private String said() {
        return infant.history()
                .last()
                .map(last -> words.ui(
                        "mother.signs.said",
                        infant.history().checks().size(),
                        words.day(last.at()),
                        String.valueOf(last.signs(Sign.State.PRESENT).size()),
                        String.valueOf(last.signs(Sign.State.ABSENT).size()),
                        String.valueOf(last.signs(Sign.State.UNKNOWN).size()),
                        words.term("status.", last.status())))
                .orElse(words.ui("last.check.none"));
    }

    private Row row(JudgedCheck check) {
        List<String> states = new ArrayList<>();
        for (Sign sign : Sign.values()) {
            String value = words.value(
                    new SignShown(sign, check.state(sign), check.sheet().shown(sign)));
            String state = words.term("sign.", check.state(sign));
            states.add(value.isEmpty() ? state : state + " (" + value + ")");
        }
        return new Row(words.time(check.at()), words.term("status.", check.status()), states);
    }

    private static double x(int place) {
        return place * SLOT + SLOT / 2.0 + 1;
    }
}
