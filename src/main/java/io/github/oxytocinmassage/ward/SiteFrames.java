package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.RuleRelease;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame, as {@code site}. */
@ControllerAdvice("io.github.oxytocinmassage.ward")
class SiteFrames {

    private final Clock clock;
    private final ZoneId zone;
    private final MessageSource words;

    SiteFrames(Clock clock, RuleRelease release, MessageSource words) {
        this.clock = clock;
        this.zone = release.parameters().siteZone();
        this.words = words;
    }

    @ModelAttribute("site")
    SiteFrame site(HttpServletRequest request, Locale locale) {
        String now = DateTimeFormatter.ofPattern(words.getMessage("time.pattern", null, locale), locale)
                .withZone(zone)
                .format(clock.instant());
        return SiteFrame.of(request, locale, now);
    }
}
