package io.github.oxytocinmassage.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest usable answer to a count, score, colour or yes-or-no item. Two answers that may both be the newest (one instant, or a
 * date without a time) are both here, so that the worse counts.
 *
 * @param reviewed a clinician has seen to it since
 * @param oldestAgeHours of the infant at the time of the answer
 * @param oldestDayOfLife likewise
 */
public record Newest(
        Item item,
        @Nullable String subject,
        @Nullable Integer count,
        @Nullable Colour colour,
        @Nullable Boolean yes,
        boolean reviewed,
        double oldestAgeHours,
        int oldestDayOfLife,
        Double hoursAgo,
        When when,
        String source)
        implements Grounds {

    @Override
    public List<String> basis() {
        return List.of(source);
    }

    @Override
    public List<Figure> figures() {
        String value = count != null ? count.toString() : colour != null ? colour.code() : "";
        return value.isEmpty() ? List.of() : List.of(new Figure(item.code(), value, when, source));
    }

    @Override
    public List<String> items() {
        return List.of(item.code());
    }
}
