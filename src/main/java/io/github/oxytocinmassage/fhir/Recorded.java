package io.github.oxytocinmassage.fhir;

import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A resource of the record.
 *
 * @param source what it is called: "Observation/c1"
 * @param base address of the server it comes from; empty when that is not said
 * @param container the resource it is contained in; null when it stands by itself
 */
record Recorded(
        Resource resource,
        String source,
        String base,
        @Nullable Recorded container) {

    String type() {
        return resource.fhirType();
    }

    /** FHIRPath of a part of it. */
    String path(String part) {
        return type() + "." + part;
    }
}
