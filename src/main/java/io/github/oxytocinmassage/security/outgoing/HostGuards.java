package io.github.oxytocinmassage.security.outgoing;

import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadConfig;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps hosts from harming each other, and us: a bulkhead gives each its own few threads, a circuit breaker leaves alone for a while one
 * that does not answer in time or at all. An answer that we don't like (a status, a size) is an answer: one client's bad token must not
 * close the way for the others.
 */
final class HostGuards implements AutoCloseable {

    /** Calls to one host at once: four records of eight searches. */
    static final int AT_ONCE = 32;

    private static final int WAITING = 500;

    /** A whole record is eight calls: it takes some eight records in vain until a host is left alone. */
    private static final int LAST_CALLS = 120;

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(HostGuards.class);

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(LAST_CALLS)
            .minimumNumberOfCalls(LAST_CALLS / 2)
            .failureRateThreshold(50)
            .waitDurationInOpenState(PAUSE)
            .permittedNumberOfCallsInHalfOpenState(8)
            .build());

    private final ThreadPoolBulkheadRegistry bulkheads = ThreadPoolBulkheadRegistry.of(ThreadPoolBulkheadConfig.custom()
            .coreThreadPoolSize(AT_ONCE)
            .maxThreadPoolSize(AT_ONCE)
            .queueCapacity(WAITING)
            .build());

    HostGuards() {
        breakers.getEventPublisher().onEntryAdded(added -> added.getAddedEntry()
                .getEventPublisher()
                .onStateTransition(
                        e -> LOG.warn("Calls to {}: {}", e.getCircuitBreakerName(), e.getStateTransition())));
    }

    CircuitBreaker breaker(AllowedHost host) {
        return breakers.circuitBreaker(name(host));
    }

    ThreadPoolBulkhead bulkhead(AllowedHost host) {
        return bulkheads.bulkhead(name(host));
    }

    CircuitBreakerRegistry breakers() {
        return breakers;
    }

    ThreadPoolBulkheadRegistry bulkheads() {
        return bulkheads;
    }

    int underWay() {
        return bulkheads.getAllBulkheads().stream()
                .mapToInt(b -> b.getMetrics().getActiveThreadCount())
                .sum();
    }

    @Override
    public void close() throws Exception {
        bulkheads.close();
    }

    private static String name(AllowedHost host) {
        return host.host() + ":" + host.port();
    }
}
