package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Who or what asks for a page, and where it belongs. */
final class Callers {

    private static final String BY_ITSELF = "Auto-Update";

    private Callers() {}

    /** Whether a person sees the answer; else it is a script's, which wants a status and no page to sign in. */
    static boolean wantsPage(HttpServletRequest request) {
        String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
        return request.getHeader("HX-Request") == null
                && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** Whether a page asks by itself, as every minute: it says so in a header. Nobody does anything then. */
    static boolean isByItself(HttpServletRequest request) {
        return request.getHeader(BY_ITSELF) != null || path(request).equals("/session");
    }

    static boolean isSignedIn(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.isAuthenticated()
                && !(authentication instanceof AnonymousAuthenticationToken);
    }

    static boolean is(Authentication authentication, Role role) {
        return authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(("ROLE_" + role.name())::equals);
    }

    /** The first page of one who has signed in. */
    static String home(Authentication authentication) {
        return is(authentication, Role.FAMILY) ? "/family" : "/ward";
    }

    /** As in the address, without the host, which a caller may choose. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
