package io.github.oxytocinmassage.ward;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;

/** A language that was asked for in an address is kept for the pages to come, also past sign-in. */
final class LanguageMemory implements HandlerInterceptor {

    private static final Duration LONG = Duration.ofDays(365);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        PageLanguage.asked(request)
                .map(language -> ResponseCookie.from(PageLanguage.ASKED, language)
                        .path("/")
                        .maxAge(LONG)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build())
                .ifPresent(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
        return true;
    }
}
