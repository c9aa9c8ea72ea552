package io.github.oxytocinmassage.security.launch;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who comes, as the claim {@code fhirUser} says.
 *
 * @param base of the server that knows it; empty: not said
 */
record FhirUser(String base, String type, String id) {

    private static final int LONGEST = 1000;
    private static final Pattern FORM = Pattern.compile(
            "(?:(https?://[^\\s?#]+)/)?([A-Z][A-Za-z]{1,40})/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?");

    static Optional<FhirUser> of(@Nullable String claim) {
        if (claim == null || claim.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher form = FORM.matcher(claim.strip());
        return form.matches()
                ? Optional.of(new FhirUser(form.group(1) == null ? "" : form.group(1), form.group(2), form.group(3)))
                : Optional.empty();
    }

    boolean isProfessional() {
        return type.equals("Practitioner") || type.equals("PractitionerRole");
    }

    /** Whether the EHR's own server knows it: no other is asked. */
    boolean isAt(String iss) {
        return base.isEmpty() || Ehr.plain(base).equals(iss);
    }
}
