package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.Wording;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The language of a page: as asked in the address ({@code ?lang=id}), else as asked last time, else by Accept-Language, else the site's. */
final class PageLanguage implements LocaleResolver {

    static final String ASKED = "lang";

    /** What an answer depends on beside its address. */
    static final String VARY = HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE;

    private final Wording wording;

    PageLanguage(Wording wording) {
        this.wording = wording;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Optional<String> asked = asked(request).or(() -> remembered(request));
        if (asked.isPresent()) {
            return Locale.forLanguageTag(asked.get());
        }
        return wording.spoken(Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), ""));
    }

    /** What the address asks for, where we speak it. */
    static Optional<String> asked(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter(ASKED)).filter(Wording.LANGUAGES::contains);
    }

    private static Optional<String> remembered(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, ASKED))
                .map(Cookie::getValue)
                .filter(Wording.LANGUAGES::contains);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the address says the language");
    }
}
