package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.JudgedCheck;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.Judged;
import io.github.oxytocinmassage.ward.CardWriter;
import io.github.oxytocinmassage.ward.PageWords;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** How the advice went from day to day: worked out from the record as it is now for the end of each day and for each check. */
final class AdviceHistory {

    private static final int MOST_MOMENTS = 80;

    private final Advisor advisor;
    private final PageWords words;

    AdviceHistory(Advisor advisor, PageWords words) {
        this.advisor = advisor;
        this.words = words;
    }

    /** A moment as it was told apart. */
    private record Point(Instant instant, String at, Advice advice) {}

    /** Each moment by itself, the newest first. */
    List<AdviceMoment> all(Episode episode, Judged judged) {
        List<AdviceMoment> moments = new ArrayList<>();
        for (Point point : points(episode, judged)) {
            moments.add(0, moment(day(point, judged.course()), point));
        }
        return moments;
    }

    /** Moments of one leading advice in a row as one, the newest first. */
    List<AdviceMoment> inShort(Episode episode, Judged judged) {
        List<AdviceMoment> moments = new ArrayList<>();
        Point first = null;
        Point last = null;
        for (Point point : points(episode, judged)) {
            if (first != null && last != null && !alike(last, point)) {
                moments.add(0, moment(span(first, last, judged.course()), last));
                first = point;
            }
            first = first == null ? point : first;
            last = point;
        }
        if (first != null && last != null) {
            moments.add(0, moment(span(first, last, judged.course()), last));
        }
        return moments;
    }

    private List<Point> points(Episode episode, Judged judged) {
        TreeMap<Instant, String> moments = new TreeMap<>();
        Course course = judged.course();
        Instant now = course.asOf();
        Instant start = course.start();
        if (start != null) {
            LocalDate firstDay = words.date(start);
            int days = course.parameters().protocolCloseDay() + 1;
            for (int day = 1; day <= days; day++) {
                Instant end = firstDay.plusDays(day)
                        .atStartOfDay(words.zone())
                        .toInstant()
                        .minusMillis(1);
                moments.put(end, words.ui("mother.history.evening"));
            }
        }
        judged.infants().stream()
                .flatMap(i -> i.history().checks().stream())
                .map(JudgedCheck::at)
                .forEach(at -> moments.put(at, words.ui("mother.history.check", words.clock(at))));
        List<Point> points = new ArrayList<>();
        moments.tailMap(now, true).clear();
        while (moments.size() >= MOST_MOMENTS) {
            moments.pollFirstEntry();
        }
        moments.forEach((at, what) -> points.add(new Point(at, what, advisor.advise(episode.at(at)))));
        points.add(new Point(now, words.ui("mother.history.now"), judged.advice()));
        return points;
    }

    private static boolean alike(Point a, Point b) {
        return a.advice().leading().rule().equals(b.advice().leading().rule())
                && a.advice().level() == b.advice().level();
    }

    private String day(Point point, Course course) {
        Integer day = course.protocolDayOf(point.instant());
        String date = words.day(point.instant());
        return day == null || day < 1 ? date : words.ui("mother.history.day", String.valueOf(day), date);
    }

    private String span(Point first, Point last, Course course) {
        String from = day(first, course);
        String to = day(last, course);
        return from.equals(to) ? from : words.ui("mother.history.span", from, to);
    }

    private AdviceMoment moment(String when, Point point) {
        Advice advice = point.advice();
        return new AdviceMoment(
                when,
                point.at(),
                CardWriter.tone(advice.disposition(), advice.level()),
                (words.term("disposition.", advice.disposition()) + " " + words.term("level.", advice.level())).strip(),
                advice.leading().rule(),
                words.wording().text(advice.leading(), words.locale()));
    }
}
