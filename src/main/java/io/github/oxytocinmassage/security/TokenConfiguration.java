package io.github.oxytocinmassage.security;

import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Tokens before {@code /fhir}, where the site has named their issuer. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnIssuer.class)
@EnableConfigurationProperties(TokenProperties.class)
class TokenConfiguration {

    @Bean
    Issuer issuer(TokenProperties properties, Clock clock) {
        return new Issuer(properties, clock);
    }

    @Bean
    FilterRegistrationBean<TokenFilter> tokens(Issuer issuer, TokenProperties properties, Clock clock) {
        FilterRegistrationBean<TokenFilter> registration = new FilterRegistrationBean<>(
                new TokenFilter(new BearerTokens(issuer, Objects.requireNonNull(properties.audience()), clock)));
        registration.addUrlPatterns("/fhir/*");
        registration.setOrder(DoorConfiguration.BEFORE_THE_DOORS - 1);
        registration.setName("tokens");
        return registration;
    }

    @Bean
    ServletRegistrationBean<SmartConfiguration> smartConfiguration(Issuer issuer) {
        ServletRegistrationBean<SmartConfiguration> registration =
                new ServletRegistrationBean<>(new SmartConfiguration(issuer), "/fhir/.well-known/smart-configuration");
        registration.setName("smartConfiguration");
        return registration;
    }
}
