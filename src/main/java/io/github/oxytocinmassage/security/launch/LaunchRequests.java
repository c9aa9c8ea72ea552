package io.github.oxytocinmassage.security.launch;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * {@code GET /launch?iss=…&launch=…}: the EHR that opens this service is asked who comes and whose chart is open. What can't be asked goes on to
 * the page that says why: it reads the attribute {@code launchRefused}.
 */
final class LaunchRequests implements OAuth2AuthorizationRequestResolver {

    static final String PATH = "/launch";

    /** The page's own: why a launch that had begun came to nothing. */
    static final String REFUSED = "refused";

    private static final Logger LOG = LoggerFactory.getLogger(LaunchRequests.class);
    private static final int LONGEST = 4000;

    private final Ehrs ehrs;
    private final EhrRegistrations registrations;
    private final @Nullable OAuth2AuthorizationRequestResolver others;

    /** @param others for sign-in that is no launch; null: there is none */
    LaunchRequests(Ehrs ehrs, EhrRegistrations registrations, @Nullable OAuth2AuthorizationRequestResolver others) {
        this.ehrs = ehrs;
        this.registrations = registrations;
        this.others = others;
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        if (!request.getRequestURI().equals(request.getContextPath() + PATH)) {
            return others == null ? null : others.resolve(request);
        }
        if (!request.getMethod().equals("GET") || request.getParameter(REFUSED) != null) {
            return null;
        }
        try {
            return asked(request);
        } catch (LaunchRefusedException e) {
            LOG.warn("A launch was refused ({}): {}", e.fault().key(), e.getMessage());
            request.setAttribute("launchRefused", e.fault().key());
            return null;
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
        return others == null ? null : others.resolve(request, registrationId);
    }

    private @Nullable OAuth2AuthorizationRequest asked(HttpServletRequest request) throws LaunchRefusedException {
        String iss = only(request, "iss", LaunchFault.NO_ISS);
        Ehr ehr = ehrs.ofIss(iss)
                .orElseThrow(() ->
                        new LaunchRefusedException(LaunchFault.UNKNOWN_EHR, "its iss is that of no EHR of ward.ehrs"));
        String launch = only(request, "launch", LaunchFault.NO_LAUNCH);
        // The EHR may hold its own address to the letter.
        String audience = iss.endsWith("/") ? ehr.iss() + "/" : ehr.iss();
        ClientRegistration registration;
        try {
            registration = registrations.of(ehr);
        } catch (LaunchRefusedException e) {
            throw new LaunchRefusedException(e.fault(), "EHR " + ehr.name() + ": " + e.getMessage());
        }
        DefaultOAuth2AuthorizationRequestResolver one =
                new DefaultOAuth2AuthorizationRequestResolver(id -> registration);
        one.setAuthorizationRequestCustomizer(asking -> {
            OAuth2AuthorizationRequestCustomizers.withPkce().accept(asking);
            asking.additionalParameters(more -> {
                more.put("launch", launch);
                more.put("aud", audience);
            });
        });
        return one.resolve(request, registration.getRegistrationId());
    }

    private static String only(HttpServletRequest request, String name, LaunchFault missing)
            throws LaunchRefusedException {
        String[] values = request.getParameterValues(name);
        if (values == null || values.length != 1 || values[0].isBlank() || values[0].length() > LONGEST) {
            throw new LaunchRefusedException(missing, name + " has to be there, once");
        }
        return values[0];
    }
}
