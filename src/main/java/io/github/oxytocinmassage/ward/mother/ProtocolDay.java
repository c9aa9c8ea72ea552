package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.protocol.CountedSession;
import io.github.oxytocinmassage.protocol.CountedSession.Count;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.InfantCourse;
import io.github.oxytocinmassage.protocol.JudgedCheck;
import io.github.oxytocinmassage.protocol.Status;
import io.github.oxytocinmassage.ward.PageWords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One of the 14 days: what was done.
 *
 * @param place {@code past}, {@code today} or {@code ahead}
 * @param massages how many count
 * @param others how many do not
 * @param status of the worst check of the day, as a class of the style sheet; empty without one
 * @param said all of it in words
 */
record ProtocolDay(int number, String date, String place, int massages, int others, String status, String said) {

    /** The days of the protocol; none before its start. */
    static List<ProtocolDay> of(Course course, List<InfantCourse> infants, PageWords words) {
        return days(course, infants, true, words);
    }

    /** The same for a family: what it has done itself, without the results of checks. */
    static List<ProtocolDay> ofMassages(Course course, PageWords words) {
        return days(course, List.of(), false, words);
    }

    private static List<ProtocolDay> days(Course course, List<InfantCourse> infants, boolean checks, PageWords words) {
        Instant start = course.start();
        Integer today = course.protocolDay();
        if (start == null || today == null) {
            return List.of();
        }
        return IntStream.rangeClosed(1, course.parameters().protocolDays())
                .mapToObj(day -> day(day, start, today, course, infants, checks, words))
                .toList();
    }

    private static ProtocolDay day(
            int day,
            Instant start,
            int today,
            Course course,
            List<InfantCourse> infants,
            boolean checks,
            PageWords words) {
        List<CountedSession> sessions = course.sessions().stream()
                .filter(s -> s.protocolDay() == day && s.count() != Count.MISSED)
                .toList();
        int valid =
                (int) sessions.stream().filter(s -> s.count() == Count.VALID).count();
        Status status = infants.stream()
                .flatMap(i -> i.history().checks().stream())
                .filter(c -> Objects.equals(course.protocolDayOf(c.at()), day))
                .map(JudgedCheck::status)
                .min(Status.WORST_FIRST)
                .orElse(null);
        Instant at = start.plus(Duration.ofDays(day - 1L));
        String date = words.day(at);
        return new ProtocolDay(
                day,
                date,
                day < today ? "past" : day == today ? "today" : "ahead",
                valid,
                sessions.size() - valid,
                status == null ? "" : status.name().toLowerCase(Locale.ROOT),
                day > today ? date : said(date, day == today, valid, sessions.size() - valid, checks, status, words));
    }

    private static String said(
            String date,
            boolean today,
            int valid,
            int others,
            boolean checks,
            @Nullable Status status,
            PageWords words) {
        List<String> parts = new ArrayList<>();
        parts.add(today ? words.ui("mother.strip.today", date) : date);
        parts.add(words.ui("mother.strip.massages", valid));
        if (others > 0) {
            parts.add(words.ui("mother.strip.others", others));
        }
        if (checks) {
            parts.add(
                    status == null
                            ? words.ui("mother.strip.no.check")
                            : words.ui("mother.strip.check", words.term("status.", status)));
        }
        return String.join(", ", parts);
    }
}
