package io.github.oxytocinmassage.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a resource as it was stored.
 *
 * @param position its place in the order of all writes
 * @param type FHIR resource type
 * @param id logical id
 * @param version from 1
 * @param writtenAt to the millisecond; never earlier than that of a version written before
 * @param deleted this version says that the resource is gone
 * @param body FHIR JSON without version and time, which stand here; null when deleted
 */
public record StoredVersion(
        long position,
        String type,
        String id,
        long version,
        Instant writtenAt,
        boolean deleted,
        @Nullable String body) {

    /** {@code Type/id}. */
    public String reference() {
        return type + "/" + id;
    }
}
