package io.github.oxytocinmassage.security.outgoing;

import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedThreadPoolBulkheadMetrics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way out, one for the whole service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutgoingProperties.class)
class OutgoingConfiguration {

    @Bean
    HostGuards hostGuards() {
        return new HostGuards();
    }

    @Bean
    OutgoingCalls outgoingCalls(OutgoingProperties properties, HostGuards guards) {
        return OutgoingCalls.to(OutgoingHosts.of(properties.hosts(), properties.insideHosts()), guards);
    }

    @Bean
    TaggedCircuitBreakerMetrics outgoingBreakers(HostGuards guards) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(guards.breakers());
    }

    @Bean
    TaggedThreadPoolBulkheadMetrics outgoingBulkheads(HostGuards guards) {
        return TaggedThreadPoolBulkheadMetrics.ofThreadPoolBulkheadRegistry(guards.bulkheads());
    }
}
