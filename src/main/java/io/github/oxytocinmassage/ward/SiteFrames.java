package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.RuleRelease;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame, as {@code site}. */
@ControllerAdvice("io.github.oxytocinmassage.ward")
class SiteFrames {

    private final Clock clock;
    private final RuleRelease release;
    private final MessageSource words;

    SiteFrames(Clock clock, RuleRelease release, MessageSource words) {
        this.clock = clock;
        this.release = release;
        this.words = words;
    }

    @ModelAttribute("site")
    SiteFrame site(HttpServletRequest request, Locale locale) {
        PageWords page =
                new PageWords(release.wording(), words, release.parameters().siteZone(), locale);
        return SiteFrame.of(request, locale, page.time(clock.instant()));
    }
}
