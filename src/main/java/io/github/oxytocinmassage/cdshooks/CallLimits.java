package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.security.outgoing.Deadline;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one call may take.
 *
 * @param timeout of the whole call
 * @param fetchTimeout of all fetching from the EHR's server, within it
 * @param maxFetched of all answers of the EHR's server to one call, unpacked
 */
@ConfigurationProperties("cds")
record CallLimits(
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("3s") Duration fetchTimeout,
        @DefaultValue("4MB") DataSize maxFetched) {

    /** What is left to keep the cards and the audit entry, in the database or in the file beside it. */
    private static final Duration WRITING = Duration.ofMillis(1500);

    /** @param arrival of the call, in nanoseconds of the running clock */
    CallTime of(long arrival) {
        Duration most = timeout.minus(WRITING);
        Duration working = most.compareTo(WRITING) < 0 ? timeout.dividedBy(2) : most;
        return new CallTime(Deadline.after(arrival, working), Deadline.after(arrival, timeout));
    }

    CallLimits {
        if (fetchTimeout.compareTo(timeout) > 0) {
            throw new IllegalArgumentException(
                    "cds.fetch-timeout is longer than cds.timeout, the time of the whole call");
        }
    }
}
