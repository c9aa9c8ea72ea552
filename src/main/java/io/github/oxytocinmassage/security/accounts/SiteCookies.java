package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.time.Duration;
import org.springframework.http.ResponseCookie;

/**
 * How cookies are sent.
 *
 * @param secure over TLS only
 * @param framed whether pages stand in another site's frame: the browser sends cookies there only when they say so; one jar a site that
 *     frames us (Partitioned), as browsers ask for
 */
record SiteCookies(boolean secure, boolean framed) {

    private static final String FRAMED = "None";
    private static final String ALONE = "Lax";

    /** That of the session. */
    void configure(ServletContext context) {
        SessionCookieConfig session = context.getSessionCookieConfig();
        session.setHttpOnly(true);
        session.setSecure(secure);
        session.setAttribute("SameSite", framed ? FRAMED : ALONE);
        if (framed) {
            session.setAttribute("Partitioned", "");
        }
    }

    /** Any other. */
    ResponseCookie cookie(String name, String value, Duration maxAge) {
        return ResponseCookie.from(name, value)
                .maxAge(maxAge)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(framed ? FRAMED : ALONE)
                .partitioned(framed)
                .build();
    }

    ResponseCookie gone(String name) {
        return cookie(name, "", Duration.ZERO);
    }

    /** A name that browsers take from this host alone, over TLS, where cookies are secure. */
    String hostOnly(String name) {
        return secure ? "__Host-" + name : name;
    }
}
