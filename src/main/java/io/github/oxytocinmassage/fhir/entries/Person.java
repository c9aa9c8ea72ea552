package io.github.oxytocinmassage.fhir.entries;

import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a page may correct of a mother or an infant; everything else stays.
 *
 * @param bornOn null when not known
 * @param bornAt null when only the day is known
 * @param died whether she or it is dead
 * @param diedOn null when not known, or alive
 */
public record Person(
        String name,
        Sex sex,
        @Nullable LocalDate bornOn,
        @Nullable Instant bornAt,
        boolean died,
        @Nullable LocalDate diedOn) {

    /** @param version on which a correction is made */
    public record Kept(Person person, long version) {}
}
