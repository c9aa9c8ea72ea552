package io.github.oxytocinmassage.security.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often a password may be tried. */
class SignInLimitsTest {

    private static final String HERE = "192.0.2.1";

    private Instant now = Instant.parse("2026-06-05T10:00:00Z");
    private final SignInLimits limits = new SignInLimits(
            new AccountProperties.Lockout(5, 20, Duration.ofMinutes(15), Duration.ofMinutes(15)), new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            });

    @Test
    void a_sixth_try_of_a_name_is_refused_until_a_quarter_of_an_hour_after_the_fifth() {
        assertThat(tries(5, "sri", HERE)).isEqualTo(5);

        assertThat(limits.mayTry("sri", HERE)).isFalse();
        assertThat(limits.mayTry(" SRI ", "192.0.2.9")).isFalse();
        assertThat(limits.mayTry("budi", HERE)).isTrue();
        assertThat(limits.wait("sri", HERE)).isEqualTo(Duration.ofMinutes(15));
        now = now.plus(Duration.ofMinutes(15)).minusMillis(1);
        assertThat(limits.mayTry("sri", HERE)).isFalse();
        now = now.plusMillis(1);
        assertThat(limits.wait("sri", HERE)).isZero();
        assertThat(tries(6, "sri", HERE)).isEqualTo(5);
    }

    @Test
    void tries_that_are_long_past_are_forgotten() {
        assertThat(tries(4, "sri", HERE)).isEqualTo(4);
        now = now.plus(Duration.ofMinutes(15));

        assertThat(tries(5, "sri", HERE)).isEqualTo(5);
        assertThat(limits.mayTry("sri", HERE)).isFalse();
    }

    @Test
    void a_right_password_ends_the_count_of_its_name_also_at_the_last_try() {
        assertThat(tries(5, "sri", HERE)).isEqualTo(5);

        limits.succeeded("sri", HERE);

        assertThat(tries(6, "sri", HERE)).isEqualTo(5);
    }

    @Test
    void an_address_may_try_twenty_times_whatever_the_names() {
        for (int i = 0; i < 20; i++) {
            assertThat(limits.mayTry("name" + i, HERE)).isTrue();
        }

        assertThat(limits.mayTry("name20", HERE)).isFalse();
        assertThat(limits.mayTry("name20", "192.0.2.2")).isTrue();
        assertThat(tries(5, "name21", "192.0.2.2"))
                .as("a refused try counts for no name")
                .isEqualTo(5);
    }

    @Test
    void a_whole_ward_signs_in_from_one_address() {
        for (int i = 0; i < 100; i++) {
            assertThat(limits.mayTry("nurse" + i, HERE)).isTrue();
            limits.succeeded("nurse" + i, HERE);
        }
    }

    @Test
    void one_customer_s_network_of_addresses_counts_as_one() {
        assertThat(SignInLimits.network("2001:db8:1:2::1")).isEqualTo(SignInLimits.network("2001:db8:1:2:ffff::9"));
        assertThat(SignInLimits.network("2001:db8:1:2::1")).isNotEqualTo(SignInLimits.network("2001:db8:1:3::1"));
    }

    @Test
    void a_hundred_tries_at_once_get_no_further_than_five() throws InterruptedException {
        AtomicInteger let = new AtomicInteger();
        ExecutorService many = Executors.newFixedThreadPool(20);
        for (int i = 0; i < 100; i++) {
            int address = i;
            many.execute(() -> {
                if (limits.mayTry("sri", "192.0.2." + address)) {
                    let.incrementAndGet();
                }
            });
        }
        many.shutdown();
        assertThat(many.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        assertThat(let.get()).isEqualTo(5);
    }

    private int tries(int times, String name, String address) {
        int let = 0;
        for (int i = 0; i < times; i++) {
            if (limits.mayTry(name, address)) {
                let++;
            }
        }
        return let;
    }
}
