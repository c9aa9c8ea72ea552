package io.github.oxytocinmassage.ward.accounts;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page to sign in at, and those that a request is forwarded to which can't go on. The form itself is read by Spring Security. */
@Controller
class SignInController {

    private static final String HERE = "redirect:/sign-in";

    /** This page stands outside the chain that sets the policy of the others. */
    private static final String LOST_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final List<Provider> providers;
    private final boolean isDemo;
    private final boolean hasPasswords;
    private final boolean isLaunched;
    private final String contact;

    /** @param registrations of the site's provider, where it has one */
    SignInController(ObjectProvider<ClientRegistrationRepository> registrations, Environment settings) {
        this.isDemo = settings.acceptsProfiles(Profiles.of("demo"));
        this.hasPasswords = isDemo || StringUtils.hasText(settings.getProperty("ward.users-file"));
        this.isLaunched = Binder.get(settings)
                .bind("ward.ehrs", Bindable.mapOf(String.class, Object.class))
                .isBound();
        this.contact = settings.getProperty("ward.contact", "").strip();
        this.providers = providers(registrations.getIfAvailable());
    }

    /** @param address at which the provider is asked */
    record Provider(String name, String address) {}

    @GetMapping("/sign-in")
    String signIn(
            @RequestParam(name = "out", required = false) @Nullable String out,
            @RequestParam(name = "expired", required = false) @Nullable String expired,
            @Nullable Authentication account,
            Model page) {
        Optional<SignedIn> already = SignedIn.of(account);
        if (already.isPresent()) {
            return already.get().home().map(home -> "redirect:" + home).orElse("ward/denied");
        }
        page.addAttribute("notice", out != null ? "out" : expired != null ? "expired" : "");
        page.addAttribute("refused", "");
        return "ward/sign-in";
    }

    /** Status and attributes are set already. */
    @RequestMapping("/sign-in/refused")
    String refused(HttpServletRequest request, Model page) {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            return HERE;
        }
        page.addAttribute("notice", "");
        page.addAttribute("refused", request.getAttribute("refused"));
        page.addAttribute("minutes", request.getAttribute("minutes"));
        page.addAttribute("typed", Objects.requireNonNullElse(request.getParameter("name"), ""));
        return "ward/sign-in";
    }

    @RequestMapping("/sign-in/denied")
    String denied(HttpServletRequest request, Model page) {
        if (request.getDispatcherType() != DispatcherType.FORWARD) {
            return HERE;
        }
        page.addAttribute("stale", Boolean.TRUE.equals(request.getAttribute("stale")));
        return "ward/denied";
    }

    /** An address at which there is no page, whoever asks: {@code LastErrors} sends those here who can read a page. */
    @RequestMapping("/lost")
    String lost(Model page, HttpServletResponse response) {
        boolean canSignIn = hasPasswords || isLaunched || !providers.isEmpty();
        page.addAttribute("start", isDemo ? "/" : canSignIn ? "/sign-in" : "/evidence");
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setHeader("Content-Security-Policy", LOST_POLICY);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE);
        return "ward/lost";
    }

    @ModelAttribute
    void frame(Locale locale, @Nullable Authentication account, Model page) {
        page.addAttribute("language", locale.getLanguage());
        page.addAttribute("providers", providers);
        page.addAttribute("isDemo", isDemo);
        page.addAttribute("hasPasswords", hasPasswords);
        page.addAttribute("isLaunched", isLaunched);
        page.addAttribute("contact", contact);
        Optional<SignedIn> caller = SignedIn.of(account);
        page.addAttribute("who", caller.map(SignedIn::shown).orElse(""));
        page.addAttribute("home", caller.flatMap(SignedIn::home).orElse(""));
    }

    private static List<Provider> providers(@Nullable ClientRegistrationRepository registrations) {
        List<Provider> providers = new ArrayList<>();
        if (registrations instanceof Iterable<?> all) {
            for (Object one : all) {
                if (one instanceof ClientRegistration registration) {
                    providers.add(new Provider(
                            registration.getClientName(), "/oauth2/authorization/" + registration.getRegistrationId()));
                }
            }
        }
        return List.copyOf(providers);
    }
}
