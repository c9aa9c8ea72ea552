package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.BadRecordException;
import io.github.oxytocinmassage.fhir.Scanned;
import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.protocol.Doubt;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Resource;
import tools.jackson.databind.JsonNode;

/** What a client has prefetched for one key. */
sealed interface PrefetchValue {

    /** A path within a resource; where the resource has no type, there is none. */
    Pattern WITHIN = Pattern.compile("[A-Za-z]+[.\\[].*");

    /**
     * A whole answer.
     *
     * @param json the resource as it came
     * @param doubts what FHIR does not know in it
     */
    record Held(Resource resource, JsonNode json, List<Doubt> doubts) implements PrefetchValue {}

    /**
     * No answer, or not all of it.
     *
     * @param why {@code "is missing"}
     */
    record Lacking(String why) implements PrefetchValue {}

    /**
     * What stands under a key.
     *
     * @throws HookRefusedException 400 when there is a value and it can't be read
     */
    static PrefetchValue read(PrefetchKey key, JsonNode prefetch, StrictScan scan) {
        JsonNode given = prefetch.path(key.key());
        if (given.isMissingNode() || given.isNull()) {
            return new Lacking(given.isNull() ? "is null" : "is missing");
        }
        JsonNode json = unwrapped(given);
        if (json.isMissingNode() || json.isNull()) {
            return new Lacking("is an answer without a resource");
        }
        if (!json.isObject()) {
            throw new HookRefusedException(400, "structure", key.path() + " has to hold a FHIR resource.", key.path());
        }
        Held held = held(key, json, scan);
        String lack = SearchAnswer.lack(key, json);
        return lack == null ? held : new Lacking(lack);
    }

    /** A client may hand in the entry of a Bundle, or an answer, instead of the resource in it. */
    static JsonNode unwrapped(JsonNode value) {
        boolean wraps = !value.has("resourceType") && (value.has("resource") || value.has("response"));
        return wraps ? value.path("resource") : value;
    }

    private static Held held(PrefetchKey key, JsonNode json, StrictScan scan) {
        try {
            Scanned scanned = scan.json(JsonBody.written(json));
            return new Held(scanned.resource(), json, scanned.doubts());
        } catch (BadRecordException e) {
            throw refused(key, e);
        }
    }

    /** Line and column would be those of the part, and lead astray; the path leads there. */
    private static HookRefusedException refused(PrefetchKey key, BadRecordException e) {
        String what = String.valueOf(e.getMessage()).replaceFirst(" \\(line \\d+, column \\d+\\)", "");
        String path = Objects.requireNonNullElse(e.path(), "");
        String within = WITHIN.matcher(path).matches() ? path.replaceFirst("^[A-Za-z]+", "") : "";
        return new HookRefusedException(e.status(), e.code(), key.path() + ": " + what, key.path() + within);
    }
}
