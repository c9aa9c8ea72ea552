package io.github.oxytocinmassage.ward.launch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /launch}: where EHRs open the ward's pages. A launch that can go on never comes here; this page says why one can't, and who can mend it. Of
 * the request it shows nothing.
 */
@Controller
class LaunchController {

    /** Whose part it is, in the words of {@code launch.mend.*}. */
    private static final Map<String, String> MENDED_BY = Map.ofEntries(
            Map.entry("no-iss", "again"),
            Map.entry("unknown-ehr", "site"),
            Map.entry("no-launch", "ehr"),
            Map.entry("away", "later"),
            Map.entry("not-smart", "site"),
            Map.entry("over", "again"),
            Map.entry("denied", "ehr"),
            Map.entry("unconfirmed", "again"),
            Map.entry("not-staff", "staff"),
            Map.entry("no-patient", "chart"),
            Map.entry("unreadable", "ehr"));

    private final String contact;

    LaunchController(Environment settings) {
        this.contact = settings.getProperty("ward.contact", "").strip();
    }

    @GetMapping("/launch")
    String refused(
            @RequestParam(name = "refused", required = false) @Nullable String begun,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        String given = Objects.requireNonNullElse(
                begun, String.valueOf(Objects.requireNonNullElse(request.getAttribute("launchRefused"), "")));
        String why = MENDED_BY.containsKey(given) ? given : "no-iss";
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        page.addAttribute("why", why);
        page.addAttribute("mend", MENDED_BY.get(why));
        page.addAttribute("contact", contact);
        return "ward/launch";
    }
}
