package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IPagingProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.registry.HistoryQuery;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.SearchQuery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Next links that hold the whole question and the position it was asked at: they stay as they were while others write, after a restart
 * and on another instance, and nothing has to be kept for them.
 */
public final class Pages implements IPagingProvider {

    static final int DEFAULT_SIZE = 50;
    static final int MAXIMUM_SIZE = 1000;

    private final ResourceStore store;
    private final StoredResources resources;
    private final ZoneId zone;

    Pages(ResourceStore store, StoredResources resources, ZoneId zone) {
        this.store = store;
        this.resources = resources;
        this.zone = zone;
    }

    /** What a search finds now. */
    Found search(String type, Map<String, String[]> parameters, Bounds bounds) {
        return search(type, parameters, store.position(), bounds);
    }

    /** The versions of one resource, or of all of a type. */
    Found history(HistoryQuery query) {
        return history(query, store.position());
    }

    @Override
    public int getDefaultPageSize() {
        return DEFAULT_SIZE;
    }

    @Override
    public int getMaximumPageSize() {
        return MAXIMUM_SIZE;
    }

    @Override
    public boolean canStoreSearchResults() {
        return true;
    }

    @Override
    public @Nullable String storeResultList(@Nullable RequestDetails request, IBundleProvider found) {
        return found.getUuid();
    }

    /** @return null when the link is none of ours */
    @Override
    public @Nullable IBundleProvider retrieveResultList(@Nullable RequestDetails request, String id) {
        Reach reach = Reach.of(Objects.requireNonNull(request));
        try {
            String[] lines = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8).split("\n", -1);
            long position = Long.parseLong(lines[1]);
            if (!RecordTypes.holds(lines[2])) {
                return null;
            }
            return switch (lines[0]) {
                case "s" -> search(lines[2], parameters(lines), position, reach.over(lines[2], Right.SEARCH));
                case "h" -> {
                    check(reach, lines[2], lines[3]);
                    yield history(
                            new HistoryQuery(
                                    lines[2],
                                    lines[3].isEmpty() ? null : lines[3],
                                    Instant.ofEpochMilli(Long.parseLong(lines[4]))),
                            position);
                }
                default -> null;
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | InvalidRequestException e) {
            return null;
        }
    }

    private static void check(Reach reach, String type, String id) {
        if (id.isEmpty()) {
            reach.over(type, Right.SEARCH).checkNobodysInParticular();
        } else {
            reach.over(type, Right.READ).checkAll(type, id);
        }
    }

    /** What a search finds at a position. */
    Found search(String type, Map<String, String[]> parameters, long position, Bounds bounds) {
        SearchTerms terms = SearchTerms.of(type, parameters, zone);
        SearchQuery query = bounds.within(terms.query());
        List<String> lines = new ArrayList<>(List.of("s", String.valueOf(position), type));
        parameters.forEach((name, values) -> {
            for (String value : values) {
                lines.add(name);
                lines.add(value.replace("\n", ""));
            }
        });
        return new Found(
                named(lines),
                terms.ignored(),
                Math.toIntExact(store.count(query, position)),
                (offset, limit) -> store.search(query, position, offset, limit).stream()
                        .map(resources::match)
                        .toList());
    }

    private Found history(HistoryQuery query, long position) {
        String id = query.id() == null ? "" : query.id();
        return new Found(
                named(List.of(
                        "h",
                        String.valueOf(position),
                        query.type(),
                        id,
                        String.valueOf(query.since().toEpochMilli()))),
                List.of(),
                Math.toIntExact(store.count(query, position)),
                (offset, limit) -> store.history(query, position, offset, limit).stream()
                        .map(resources::event)
                        .toList());
    }

    private static Map<String, String[]> parameters(String[] lines) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int i = 3; i + 1 < lines.length; i += 2) {
            all.computeIfAbsent(lines[i], name -> new ArrayList<>()).add(lines[i + 1]);
        }
        Map<String, String[]> parameters = new LinkedHashMap<>();
        all.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
        return parameters;
    }

    private static String named(List<String> lines) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }
}
