package io.github.oxytocinmassage.protocol;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A count that is expected by day of life: the entry of the latest day not after it holds. Starts at day 1. */
public record DayTable(NavigableMap<Integer, Integer> fromDay) {

    public DayTable {
        if (!fromDay.containsKey(1)) {
            throw new IllegalArgumentException("has no entry for day of life 1");
        }
        fromDay = Collections.unmodifiableNavigableMap(new TreeMap<>(fromDay));
    }

    /** The count expected on a day of life; of an unknown day the most that any day asks. */
    public int on(@Nullable Integer dayOfLife) {
        return dayOfLife == null
                ? Collections.max(fromDay.values())
                : fromDay.floorEntry(Math.max(1, dayOfLife)).getValue();
    }
}
