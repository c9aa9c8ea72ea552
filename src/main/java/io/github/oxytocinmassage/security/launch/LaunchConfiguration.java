package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** Launches from the site's EHRs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EhrProperties.class)
class LaunchConfiguration {

    @Bean
    Ehrs ehrs(EhrProperties properties, OutgoingCalls calls, Environment settings) {
        String base = settings.getProperty("cds.base-url", "").strip().replaceFirst("/+$", "");
        return new Ehrs(properties.list(calls.hosts()), base);
    }

    @Bean
    Launches launches(Ehrs ehrs, OutgoingCalls calls, Clock clock) {
        return new Launches(ehrs, calls, clock);
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(Ehrs ehrs, OutgoingCalls calls, Clock clock) {
        return new IdTokens(ehrs, calls, clock);
    }
}
