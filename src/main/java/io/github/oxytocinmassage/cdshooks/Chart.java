package io.github.oxytocinmassage.cdshooks;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose chart the reader has open.
 *
 * @param infant reference of the infant; null: the mother's
 * @param unread ids of infants whose own charts could not be had
 * @param refused those of them whose charts the EHR's server does not give
 * @param fhirServer of the EHR that shows it; null: not named
 */
record Chart(
        @Nullable String infant,
        Set<String> unread,
        Set<String> refused,
        @Nullable String fhirServer) {

    Chart {
        unread = Set.copyOf(unread);
        refused = Set.copyOf(refused);
    }

    boolean isOfInfant() {
        return infant != null;
    }
}
