package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.ward.accounts.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What stands around every page of the ward: its language, and who has signed in.
 *
 * @param english this page in English
 * @param indonesian this page in Bahasa Indonesia
 * @param account name of who has signed in; empty: nobody
 * @param shown name of that account for people
 * @param now when the page was made, as one says it
 * @param staff not a family: also who has not signed in
 */
public record SiteFrame(
        String language, String english, String indonesian, String account, String shown, String now, boolean staff) {

    /** Every page of a controller has it already; for those of an error. */
    public static SiteFrame of(HttpServletRequest request, Locale locale, String now) {
        Optional<SignedIn> account = SignedIn.of(request);
        return new SiteFrame(
                locale.getLanguage(),
                in("en", request),
                in("id", request),
                account.map(SignedIn::name).orElse(""),
                account.map(SignedIn::shown).orElse(""),
                now,
                account.isEmpty() || !account.get().isFamily());
    }

    private static String in(String language, HttpServletRequest request) {
        return "?"
                + ServletUriComponentsBuilder.fromRequest(request)
                        .replaceQueryParam(PageLanguage.ASKED, language)
                        .build()
                        .getQuery();
    }
}
