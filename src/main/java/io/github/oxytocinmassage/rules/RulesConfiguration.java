package io.github.oxytocinmassage.rules;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Loads the rule release at start, once; a parameter that can't be used stops the start. */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    /** A site's own values: {@code cds.parameters.weight.lossUrgent=9}. */
    private static final String PARAMETERS = "cds.parameters";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RuleRelease ruleRelease(Environment environment) {
        Map<String, String> overrides = Binder.get(environment)
                .bind(PARAMETERS, Bindable.mapOf(String.class, String.class))
                .orElse(new LinkedHashMap<>());
        return RuleRelease.load(overrides);
    }

    @Bean
    Catalogue catalogue(RuleRelease release) {
        return Catalogue.of(release);
    }

    @Bean
    Advisor advisor(RuleRelease release) {
        return new Advisor(release);
    }

    @Bean
    InfoContributor ruleReleaseInfo(RuleRelease release) {
        return builder -> builder.withDetail("ruleRelease", describe(release));
    }

    /** Up when the rules are loaded, as many as the release declares; without them the service does not start. */
    @Bean
    HealthIndicator rulesHealthIndicator(RuleRelease release) {
        return () -> Health.up().withDetails(describe(release)).build();
    }

    private static Map<String, Object> describe(RuleRelease release) {
        return Map.of(
                "name", release.name(),
                "version", release.version(),
                "hash", release.hash(),
                "rules", release.ruleCount());
    }
}
