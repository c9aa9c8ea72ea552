package io.github.oxytocinmassage.cdshooks;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose chart the reader has open.
 *
 * @param infant reference of the infant; null: the mother's
 * @param unread ids of infants whose own charts could not be had
 */
record Chart(@Nullable String infant, Set<String> unread) {

    Chart {
        unread = Set.copyOf(unread);
    }

    boolean isOfInfant() {
        return infant != null;
    }
}
