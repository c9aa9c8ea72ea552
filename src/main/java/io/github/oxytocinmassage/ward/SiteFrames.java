package io.github.oxytocinmassage.ward;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame, as {@code site}. */
@ControllerAdvice("io.github.oxytocinmassage.ward")
class SiteFrames {

    @ModelAttribute("site")
    SiteFrame site(HttpServletRequest request, Locale locale) {
        return SiteFrame.of(request, locale);
    }
}
