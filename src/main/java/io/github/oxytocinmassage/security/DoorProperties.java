package io.github.oxytocinmassage.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the two doors.
 *
 * @param fhirMaxBody of a body at {@code /fhir}, unpacked
 * @param cdsMaxBody of a body at {@code /cds-services}, unpacked
 * @param clientTokens {@code required}: no call without a client's token; {@code none}: anyone who can reach the service may call
 * @param maxConcurrent calls under way at once; further ones are told to come again
 */
@ConfigurationProperties("doors")
public record DoorProperties(
        @DefaultValue("10MB") DataSize fhirMaxBody,
        @DefaultValue("2MB") DataSize cdsMaxBody,
        @DefaultValue("required") ClientTokens clientTokens,
        @DefaultValue("64") int maxConcurrent) {

    /** Whether a caller has to show who it is. */
    public enum ClientTokens {
        REQUIRED,
        NONE
    }
}
