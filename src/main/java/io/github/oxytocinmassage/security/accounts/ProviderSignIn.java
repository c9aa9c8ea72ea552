package io.github.oxytocinmassage.security.accounts;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** Sign-in by the site's provider (OAuth 2.0 and OpenID Connect, authorization code with PKCE). */
final class ProviderSignIn {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration READ = Duration.ofSeconds(5);

    private final AccountProperties.Oidc settings;
    private final ClientRegistrationRepository providers;
    private final SignInAnswers answers;

    ProviderSignIn(AccountProperties.Oidc settings, ClientRegistrationRepository providers, SignInAnswers answers) {
        this.settings = settings;
        this.providers = providers;
        this.answers = answers;
    }

    void configure(HttpSecurity http) {
        http.oauth2Login(login -> login.loginPage(Visitors.SIGN_IN)
                .authorizationEndpoint(asks -> asks.authorizationRequestResolver(requests()))
                .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(tokenClient()))
                .userInfoEndpoint(users -> users.userService(users())
                        .oidcUserService(oidcUsers())
                        .userAuthoritiesMapper(new ProviderRoles(settings)))
                .successHandler(answers)
                .failureHandler(answers));
    }

    private DefaultOAuth2AuthorizationRequestResolver requests() {
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
