package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.web.util.WebUtils;

/**
 * The page that one asked for before signing in, kept in a cookie: nothing is kept here for one who never comes back. What it leads to is a
 * page of ours, whoever wrote the cookie.
 */
final class AskedPage {

    private static final Pattern OURS = Pattern.compile(
            "/(ward|family)(?:/(?!(?:\\.|%2[eE]){1,2}(?:[/?]|$))[A-Za-z0-9._~%-]{1,200}){0,8}(?:\\?[A-Za-z0-9._~%!$'()*+,:@?/=&-]{0,500})?");
    private static final Duration FOR = Duration.ofMinutes(15);

    private final SiteCookies cookies;
    private final String name;

    AskedPage(SiteCookies cookies) {
        this.cookies = cookies;
        this.name = cookies.hostOnly("asked");
    }

    void remember(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String page = Callers.path(request) + (query == null ? "" : "?" + query);
        if (request.getMethod().equals("GET") && OURS.matcher(page).matches()) {
            String value =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(page.getBytes(StandardCharsets.UTF_8));
            response.addHeader(
                    HttpHeaders.SET_COOKIE, cookies.cookie(name, value, FOR).toString());
        }
    }

    /** What the account may see of what was asked for, else its first page. Asked for once. */
    String take(HttpServletRequest request, HttpServletResponse response, Authentication account) {
        Cookie cookie = WebUtils.getCookie(request, name);
        if (cookie != null) {
            response.addHeader(HttpHeaders.SET_COOKIE, cookies.gone(name).toString());
        }
        String home = Callers.home(account);
        return Optional.ofNullable(cookie)
                .flatMap(c -> decoded(c.getValue()))
                .filter(page -> OURS.matcher(page).matches())
                .filter(page -> page.equals(home) || page.startsWith(home + "/") || page.startsWith(home + "?"))
                .orElse(home);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
