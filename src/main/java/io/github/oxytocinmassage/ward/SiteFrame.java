package io.github.oxytocinmassage.ward;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What stands around every page of the ward: its language, and who has signed in.
 *
 * @param english this page in English
 * @param indonesian this page in Bahasa Indonesia
 * @param account name of who has signed in; empty: nobody
 * @param now when the page was made, as one says it
 * @param staff a midwife, nurse or supervisor; without accounts (the demo) everyone
 */
public record SiteFrame(String language, String english, String indonesian, String account, String now, boolean staff) {

    /** Every page of a controller has it already; for those of an error. */
    public static SiteFrame of(HttpServletRequest request, Locale locale, String now) {
        Principal account = request.getUserPrincipal();
        return new SiteFrame(
                locale.getLanguage(),
                in("en", request),
                in("id", request),
                name(account),
                now,
                !request.isUserInRole("FAMILY"));
    }

    private static String name(@Nullable Principal account) {
        return account == null ? "" : account.getName();
    }

    private static String in(String language, HttpServletRequest request) {
        return "?"
                + ServletUriComponentsBuilder.fromRequest(request)
                        .replaceQueryParam(PageLanguage.ASKED, language)
                        .build()
                        .getQuery();
    }
}
