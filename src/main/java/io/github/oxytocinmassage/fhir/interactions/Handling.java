package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;

/** The header {@code Prefer}: what becomes of a parameter that is not known, and what a write answers with. */
final class Handling {

    private static final Pattern NOT_PLAIN = Pattern.compile("[^ !#-\\[\\]-~]");
    private static final int MOST_OF_A_HEADER = 400;

    private Handling() {}

    static boolean isStrict(RequestDetails request) {
        return prefers(request, "handling=strict");
    }

    static boolean prefers(RequestDetails request, PreferReturnEnum answer) {
        return prefers(request, "return=" + answer.getHeaderValue());
    }

    private static boolean prefers(RequestDetails request, String preference) {
        return Objects.requireNonNullElse(request.getHeaders("Prefer"), List.<String>of()).stream()
                .flatMap(header -> Arrays.stream(header.split("[;,]", -1)))
                .map(p -> p.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT))
                .anyMatch(preference.toLowerCase(Locale.ROOT)::equals);
    }

    /**
     * @param what it is that does not know them
     * @param known what it knows
     */
    static String unknown(String what, List<String> names, Collection<String> known) {
        String shown = names.stream().map(SearchTerms::shown).collect(Collectors.joining(", "));
        return "Parameters that this server does not know: " + shown + ". " + what + " takes "
                + known.stream().sorted().collect(Collectors.joining(", "));
    }

    /** Says of parameters in a header that they were left aside, where the answer has no place for it. */
    static void warn(RequestDetails request, List<String> ignored) {
        if (!ignored.isEmpty()) {
            warn(
                    request,
                    "Left aside, since this server does not know them here: "
                            + ignored.stream().map(SearchTerms::shown).collect(Collectors.joining(", ")),
                    "");
        }
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
        String more =
                said.getIssue().size() == 1 ? "" : " (and " + (said.getIssue().size() - 1) + " more)";
        warn(request, where + first.getDiagnostics(), more);
    }

    private static void warn(RequestDetails request, String what, String more) {
        String text = NOT_PLAIN.matcher(what).replaceAll("?");
        String header = text.length() > MOST_OF_A_HEADER ? text.substring(0, MOST_OF_A_HEADER) : text;
        request.getResponse().addHeader("Warning", "199 - \"" + header + more + "\"");
    }
}
