package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.Wording;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.LocaleResolver;

/** The language of a page: as asked in the address ({@code ?lang=id}), else by Accept-Language, else the site's. */
final class PageLanguage implements LocaleResolver {

    static final String ASKED = "lang";

    private final Wording wording;

    PageLanguage(Wording wording) {
        this.wording = wording;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        String asked = request.getParameter(ASKED);
        if (asked != null && Wording.LANGUAGES.contains(asked)) {
            return Locale.forLanguageTag(asked);
        }
        return wording.spoken(Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), ""));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the address says the language");
    }
}
