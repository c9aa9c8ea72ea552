package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import io.github.oxytocinmassage.registry.HistoryQuery;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.SearchQuery;
import io.github.oxytocinmassage.registry.StoredVersion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Searches and histories of the registry, a page at a time. The links to the next page hold the question and the position it was asked at:
 * they stay as they were while others write, after a restart and on another instance, and nothing has to be kept for them.
 */
public final class Pages {

    private static final Set<String> OF_A_HISTORY =
            Set.of("_since", "_count", "_page", "_format", "_pretty", "_summary", "_elements", "_total");

    /** FHIR has them, and they would change which versions are told, or in what order. */
    private static final Set<String> NOT_OF_OURS = Set.of("_at", "_list", "_sort");

    private final ResourceStore store;
    private final StoredResources resources;
    private final PageWriter writer;
    private final ZoneId zone;

    Pages(FhirContext context, ResourceStore store, ZoneId zone) {
        this.store = store;
        this.resources = new StoredResources(context);
        this.writer = new PageWriter(context);
        this.zone = zone;
    }

    /** What a search finds now, or did when its first page was given. */
    Bundle search(String type, Asked asked, Bounds bounds) {
        return search(type, asked, bounds, store.position());
    }

    /** @param position of the registry that counts as now */
    Bundle search(String type, Asked asked, Bounds bounds, long position) {
        SearchTerms terms = SearchTerms.of(type, asked.parameters(), asked.base(), zone);
        SearchQuery query = bounds.within(terms.query());
        Slice slice = slice(
                asked,
                position,
                at -> store.count(query, at),
                (at, offset, limit) -> store.search(query, at, offset, limit),
                resources::match);
        return writer.searched(
                asked, terms.ignored(), RecordTypes.of(type).known().keySet(), slice);
    }

    /**
     * The versions of one resource, or of all of a type, the newest first.
     *
     * @param id null: of all
     */
    Bundle history(String type, @Nullable String id, Asked asked) {
        List<String> ignored = unknownOfHistory(asked);
        HistoryQuery query = new HistoryQuery(type, id, since(asked));
        Slice slice = slice(
                asked,
                store.position(),
                at -> store.count(query, at),
                (at, offset, limit) -> store.history(query, at, offset, limit),
                resources::event);
        return writer.history(asked, ignored, slice);
    }

    /** Parameters of a history that are not known; its Bundle has no place to say so. */
    static List<String> unknownOfHistory(Asked asked) {
        List<String> unknown = asked.parameters().keySet().stream()
                .filter(name -> !OF_A_HISTORY.contains(name))
                .toList();
        for (String name : unknown) {
            if (asked.isStrict() || NOT_OF_OURS.contains(name)) {
                throw new InvalidRequestException(
                        Handling.unknown("The history", List.of(name), List.of("_since", "_count")));
            }
        }
        return unknown;
    }

    /** Reads versions at a position. */
    @FunctionalInterface
    private interface Reader {

        List<StoredVersion> read(long position, int offset, int limit);
    }

    private static Slice slice(
            Asked asked, long now, LongUnaryOperator count, Reader reader, Function<StoredVersion, Resource> shown) {
        Place place = asked.place();
        long position = place == null ? now : place.asOf();
        if (position > now) {
            throw new InvalidRequestException("_page is of a time that is not yet; begin the search or history anew");
        }
        int total = Math.toIntExact(count.applyAsLong(position));
        if (place != null && place.total() != total) {
            throw new ResourceGoneException(
                    "Some of what this search or history had found was erased since, or is another's to see now."
                            + " Begin it anew: its further pages would leave something out");
        }
        if (asked.isCounted()) {
            return new Slice(total, List.of(), null);
        }
        int offset = Place.offset(place, total);
        List<Resource> page =
                reader.read(position, offset, asked.count()).stream().map(shown).toList();
        int end = offset + page.size();
        return new Slice(
                total, page, page.isEmpty() || end >= total ? null : new Place(position, total, List.of((long) end)));
    }

    private static Instant since(Asked asked) {
        String since = asked.only("_since");
        if (since == null) {
            return Instant.EPOCH;
        }
        try {
            return new InstantType(since.replace(' ', '+')).getValue().toInstant();
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "_since has to be an instant with its time zone, as in 2026-06-01T00:00:00Z");
        }
    }
}
