package io.github.oxytocinmassage.fhir.entries;

import org.jspecify.annotations.Nullable;

/**
 * Who enters something.
 *
 * @param name as it is shown; empty where nobody has signed in
 * @param practitioner reference of the Practitioner that the account is of; null without one
 */
public record Author(String name, @Nullable String practitioner) {

    /** Nobody is known by name: the open demo. */
    public static final Author UNKNOWN = new Author("", null);

    boolean isKnown() {
        return !name.isEmpty() || practitioner != null;
    }
}
