package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJWSException;
import io.github.oxytocinmassage.security.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Says why a call was not let in (RFC 6750, in the form of FHIR's errors): what is wrong with the token, never what stands in it. */
final class TokenRefusals {

    private static final String RETRY_SECONDS = "5";

    private TokenRefusals() {}

    static void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        if (cause(refused, RemoteKeySourceException.class) != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            new Refusal(503, "transient", "The token can't be checked: its client's keys can't be had now")
                    .write(request, response);
            return;
        }
        String why = "A client token is needed (Authorization: Bearer)";
        String challenge = "Bearer";
        if (!(refused instanceof InsufficientAuthenticationException)) {
            why = "The token is refused: " + reason(refused);
            challenge = "Bearer error=\"invalid_token\", error_description=\"" + why + "\"";
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        new Refusal(401, "login", why).write(request, response);
    }

    /** A client that is known. */
    static void notAllowed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String why = "This client may not call this (cds.clients.*.may)";
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", error_description=\"" + why + "\"");
        new Refusal(403, "forbidden", why).write(request, response);
    }

    private static String reason(AuthenticationException refused) {
        BadClientToken bad = cause(refused, BadClientToken.class);
        if (bad != null) {
            return bad.why();
        }
        JwtValidationException invalid = cause(refused, JwtValidationException.class);
        if (invalid != null) {
            return String.valueOf(invalid.getErrors().iterator().next().getDescription());
        }
        if (cause(refused, BadJWSException.class) != null) {
            return "its signature is not that of its client's key";
        }
        boolean unread = refused.getCause() == null && refused instanceof OAuth2AuthenticationException;
        return unread ? "the header Authorization does not hold one token" : "it is no signed JWT with readable claims";
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
