package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.InfantCourse;
import io.github.oxytocinmassage.protocol.JudgedCheck;
import io.github.oxytocinmassage.protocol.MassageRecord;
import io.github.oxytocinmassage.protocol.Sign;
import io.github.oxytocinmassage.ward.PageWords;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The baseline of one infant against its end check, or against the newest check while there is no end check.
 *
 * @param ended the second is the end check
 */
record BeforeAfter(
        String infant,
        String before,
        String beforeStatus,
        String beforeTone,
        String after,
        String afterStatus,
        String afterTone,
        boolean ended,
        List<Row> rows) {

    /** One sign before and after: {@code present}, {@code absent} or {@code unknown}, and in words. */
    record Row(String sign, String before, String beforeWord, String after, String afterWord) {}

    /** Empty while there are not two checks to compare. */
    static Optional<BeforeAfter> of(InfantCourse infant, Course course, PageWords words) {
        MassageRecord massage = course.massage();
        Instant first = massage == null ? null : massage.firstSession().orElse(null);
        JudgedCheck before = infant.history().baseline(first).orElse(null);
        JudgedCheck end = infant.endCheck().orElse(null);
        JudgedCheck after = end != null ? end : infant.history().last().orElse(null);
        if (before == null || after == null || before == after) {
            return Optional.empty();
        }
        return Optional.of(new BeforeAfter(
                infant.newborn().infant().label(),
                words.day(before.at()),
                words.term("status.", before.status()),
                tone(before.status()),
                words.day(after.at()),
                words.term("status.", after.status()),
                tone(after.status()),
                end != null,
                Arrays.stream(Sign.values())
                        .map(s -> new Row(
                                words.heading(s.code()),
                                tone(before.state(s)),
                                words.term("sign.", before.state(s)),
                                tone(after.state(s)),
                                words.term("sign.", after.state(s))))
                        .toList()));
    }

    private static String tone(Enum<?> of) {
        return of.name().toLowerCase(Locale.ROOT);
    }
}
