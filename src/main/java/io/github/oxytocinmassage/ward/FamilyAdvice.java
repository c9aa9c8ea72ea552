package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.Judged;

/**
 * What a family is told. A hold for what is asked in private must not be seen as one, and yet no massage may be advised under it
 * (protocol sections 3 and 6): it looks like any day on which the midwife wants to check first.
 *
 * @param judged of the record without what is asked in private
 * @param privateHold the massage is held for what is asked in private alone
 */
public record FamilyAdvice(Judged judged, boolean privateHold) {

    public static FamilyAdvice of(MotherRecord record, Advisor advisor) {
        Judged judged = advisor.judge(FamilySight.of(record.episode()));
        return new FamilyAdvice(
                judged, record.advice().hold() && !judged.advice().hold());
    }

    /** The disposition by which the family is addressed; its level, if any, is that of the advice. */
    public Disposition told() {
        return privateHold && isUnderWay() && advice().level() == null ? Disposition.ASSESS : advice().disposition();
    }

    /** Before the next massage the midwife is asked. In an emergency nobody looks for a quiet quarter of an hour. */
    public boolean isAskedFirst() {
        return advice().hold()
                || advice().level() == Level.EMERGENCY
                || (isUnderWay() && (privateHold || told() == Disposition.ASSESS));
    }

    public boolean isOver() {
        Course course = judged.course();
        Integer today = course.protocolDay();
        return course.isClosed()
                || (today != null && today > course.parameters().protocolDays())
                || advice().disposition() == Disposition.COMPLETE;
    }

    private boolean isUnderWay() {
        return judged.course().isStarted() && !isOver();
    }

    private Advice advice() {
        return judged.advice();
    }
}
