package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.InfantCourse;
import java.util.List;

/**
 * An advice and what it was reckoned from, so that a picture shows what the rules have read.
 *
 * @param infants the living ones, with their checks judged
 */
public record Judged(Advice advice, Course course, List<InfantCourse> infants) {

    public Judged {
        infants = List.copyOf(infants);
    }
}
