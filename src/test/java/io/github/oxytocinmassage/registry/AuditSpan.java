package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;

/** Asks the audit trail for all that was recorded within a time. */
public final class AuditSpan {

    private AuditSpan() {}

    /** @param until the instant after the last */
    public static AuditQuery between(Instant from, Instant until) {
        Criterion.Compared span =
                new Criterion.Compared(Criterion.Comparison.EQ, from.toEpochMilli(), until.toEpochMilli());
        return new AuditQuery(List.of(new Criterion.DateIn("date", List.of(span))), Long.MAX_VALUE, null);
    }
}
