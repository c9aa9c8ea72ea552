package io.github.oxytocinmassage.fhir.interactions;

import java.util.List;
import java.util.function.Function;
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
        @Nullable Place next) {

    /**
     * Of what was found by asking for one more than the page holds: that one tells whether it goes on.
     *
     * @param count on a page
     * @param place after one of them
     */
    static <T> Slice of(
            int total, List<T> found, int count, Function<T, ? extends Resource> shown, Function<T, Place> place) {
        List<T> page = found.subList(0, Math.min(found.size(), count));
        return new Slice(
                total,
                page.stream().map(shown).toList(),
                page.size() == found.size() ? null : place.apply(page.get(page.size() - 1)));
    }
}
