package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code Prefer: handling=strict|lenient}: what becomes of a search parameter that is not known. */
final class Handling {

    private static final String IGNORED = Handling.class.getName() + ".ignored";

    private Handling() {}

    static boolean isStrict(RequestDetails request) {
        return Objects.requireNonNullElse(request.getHeader("Prefer"), "")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "")
                .contains("handling=strict");
    }

    static String unknown(String type, List<String> names) {
        String shown = String.join(", ", names.stream().map(SearchTerms::shown).toList());
        return "Search parameters that this server does not know: " + shown + ". " + type
                + " can be searched by _id, _lastUpdated, "
                + String.join(", ", RecordTypes.of(type).parameters().keySet());
    }

    static void remember(RequestDetails request, String what) {
        request.getUserData().put(IGNORED, what);
    }

    /** What was ignored; null when nothing was. */
    static @Nullable String ignored(RequestDetails request) {
        return (String) request.getUserData().get(IGNORED);
    }
}
