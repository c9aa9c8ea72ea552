package io.github.oxytocinmassage.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that fired.
 *
 * @param rule its id, "OM-DAN-I13"
 * @param disposition what it calls for; null for a note that never decides
 * @param level with ESCALATE only
 * @param subject reference of whom it speaks; null: an infant that can't be resolved
 * @param basis references of the resources it stands on, in order
 * @param hoursAgo since the newest of them was recorded; null where that says nothing
 * @param items codes of what it names one by one
 * @param figures the numbers and colours it stands on, in order of time
 */
public record Finding(
        String rule,
        @Nullable Disposition disposition,
        @Nullable Level level,
        @Nullable String subject,
        List<String> basis,
        @Nullable Double hoursAgo,
        List<String> items,
        List<Figure> figures) {

    public Finding {
        basis = List.copyOf(basis);
        items = List.copyOf(items);
        figures = List.copyOf(figures);
    }

    /** Whether this finding stands on a resource. */
    public boolean standsOn(String reference) {
        return basis.contains(reference);
    }

    public boolean isDangerSign() {
        return rule.startsWith("OM-DAN-");
    }
}
