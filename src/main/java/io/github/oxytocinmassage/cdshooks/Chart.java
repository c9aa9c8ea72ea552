package io.github.oxytocinmassage.cdshooks;

import org.jspecify.annotations.Nullable;

/**
 * Whose chart the reader has open.
 *
 * @param infant reference of the infant; null: the mother's
 */
record Chart(@Nullable String infant) {

    static Chart ofMother() {
        return new Chart(null);
    }

    boolean isOfInfant() {
        return infant != null;
    }
}
