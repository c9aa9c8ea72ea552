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

    /** Of a call that begins now: the end of its time, but for what it takes to write. */
    Deadline toBeWrittenBy() {
        Duration working = timeout.minus(WRITING);
        return Deadline.after(working.compareTo(WRITING) < 0 ? timeout.dividedBy(2) : working);
    }

    CallLimits {
        if (fetchTimeout.compareTo(timeout) > 0) {
            throw new IllegalArgumentException(
                    "cds.fetch-timeout is longer than cds.timeout, the time of the whole call");
        }
    }
}
