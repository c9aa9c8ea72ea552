package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.web.util.WebUtils;

/**
 * The token of forms, in a cookie: nothing is kept here for one who only looks at the page to sign in. As Spring's own does it, but for a frame's
 * cookies, which are Partitioned.
 */
final class FormTokens implements CsrfTokenRepository {

    private static final String TAKEN_AWAY = FormTokens.class.getName() + ".takenAway";
    private static final Duration UNTIL_THE_BROWSER_CLOSES = Duration.ofSeconds(-1);

    private final SiteCookies cookies;
    private final String name;

    FormTokens(SiteCookies cookies) {
        this.cookies = cookies;
        this.name = cookies.hostOnly("csrf");
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(UUID.randomUUID().toString());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token == null) {
            // At sign-in and sign-out: the next one asked for in this call is a new one, and its cookie replaces the
            // old.
            request.setAttribute(TAKEN_AWAY, true);
        } else {
            request.removeAttribute(TAKEN_AWAY);
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                token == null
                        ? cookies.gone(name).toString()
                        : cookies.cookie(name, token.getToken(), UNTIL_THE_BROWSER_CLOSES)
                                .toString());
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null || cookie.getValue().isEmpty() || request.getAttribute(TAKEN_AWAY) != null
                ? null
                : token(cookie.getValue());
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", value);
    }
}
