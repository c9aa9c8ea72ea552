package io.github.oxytocinmassage.fhir.interactions;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param total of all pages
 * @param next where the next page begins; null when there is none
 */
record Slice(
        int total,
        List<? extends Resource> resources,
        @Nullable Place next) {}
