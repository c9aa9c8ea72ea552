package io.github.oxytocinmassage.security.accounts;

import io.github.oxytocinmassage.security.launch.Launches;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** The one chain of the site that knows sessions: the ward's pages, and signing in and out. Off, as if it were not there, where no account is configured. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    private static final String[] PAGES = {
        "/ward/**",
        "/family/**",
        "/waiting",
        "/session",
        "/sign-in/**",
        "/sign-out/**",
        "/login/**",
        "/oauth2/**",
        "/launch"
    };

    /**
     * What needs no account: signing in, also from an EHR; the danger signs, which nobody should have to sign in to look up; and the page of what a phone keeps,
     * without anybody's data.
     */
    private static final String[] ANYONE = {
        "/sign-in/**", "/login/**", "/oauth2/**", "/launch", "/ward/danger-signs", "/waiting"
    };

    private static final String CLEAR = "Clear-Site-Data";

    @Bean
    @Order(3)
    SecurityFilterChain wardPages(
            HttpSecurity http,
            AccountProperties properties,
            SignInLimits limits,
            ObjectProvider<ClientRegistrationRepository> providers,
            Launches launches,
            ApplicationEventPublisher events,
            Environment settings,
            Clock clock) {
        http.securityMatcher(PAGES);
        ClientRegistrationRepository provider = providers.getIfAvailable();
        AccountSources accounts = AccountSources.of(properties, settings);
        if (provider == null && accounts.isEmpty() && launches.areOff()) {
            return off(http);
        }
        AskedPage asked = new AskedPage(properties.cookies());
        Visitors visitors = new Visitors(asked);
        SignInAnswers answers = new SignInAnswers(asked, limits, events);
        guard(http, properties, visitors);
        signOut(http, properties.cookies(), settings);
        http.addFilterBefore(
                new SessionCheck(accounts, visitors, properties.sessionTimeout(), clock), AuthorizationFilter.class);
        if (AccountSources.isDemo(settings)) {
            http.addFilterBefore(new DemoAccounts(), SecurityContextHolderFilter.class);
        }
        if (!accounts.isEmpty()) {
            http.authenticationProvider(new PasswordSignIn(accounts, Passwords.encoder(), limits))
                    .formLogin(form -> form.loginPage(Visitors.SIGN_IN)
                            .usernameParameter(SignInAnswers.NAME)
                            .passwordParameter(SignInAnswers.PASSWORD)
                            .successHandler(answers)
                            .failureHandler(answers));
        }
        if (provider != null || !launches.areOff()) {
            new ProviderSignIn(properties.oidc(), provider, launches).configure(http, answers, events);
        }
        return http.build();
    }

    private static SecurityFilterChain off(HttpSecurity http) {
        return http.authorizeHttpRequests(calls -> calls.anyRequest().denyAll())
                .exceptionHandling(refusals ->
                        refusals.authenticationEntryPoint((request, response, e) -> response.sendError(404)))
                .build();
    }

    private static void guard(HttpSecurity http, AccountProperties properties, Visitors visitors) {
        http.authorizeHttpRequests(calls -> calls.requestMatchers(ANYONE)
                        .permitAll()
                        .requestMatchers("/family/**")
                        .hasRole(Role.FAMILY.name())
                        .requestMatchers("/session")
                        .hasAnyRole(Role.NURSE.name(), Role.SUPERVISOR.name(), Role.FAMILY.name())
                        .requestMatchers("/ward/**")
                        .hasAnyRole(Role.NURSE.name(), Role.SUPERVISOR.name())
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(visitors).accessDeniedHandler(visitors))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.IF_REQUIRED)
                        .sessionFixation(fixation -> fixation.newSession()))
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens(properties.cookies()))
                        .csrfTokenRequestHandler(eager()))
                .headers(headers -> headers.defaultsDisabled()
                        .contentSecurityPolicy(csp -> csp.policyDirectives(properties.contentPolicy())));
    }

    /** Before the page is written: a form far down a long page would come too late for its cookie. */
    private static XorCsrfTokenRequestAttributeHandler eager() {
        XorCsrfTokenRequestAttributeHandler handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }

    private static void signOut(HttpSecurity http, SiteCookies cookies, Environment settings) {
        String session = settings.getProperty("server.servlet.session.cookie.name", "JSESSIONID");
        http.logout(out -> out.logoutUrl("/sign-out")
                .addLogoutHandler((request, response, account) -> {
                    response.setHeader(CLEAR, cleared(request));
                    response.addHeader(
                            HttpHeaders.SET_COOKIE, cookies.gone(session).toString());
                })
                .logoutSuccessHandler((request, response, account) ->
                        Visitors.seeOther(request, response, Visitors.SIGN_IN + "?out")));
    }

    /**
     * What a browser has kept of the pages goes with the session; all that it stores, where the page knows that nothing waits there to be sent.
     * Written on plain http too: the demo's machine counts as safe for a browser.
     */
    private static String cleared(HttpServletRequest request) {
        return "all".equals(request.getParameter("wipe")) ? "\"cache\", \"storage\"" : "\"cache\"";
    }
}
