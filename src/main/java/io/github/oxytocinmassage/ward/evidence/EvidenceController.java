package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.registry.StoreUnavailableException;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.accounts.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What each rule rests on. The cards' links lead to {@code /evidence/[rule id]}; {@code /evidence} lists and searches all, {@code
 * /evidence/thresholds} shows every threshold in force, {@code /evidence/protocol} all of it on one page, {@code /evidence/safety} what whoever
 * asks whether it is safe has to know. No patient's data, so no token.
 */
@Controller
class EvidenceController {

    /** Nothing from elsewhere, no script; the only form asks this service. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final int LONGEST_QUESTION = 200;

    private final EvidenceWriter rules;
    private final ThresholdWriter thresholds;
    private final ProtocolWriter protocol;
    private final SafetyWriter safety;
    private final UseWriter use;
    private final RuleRelease release;

    EvidenceController(
            EvidenceWriter rules,
            ThresholdWriter thresholds,
            ProtocolWriter protocol,
            SafetyWriter safety,
            UseWriter use,
            RuleRelease release) {
        this.rules = rules;
        this.thresholds = thresholds;
        this.protocol = protocol;
        this.safety = safety;
        this.use = use;
        this.release = release;
    }

    /**
     * @param asked what a rule has to hold; longer than a question would be is cut
     * @param section key of a section; one that there is not is no limit
     */
    @GetMapping("/evidence")
    String index(
            @RequestParam(name = "q", defaultValue = "") String asked,
            @RequestParam(name = "section", defaultValue = "") String section,
            Locale locale,
            Model page) {
        String question = asked.strip().substring(0, Math.min(asked.strip().length(), LONGEST_QUESTION));
        List<RulePage.Section> choices = rules.choices(locale);
        String chosen = choices.stream().anyMatch(c -> c.key().equals(section)) ? section : "";
        List<RulePage.Section> found = rules.sections(question, chosen, locale);
        page.addAttribute("question", question);
        page.addAttribute("chosen", chosen);
        page.addAttribute("choices", choices);
        page.addAttribute("sections", found);
        page.addAttribute("root", "");
        page.addAttribute(
                "count", found.stream().mapToInt(s -> s.rules().size()).sum());
        return "evidence/index";
    }

    @GetMapping("/evidence/")
    RedirectView withoutTheSlash() {
        return new RedirectView("/evidence", true);
    }

    @GetMapping("/evidence/thresholds")
    String thresholds(Locale locale, Model page) {
        page.addAttribute("groups", thresholds.groups(locale));
        return "evidence/thresholds";
    }

    @GetMapping("/evidence/protocol")
    String protocol(Locale locale, Model page) {
        page.addAttribute("p", protocol.page(locale));
        return "evidence/protocol";
    }

    @GetMapping("/evidence/safety")
    String safety(Locale locale, Model page) {
        page.addAttribute("s", safety.page(locale));
        return "evidence/safety";
    }

    /** What became of the cards on which each rule stood. */
    @GetMapping("/evidence/use")
    String use(Locale locale, Model page, HttpServletResponse response) {
        try {
            page.addAttribute("rows", use.rows(locale));
            page.addAttribute("away", false);
        } catch (StoreUnavailableException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            page.addAttribute("rows", List.of());
            page.addAttribute("away", true);
        }
        return "evidence/use";
    }

    @GetMapping("/evidence/{rule}")
    String rule(@PathVariable String rule, Locale locale, Model page, HttpServletResponse response) {
        Optional<RulePage> found = rules.page(rule, locale);
        if (found.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            page.addAttribute("asked", rule);
            return "evidence/unknown";
        }
        page.addAttribute("r", found.get());
        return "evidence/rule";
    }

    /** What every page of these needs. */
    @ModelAttribute
    void frame(Locale locale, Model page, HttpServletRequest request, HttpServletResponse response) {
        String language = request.getParameter("lang");
        page.addAttribute("root", "../");
        // Whoever has come from the ward finds the way back, also where the browser has no button for it.
        page.addAttribute(
                "staff",
                SignedIn.of(request).map(a -> a.isNurse() || a.isSupervisor()).orElse(false));
        page.addAttribute("language", locale.getLanguage());
        // A language that the address names stays in the links; one that the browser wants need not.
        page.addAttribute("stay", locale.getLanguage().equals(language) ? "?lang=" + language : "");
        page.addAttribute("english", here(request, "en"));
        page.addAttribute("indonesian", here(request, "id"));
        page.addAttribute("disclaimer", release.wording().term("disclaimer", locale));
        page.addAttribute("release", release.name());
        page.addAttribute("hash", release.hash());
        response.setHeader("Content-Security-Policy", CONTENT_POLICY);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE);
    }

    /** The same page and question in another language. */
    private static String here(HttpServletRequest request, String language) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance().queryParam("lang", language);
        Map<String, String> asked = new LinkedHashMap<>();
        for (String name : List.of("q", "section")) {
            String value = request.getParameter(name);
            if (value != null && !value.isEmpty()) {
                query.queryParam(name, "{" + name + "}");
                asked.put(name, value);
            }
        }
        return query.encode().buildAndExpand(asked).toUriString();
    }
}
