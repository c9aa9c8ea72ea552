package io.github.oxytocinmassage.security.accounts;

import io.github.oxytocinmassage.security.launch.Launches;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Sign-in by the site's provider (OAuth 2.0 and OpenID Connect, authorization code with PKCE), and by a launch from an EHR. */
final class ProviderSignIn {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(5);

    private final AccountProperties.Oidc settings;
    private final @Nullable ClientRegistrationRepository providers;
    private final Launches launches;

    /** @param providers null: EHRs launch, and nothing else */
    ProviderSignIn(
            AccountProperties.Oidc settings, @Nullable ClientRegistrationRepository providers, Launches launches) {
        this.settings = settings;
        this.providers = providers;
        this.launches = launches;
    }

    void configure(HttpSecurity http, SignInAnswers answers, ApplicationEventPublisher events) {
        http.oauth2Login(login -> {
            login.loginPage(Visitors.SIGN_IN)
                    .clientRegistrationRepository(launches.registrations(providers))
                    .authorizedClientRepository(new NothingKept())
                    .authorizationEndpoint(asks -> asks.authorizationRequestResolver(
                            launches.requests(providers == null ? null : requests(providers))))
                    .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(launches.tokens(tokenClient())))
                    .userInfoEndpoint(users -> users.userService(users())
                            .oidcUserService(launches.users(oidcUsers()))
                            .userAuthoritiesMapper(new ProviderRoles(settings)));
            launches.answers(login, events, answers);
        });
    }

    private DefaultOAuth2AuthorizationRequestResolver requests(ClientRegistrationRepository providers) {
        DefaultOAuth2AuthorizationRequestResolver requests = new DefaultOAuth2AuthorizationRequestResolver(providers);
        requests.setAuthorizationRequestCustomizer(request -> {
            OAuth2AuthorizationRequestCustomizers.withPkce().accept(request);
            if (!settings.prompt().isBlank()) {
                request.additionalParameters(Map.of("prompt", settings.prompt()));
            }
        });
        return requests;
    }

    /** Spring's own, but for the time that it waits. */
    private static RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(patient())
                .messageConverters(
                        List.of(new FormHttpMessageConverter(), new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private static OidcUserService oidcUsers() {
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(users());
        return users;
    }

    private static DefaultOAuth2UserService users() {
        RestTemplate rest = new RestTemplate(patient());
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        DefaultOAuth2UserService users = new DefaultOAuth2UserService();
        users.setRestOperations(rest);
        return users;
    }

    private static SimpleClientHttpRequestFactory patient() {
        SimpleClientHttpRequestFactory patient = new SimpleClientHttpRequestFactory();
        patient.setConnectTimeout(CONNECT);
        patient.setReadTimeout(READ);
        return patient;
    }
}
