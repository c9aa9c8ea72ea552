package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the worklist.
 *
 * @param name part of a mother's or an infant's name, in any letters; empty: all
 * @param urgencies empty: all
 * @param dueBy only who is to be looked at by then; null: all
 */
public record WorklistQuery(
        String name, Set<Integer> urgencies, @Nullable Instant dueBy) {

    public WorklistQuery {
        urgencies = Set.copyOf(urgencies);
    }
}
