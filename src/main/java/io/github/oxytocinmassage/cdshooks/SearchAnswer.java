package io.github.oxytocinmassage.cdshooks;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Judges whether the answer to a search is all of it, and whose it is. */
final class SearchAnswer {

    private static final Set<String> ERRORS = Set.of("error", "fatal");
    private static final Set<String> BESIDE = Set.of("include", "outcome");
    private static final Set<String> WHOSE = Set.of("patient", "subject");

    private SearchAnswer() {}

    /** Why a resource is not the whole answer to a key's read or search; null when it is. */
    static @Nullable String lack(PrefetchKey key, JsonNode resource) {
        String type = type(resource);
        return type.equals("Bundle") ? lackOfAll(resource) : key.asksFor(type) ? null : "is of type " + type;
    }

    private static @Nullable String lackOfAll(JsonNode resource) {
        String error = error(resource);
        if (error != null) {
            return error;
        }
        return links(resource, "next").findAny().isPresent() || total(resource) > matches(resource)
                ? "is one page of several"
                : null;
    }

    /** Why a page of a search is no page of an answer, whether or not there are more; null when it is. */
    static @Nullable String error(JsonNode bundle) {
        if (entries(bundle).anyMatch(SearchAnswer::isError)) {
            return "holds an OperationOutcome of severity error or fatal";
        }
        if (entries(bundle).anyMatch(SearchAnswer::isRefusal)) {
            return "holds an answer of a status that is no success";
        }
        return entries(bundle)
                .map(e -> e.path("resource"))
                .filter(r -> type(r).equals("Bundle"))
                .map(SearchAnswer::lackOfAll)
                .filter(l -> l != null)
                .findFirst()
                .orElse(null);
    }

    /** Where the next page lies; null after the last. */
    static @Nullable String next(JsonNode bundle) {
        return links(bundle, "next").findFirst().orElse(null);
    }

    /** How many matches there are on all pages; 0 when it is not said. */
    static long total(JsonNode bundle) {
        return bundle.path("total").asLong(0);
    }

    static long matches(JsonNode bundle) {
        return entries(bundle).filter(SearchAnswer::isMatch).count();
    }

    /** Whether a search, by its own address, asked for these patients and not for the mother. Without an address it is believed. */
    static boolean asksForOthers(JsonNode bundle, List<String> patients, String mother) {
        List<String> asked =
                links(bundle, "self").flatMap(SearchAnswer::patients).toList();
        return asked.stream().anyMatch(patients::contains) && !asked.contains(mother);
    }

    private static Stream<String> patients(String url) {
        int query = url.indexOf('?');
        return query < 0
                ? Stream.empty()
                : Arrays.stream(url.substring(query + 1).split("&", -1)).flatMap(SearchAnswer::values);
    }

    private static Stream<String> values(String parameter) {
        String[] pair = parameter.split("=", 2);
        String name = pair[0].replaceFirst("[:.].*", "");
        return pair.length == 2 && WHOSE.contains(name)
                ? Arrays.stream(decoded(pair[1]).split(",", -1)).map(References::id)
                : Stream.empty();
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static boolean isError(JsonNode entry) {
        return isError(entry, "resource") || isError(entry.path("response"), "outcome");
    }

    /** Of a batch, what could not be done says so by its status; a deletion in a history is none. */
    private static boolean isRefusal(JsonNode entry) {
        String status = entry.path("response").path("status").asString("").strip();
        return !status.isEmpty() && !status.startsWith("2") && !status.startsWith("304");
    }

    private static boolean isError(JsonNode holder, String member) {
        JsonNode resource = holder.path(member);
        return type(resource).equals("OperationOutcome")
                && resource.path("issue")
                        .valueStream()
                        .anyMatch(i -> ERRORS.contains(i.path("severity").asString("")));
    }

    /** What was included beside the matches does not count into the total. */
    private static boolean isMatch(JsonNode entry) {
        return entry.path("resource").isObject()
                && !type(entry.path("resource")).equals("OperationOutcome")
                && !BESIDE.contains(entry.path("search").path("mode").asString(""));
    }

    private static Stream<JsonNode> entries(JsonNode bundle) {
        return bundle.path("entry").valueStream();
    }

    private static Stream<String> links(JsonNode bundle, String relation) {
        return bundle.path("link")
                .valueStream()
                .filter(l -> l.path("relation").asString("").equals(relation))
                .map(l -> l.path("url").asString(""));
    }

    private static String type(JsonNode resource) {
        return resource.path("resourceType").asString("");
    }
}
