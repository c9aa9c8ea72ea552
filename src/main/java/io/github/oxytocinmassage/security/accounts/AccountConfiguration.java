package io.github.oxytocinmassage.security.accounts;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What stands around the pages: the session's cookie, how often a password may be tried, and the doors that are not for families. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccountProperties.class)
class AccountConfiguration {

    @Bean
    SignInLimits signInLimits(AccountProperties properties, Clock clock) {
        return new SignInLimits(properties.lockout(), clock);
    }

    /** The session's; after Boot's own. */
    @Bean
    ServletContextInitializer sessionCookie(AccountProperties properties) {
        return properties.cookies()::configure;
    }

    /** Before whoever asks for tokens. */
    @Bean
    FilterRegistrationBean<FamilyStaysOut> familyStaysOut() {
        FilterRegistrationBean<FamilyStaysOut> registration = new FilterRegistrationBean<>(new FamilyStaysOut());
        registration.addUrlPatterns("/fhir/*", "/cds-services/*");
        registration.setOrder(Ordered.LOWEST_PRECEDENCE - 200);
        registration.setName("familyStaysOut");
        return registration;
    }
}
