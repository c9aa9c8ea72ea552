package io.github.oxytocinmassage.registry;

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
}
