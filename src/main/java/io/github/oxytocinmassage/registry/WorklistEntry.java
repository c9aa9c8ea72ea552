package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mother and her advice as it stands.
 *
 * @param mother {@code Patient/id}
 * @param name what people call her
 * @param infants names, in order of birth
 * @param people references of all whose resources make up her record
 * @param urgency the lowest first
 * @param disposition empty where no advice could be worked out, as rule and level
 * @param level of a referral, else empty
 * @param about whom the leading finding speaks of; empty: an infant that is not known
 * @param protocolDay null before the start
 * @param lastCheck the newest of any infant of hers; null without one
 * @param nextLook null when nothing more is asked
 * @param holdsUntil when time alone may change the advice
 */
public record WorklistEntry(
        String mother,
        String name,
        List<String> infants,
        Set<String> people,
        int urgency,
        String disposition,
        String level,
        String rule,
        String about,
        boolean hold,
        boolean closed,
        @Nullable Integer protocolDay,
        @Nullable Instant lastCheck,
        @Nullable Instant nextLook,
        Instant asOf,
        Instant holdsUntil,
        String release) {

    public WorklistEntry {
        infants = List.copyOf(infants);
        people = Set.copyOf(people);
    }
}
