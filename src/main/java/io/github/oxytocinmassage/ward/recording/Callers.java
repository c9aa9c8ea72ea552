package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.entries.Author;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** Who calls, as their account's authorities say it. */
final class Callers {

    private static final String MOTHER = "MOTHER_";
    private static final String PRACTITIONER = "PRACTITIONER_";

    private Callers() {}

    static Author author(HttpServletRequest request) {
        Principal caller = request.getUserPrincipal();
        if (caller == null) {
            return Author.UNKNOWN;
        }
        return new Author(
                name(caller),
                named(request, PRACTITIONER).map(id -> "Practitioner/" + id).orElse(null));
    }

    /** Logical id of the mother whose family has signed in. */
    static Optional<String> mother(HttpServletRequest request) {
        return named(request, MOTHER);
    }

    private static String name(Principal caller) {
        return caller instanceof Authentication account
                        && account.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal
                        && principal.getAttribute("name") instanceof String shown
                ? shown
                : caller.getName();
    }

    private static Optional<String> named(HttpServletRequest request, String kind) {
        return request.getUserPrincipal() instanceof Authentication account
                ? account.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .filter(a -> a != null && a.startsWith(kind))
                        .map(a -> a.substring(kind.length()))
                        .findFirst()
                : Optional.empty();
    }
}
