package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.RuleRelease;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The demo's front page: every sample mother with her advice, in English and Bahasa Indonesia. */
@Controller
@Profile("demo")
class FrontPageController {

    /** Nothing from elsewhere, no script, nothing written into the page's own tags. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final SampleMothers mothers;
    private final CardWriter cards;
    private final RuleRelease release;

    FrontPageController(SampleMothers mothers, CardWriter cards, RuleRelease release) {
        this.mothers = mothers;
        this.cards = cards;
        this.release = release;
    }

    @GetMapping("/")
    String front(Locale locale, Model page, HttpServletRequest request, HttpServletResponse response) {
        List<MotherCard> shown = mothers.soonestFirst().stream()
                .map(m -> cards.card(m.name(), m.label(), m.advice(), locale))
                .toList();
        page.addAttribute("language", locale.getLanguage());
        page.addAttribute("mothers", shown);
        page.addAttribute("disclaimer", release.wording().term("disclaimer", locale));
        page.addAttribute("release", release.name());
        page.addAttribute("service", "http://localhost:" + request.getLocalPort());
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader(HttpHeaders.VARY, PageLanguage.VARY);
        return "front";
    }
}
