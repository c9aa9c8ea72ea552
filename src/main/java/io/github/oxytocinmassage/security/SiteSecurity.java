package io.github.oxytocinmassage.security;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.util.List;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/** What holds for every call: nothing is remembered from one to the next, the answer's headers, and URLs that mean one thing only. */
@Configuration(proxyBeanMethods = false)
class SiteSecurity {

    private static final Refusal STRANGE = new Refusal(
            400,
            "invalid",
            "Such a method or URL is not served: GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS are, of a URL without //, ;, \\ or encoded"
                    + " slashes, dots and control characters.");

    /** For answers that are no page; a page sets its own. */
    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Tokens come in a header, never in a cookie, so that no page of elsewhere can make a browser send them. */
    @Bean
    Customizer<HttpSecurity> everyChain() {
        return http -> http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable);
    }

    /** Whatever no other chain asks a token for; its own door may. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain open(HttpSecurity http) {
        return http.authorizeHttpRequests(calls -> calls.anyRequest().permitAll())
                .build();
    }

    /** Looks at method and URL. Headers and parameters are read by those who know what they mean. */
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler strangeUrls() {
        return (request, response, rejected) -> STRANGE.write(request, response);
    }

    /** Before all who may refuse a call, so that their answers have them too. */
    @Bean
    FilterRegistrationBean<HeaderWriterFilter> protectingHeaders() {
        FilterRegistrationBean<HeaderWriterFilter> registration =
                new FilterRegistrationBean<>(new HeaderWriterFilter(List.of(
                        new ContentSecurityPolicyHeaderWriter(NOTHING),
                        new XContentTypeOptionsHeaderWriter(),
                        new ReferrerPolicyHeaderWriter(ReferrerPolicy.NO_REFERRER),
                        SiteSecurity::frameOptions,
                        new HstsHeaderWriter(),
                        new CacheControlHeadersWriter())));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        registration.setName("protectingHeaders");
        return registration;
    }

    /** This older header knows no list of those who may frame a page: where the policy has one, it would only forbid them. */
    private static void frameOptions(HttpServletRequest request, HttpServletResponse response) {
        String policy = response.getHeader("Content-Security-Policy");
        if (policy == null || policy.contains("frame-ancestors 'none'")) {
            new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY).writeHeaders(request, response);
        }
    }

    /** The container finds a door however it is spelled; Spring, which looks for its name as it is written, would fail. */
    @Bean
    FilterRegistrationBean<Filter> spelling() {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            if (http.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH && !isSpelledPlainly(http)) {
                STRANGE.write(http, (HttpServletResponse) response);
            } else {
                chain.doFilter(request, response);
            }
        });
        registration.addUrlPatterns("/*");
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 2);
        registration.setName("spelling");
        return registration;
    }

    private static boolean isSpelledPlainly(HttpServletRequest request) {
        String door = request.getContextPath() + request.getServletPath();
        String called = request.getRequestURI();
        return called.equals(door) || called.startsWith(door + "/");
    }
}
