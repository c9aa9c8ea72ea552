package io.github.oxytocinmassage.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can't be read as it stands, or not with certainty. It travels as data; a rule turns it into a finding.
 *
 * @param source reference of the resource
 * @param path where in it, a FHIRPath ("Observation.component[2].value")
 * @param subject reference of the mother or infant concerned, if known
 * @param detail what was found there, in a word or two (a code, a unit), never a name; or a {@link Reason}'s code; may be empty
 */
public record Doubt(
        Kind kind, String source, String path, @Nullable String subject, String detail) implements Grounds {

    @Override
    public List<String> basis() {
        return List.of(source);
    }

    @Override
    public List<String> items() {
        return Reason.CODES.contains(detail) ? List.of(path, detail) : List.of((path + " " + detail).strip());
    }

    /** What is told in words, where nothing that was found tells it. */
    public enum Reason {
        NO_VALUE,
        ONLY_COMPARED,
        NO_UNIT,
        NO_DATE,
        NO_DAY,
        NO_ZONE,
        ENDS_BEFORE_IT_STARTS,
        NO_STATUS,
        AND_MORE;

        private static final Set<String> CODES =
                Arrays.stream(values()).map(Reason::code).collect(Collectors.toUnmodifiableSet());

        /** By which its words are found, and what a doubt has as its detail. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The kinds of data quality of protocol section 7; the number is that of OM-DQ-00n. */
    public enum Kind {
        IMPLAUSIBLE,
        OVERLAPPING,
        UNIT_OR_TYPE,
        CONTRADICTION,
        DATE,
        DUPLICATE,
        PRELIMINARY,
        UNKNOWN_CODE,
        INFANT_UNRESOLVED
    }
}
