package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which of several dated values is the newest (protocol sections 2 and 6). */
final class Dated {

    private Dated() {}

    /**
     * The values that may be the newest: each alarms at the end of its time, and is answered by what reassures from the start of its own.
     * Two of one instant both may be; the worse then counts. What only alarms answers nothing.
     */
    static <T> List<T> newest(Collection<T> values, Function<T, When> when, Predicate<T> alarmsOnly) {
        Instant answered = values.stream()
                .filter(alarmsOnly.negate())
                .map(v -> when.apply(v).earliest())
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return values.stream()
                .filter(v -> !when.apply(v).latest().isBefore(answered))
                .toList();
    }
}
