package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** A launch's steps, each set before those of a site's provider: what is no launch goes on to them. */
public final class Launches {

    private final Ehrs ehrs;
    private final OutgoingCalls calls;
    private final Clock clock;
    private final EhrRegistrations registrations;

    Launches(Ehrs ehrs, OutgoingCalls calls, Clock clock) {
        this.ehrs = ehrs;
        this.calls = calls;
        this.clock = clock;
        this.registrations = new EhrRegistrations(ehrs, calls, clock);
    }

    /** Whether there is no EHR that may launch. */
    public boolean areOff() {
        return ehrs.isEmpty();
    }

    /**
     * @param provider null: the site has none
     * @throws IllegalStateException when a registration of the provider's has an EHR's name
     */
    public ClientRegistrationRepository registrations(@Nullable ClientRegistrationRepository provider) {
        for (Ehr ehr : ehrs.all()) {
            if (provider != null && provider.findByRegistrationId(ehr.registrationId()) != null) {
                throw new IllegalStateException("spring.security.oauth2.client.registration." + ehr.registrationId()
                        + " has the name that EHR " + ehr.name() + " is known by; give it another");
            }
        }
        return id -> {
            Ehr ehr = ehrs.ofRegistration(id).orElse(null);
            if (ehr != null) {
                return registration(ehr);
            }
            return provider == null ? null : provider.findByRegistrationId(id);
        };
    }

    /** Null when the EHR can't be asked. */
    private @Nullable ClientRegistration registration(Ehr ehr) {
        try {
            return registrations.of(ehr);
        } catch (LaunchRefusedException e) {
            return null;
        }
    }

    public OAuth2AuthorizationRequestResolver requests(@Nullable OAuth2AuthorizationRequestResolver others) {
        return new LaunchRequests(ehrs, registrations, others);
    }

    public OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens(
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> others) {
        return new LaunchTokens(ehrs, calls, others);
    }

    public OAuth2UserService<OidcUserRequest, OidcUser> users(OAuth2UserService<OidcUserRequest, OidcUser> others) {
        return new LaunchUsers(ehrs, calls, clock, others);
    }

    /** What one gets who has signed in, or could not. */
    public <H extends AuthenticationSuccessHandler & AuthenticationFailureHandler> void answers(
            OAuth2LoginConfigurer<?> login, ApplicationEventPublisher events, H others) {
        LaunchAnswers answers = new LaunchAnswers(ehrs, events, others, others);
        login.successHandler(answers).failureHandler(answers);
    }
}
