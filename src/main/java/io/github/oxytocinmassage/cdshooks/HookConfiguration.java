package io.github.oxytocinmassage.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.EpisodeReader;
import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.registry.CardStore;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.EvidencePages;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.security.Workplaces;
import io.github.oxytocinmassage.security.launch.Ehrs;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Puts the services together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CorsProperties.class, CallLimits.class})
class HookConfiguration {

    /** Before tokens, gate and limits, so that a page in a browser can read their refusals too. */
    private static final int BEFORE_THE_GATE = SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1;

    @Bean
    Cards cards(RuleRelease release, FhirContext fhir, EvidencePages pages, Ehrs ehrs) {
        return new Cards(release, fhir, pages, ehrs::launchFrom, UUID::randomUUID);
    }

    @Bean
    Consultation consultation(
            StrictScan scan,
            EpisodeReader reader,
            Advisor advisor,
            Cards cards,
            CardStore store,
            Clock clock,
            Workplaces workplaces) {
        Duration rest = Duration.ofHours(advisor.release().parameters().cardRestHours());
        CardLedger ledger = new CardLedger(store, rest, clock);
        Hydration hydration =
                new Hydration(scan, reader, advisor.release().parameters().siteZone());
        return new Consultation(hydration, reader, advisor, cards, ledger, clock);
    }

    @Bean
    CardCounts cardCounts(MeterRegistry meters) {
        return new CardCounts(meters);
    }

    @Bean
    Feedback feedback(CardStore store, CardCounts counts, Clock clock) {
        return new Feedback(store, counts, clock);
    }

    @Bean
    EhrServers ehrServers(OutgoingCalls calls, StrictScan scan, CallLimits limits) {
        return new EhrServers(calls, scan, limits);
    }

    /** {@code /v3/api-docs}, for anyone: it holds nothing of a patient. */
    @Bean
    OpenApiCustomizer hookDocument(BuildProperties build) {
        return document -> HookDocument.describe(document, String.valueOf(build.getVersion()));
    }

    @Bean
    FilterRegistrationBean<CorsFilter> hookCors(CorsProperties properties, FhirContext fhir) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(properties.origins());
        allowed.setAllowedMethods(List.of("GET", "POST", "OPTIONS"));
        allowed.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE));
        allowed.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE));
        allowed.setMaxAge(Duration.ofMinutes(10));
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/cds-services/**", allowed);
        CorsFilter filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new CorsRefusal(fhir));
        FilterRegistrationBean<CorsFilter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/cds-services/*");
        registration.setOrder(BEFORE_THE_GATE);
        registration.setName("hookCors");
        return registration;
    }
}
