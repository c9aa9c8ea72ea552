package io.github.oxytocinmassage.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can't be read as it stands, or not with certainty. It travels as data; a rule turns it into a finding.
 *
 * @param source reference of the resource
 * @param path where in it, a FHIRPath ("Observation.component[2].value")
 * @param subject reference of the mother or infant concerned, if known
 * @param detail what was found there, in a word or two (a code, a unit), never a name; may be empty
 */
public record Doubt(
        Kind kind, String source, String path, @Nullable String subject, String detail) implements Grounds {

    @Override
    public List<String> basis() {
        return List.of(source);
    }

    @Override
    public List<String> items() {
        return List.of((path + " " + detail).strip());
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
