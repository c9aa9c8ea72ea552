package io.github.oxytocinmassage.ward;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A clock that a test sets: half past ten in Jakarta, when the sample mothers' stories are told. */
public final class MovableClock extends Clock {

    public static final Instant START = Instant.parse("2026-06-20T03:30:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    /** For {@code @Import}. */
    @TestConfiguration(proxyBeanMethods = false)
    public static class OnDemand {

        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    public void set(Instant instant) {
        now.set(instant);
    }

    public void forward(Duration by) {
        now.updateAndGet(i -> i.plus(by));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
