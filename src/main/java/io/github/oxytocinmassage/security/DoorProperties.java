package io.github.oxytocinmassage.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the two doors.
 *
 * @param fhirMaxBody of a body at {@code /fhir}, unpacked
 * @param cdsMaxBody of a body at {@code /cds-services}, unpacked
 * @param clientTokens {@code required}: no call without a client's token; {@code none}: anyone who can reach the service may call
 * @param maxConcurrent calls under way at once, those that wait for an EHR's server among them; further ones are told to come again
 * @param maxWorking calls let in; 0: eight for each processor, two of them working and six waiting for their turn or the disk; a quarter of them for a second after one was sent away
 * @param callsPerSecond of one client; 0: as many as it likes
 * @param bodyTimeout until when the whole of a body has to be there
 */
@ConfigurationProperties("doors")
public record DoorProperties(
        @DefaultValue("10MB") DataSize fhirMaxBody,
        @DefaultValue("2MB") DataSize cdsMaxBody,
        @DefaultValue("required") ClientTokens clientTokens,
        @DefaultValue("64") int maxConcurrent,
        @DefaultValue("0") int maxWorking,
        @DefaultValue("100") int callsPerSecond,
        @DefaultValue("10s") Duration bodyTimeout) {

    public DoorProperties {
        if (maxConcurrent < 1 || maxWorking < 0 || callsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "doors.max-concurrent has to be 1 or more; doors.max-working and doors.calls-per-second 0 or more");
        }
    }

    /** Whether a caller has to show who it is. */
    public enum ClientTokens {
        REQUIRED,
        NONE
    }
}
