package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** {@code Prefer: handling=strict|lenient}: what becomes of a search parameter that is not known. */
final class Handling {

    private static final String IGNORED = Handling.class.getName() + ".ignored";

    private static final Pattern NOT_PLAIN = Pattern.compile("[^ !#-\\[\\]-~]");
    private static final int MOST_OF_A_HEADER = 400;

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

    /**
     * Says in a header that what was stored fails its profile. All that is wrong stands in the OperationOutcome that
     * {@code Prefer: return=OperationOutcome} asks for.
     */
    static void warn(RequestDetails request, OperationOutcome said) {
        OperationOutcome.OperationOutcomeIssueComponent first = said.getIssueFirstRep();
        String where = first.getExpression().isEmpty()
                ? ""
                : first.getExpression().get(0).getValue() + ": ";
        String text = NOT_PLAIN.matcher(where + first.getDiagnostics()).replaceAll("?");
        String more =
                said.getIssue().size() == 1 ? "" : " (and " + (said.getIssue().size() - 1) + " more)";
        request.getResponse()
                .addHeader(
                        "Warning",
                        "199 - \"" + (text.length() > MOST_OF_A_HEADER ? text.substring(0, MOST_OF_A_HEADER) : text)
                                + more + "\"");
    }
}
