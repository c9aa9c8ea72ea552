package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the audit trail.
 *
 * @param criteria all of which hold: references to those whose record it was, dates
 * @param last highest id that counts
 * @param after null: from the last one on
 */
public record AuditQuery(
        List<Criterion> criteria, long last, @Nullable After after) {

    public AuditQuery {
        criteria = List.copyOf(criteria);
    }

    /** Only what comes after this one in the order of the trail, the last ones first. */
    public record After(long recordedMillis, long id) {}

    /** @param until the instant after the last */
    public static AuditQuery between(Instant from, Instant until) {
        Criterion.Compared span =
                new Criterion.Compared(Criterion.Comparison.EQ, from.toEpochMilli(), until.toEpochMilli());
        return new AuditQuery(List.of(new Criterion.DateIn("date", List.of(span))), Long.MAX_VALUE, null);
    }
}
