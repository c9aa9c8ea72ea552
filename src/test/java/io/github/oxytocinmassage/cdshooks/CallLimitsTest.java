package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CallLimitsTest {

    private static final long HOUR = Duration.ofHours(1).toNanos();

    @Test
    void a_calls_time_counts_from_when_it_came_in() {
        CallLimits limits = limits("PT1H1M", "PT3S");

        CallTime late = limits.of(System.nanoTime() - HOUR);

        assertThat(List.of(late.toAsk(), late.toWrite()))
                .allSatisfy(left -> assertThat(left).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1)));
    }

    @Test
    void one_that_is_over_has_no_time_left_to_ask_or_to_write() {
        CallTime over = limits("PT5S", "PT3S").of(System.nanoTime() - HOUR);

        assertThat(over.toAsk()).isZero();
        assertThat(over.toWrite()).isZero();
    }

    @Test
    void of_a_short_time_half_is_for_work() {
        CallTime time = limits("PT2H", "PT1H").of(System.nanoTime() + HOUR);
        CallTime tight = limits("PT2S", "PT1S").of(System.nanoTime() + HOUR);

        Duration before = time.toAsk();
        Duration toWrite = time.toWrite();
        Duration after = time.toAsk();
        assertThat(Duration.ofMillis(1500)).isBetween(toWrite.minus(before), toWrite.minus(after));
        assertThat(tight.toAsk()).isLessThanOrEqualTo(Duration.ofHours(1).plusSeconds(1));
    }

    @Test
    void fetching_takes_no_longer_than_the_call() {
        assertThatThrownBy(() -> limits("PT3S", "PT4S"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cds.fetch-timeout");
    }

    private static CallLimits limits(String timeout, String fetching) {
        return new CallLimits(Duration.parse(timeout), Duration.parse(fetching), DataSize.ofMegabytes(4));
    }
}
