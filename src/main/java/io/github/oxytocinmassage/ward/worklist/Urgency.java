package io.github.oxytocinmassage.ward.worklist;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is to be done now: the groups of the worklist, the most pressing first (protocol section 1). */
enum Urgency {
    /** No advice could be worked out: it may be an emergency, so she comes first. */
    UNKNOWN,
    EMERGENCY,
    URGENT,
    PRIORITY,
    ASSESS,
    INTENSIFY,
    NOT_ELIGIBLE,
    CONTINUE,
    COMPLETE;

    static Urgency of(Advice advice) {
        return of(advice.disposition(), advice.level());
    }

    private static Urgency of(Disposition disposition, @Nullable Level level) {
        return valueOf(disposition == Disposition.ESCALATE && level != null ? level.name() : disposition.name());
    }

    /** As it is stored: the lowest first, an emergency at 0. */
    int rank() {
        return ordinal() - EMERGENCY.ordinal();
    }

    /** Class of the style sheet and name of the shape. */
    String tone() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
