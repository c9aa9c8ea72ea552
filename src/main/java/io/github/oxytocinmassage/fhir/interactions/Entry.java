package io.github.oxytocinmassage.fhir.interactions;

import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a transaction or batch, understood.
 *
 * @param index in the Bundle, from 0
 * @param method GET, POST, PUT or DELETE
 * @param type of the resource that it is about
 * @param id of that resource; null for a create and a search
 * @param query of a search; null else
 * @param version to be read; null: the newest
 * @param fullUrl what other entries refer to it by; null when it has none
 * @param resource to be stored; null for GET and DELETE
 * @param ifNoneExist condition of a create
 * @param ifMatch version that an update or delete expects
 */
record Entry(
        int index,
        HTTPVerb method,
        String type,
        @Nullable String id,
        @Nullable String query,
        @Nullable String version,
        @Nullable String fullUrl,
        @Nullable Resource resource,
        @Nullable String ifNoneExist,
        @Nullable String ifMatch) {

    boolean reads() {
        return method == HTTPVerb.GET || method == HTTPVerb.HEAD;
    }

    /** What it takes to do what it asks for. */
    Right[] rights() {
        return switch (method) {
            case DELETE -> new Right[] {Right.DELETE};
            case PUT -> new Right[] {Right.UPDATE};
            case POST -> ifNoneExist == null ? new Right[] {Right.CREATE} : new Right[] {Right.CREATE, Right.SEARCH};
            default -> new Right[] {id == null ? Right.SEARCH : Right.READ};
        };
    }

    /** FHIR's order within a transaction: deletes, creates, updates, reads. */
    int turn() {
        return switch (method) {
            case DELETE -> 0;
            case POST -> 1;
            case PUT -> 2;
            default -> 3;
        };
    }
}
