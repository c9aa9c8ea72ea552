package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.Remembered;
import io.github.oxytocinmassage.security.StrictJson;
import io.github.oxytocinmassage.security.outgoing.Deadline;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import io.github.oxytocinmassage.security.outgoing.OutgoingGet;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** What Spring needs to know of an EHR, asked of it when it first launches, and again when that is old. */
final class EhrRegistrations {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 256 * 1024;
    private static final String REDIRECT = "/login/oauth2/code/{registrationId}";

    private final OutgoingCalls calls;
    private final String base;
    private final Map<String, Remembered<Map<String, Object>>> said;

    EhrRegistrations(Ehrs ehrs, OutgoingCalls calls, Clock clock) {
        this.calls = calls;
        this.base = ehrs.base().isEmpty() ? "{baseUrl}" : ehrs.base();
        this.said = ehrs.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Ehr::name, ehr -> new Remembered<>(() -> asked(ehr), clock), (a, b) -> a));
    }

    /** @throws LaunchRefusedException when it does not answer, or lacks what a launch needs */
    ClientRegistration of(Ehr ehr) throws LaunchRefusedException {
        EhrEndpoints endpoints = endpoints(Objects.requireNonNull(said.get(ehr.name())));
        ClientRegistration.Builder registration = ClientRegistration.withRegistrationId(ehr.registrationId())
                .clientId(ehr.clientId())
                .clientName(ehr.name())
                .clientAuthenticationMethod(
                        ehr.clientSecret() == null
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(base + REDIRECT)
                .authorizationUri(endpoints.authorization())
                .tokenUri(endpoints.token())
                .jwkSetUri(endpoints.keys())
                .issuerUri(endpoints.issuer());
        if (ehr.clientSecret() != null) {
            registration.clientSecret(ehr.clientSecret());
        }
        return (ehr.sameIds()
                        ? registration.scope("openid", "fhirUser", "launch")
                        : registration.scope("openid", "fhirUser", "launch", endpoints.scope()))
                .build();
    }

    /** What it lacked a moment ago it may have by now: it is asked again, though not for each caller. */
    private EhrEndpoints endpoints(Remembered<Map<String, Object>> configuration) throws LaunchRefusedException {
        try {
            try {
                return EhrEndpoints.of(configuration.get(), calls.hosts());
            } catch (LaunchRefusedException e) {
                return EhrEndpoints.of(configuration.again(), calls.hosts());
            }
        } catch (IOException e) {
            throw new LaunchRefusedException(
                    LaunchFault.AWAY, "its .well-known/smart-configuration can't be had: it does not answer, or oddly");
        }
    }

    private Map<String, Object> asked(Ehr ehr) throws IOException {
        try {
            return StrictJson.object(calls.get(new OutgoingGet(
                            URI.create(ehr.iss() + "/.well-known/smart-configuration"),
                            "application/json",
                            null,
                            Deadline.after(PATIENCE),
                            MAX_BYTES))
                    .body());
        } catch (OutgoingCallException e) {
            throw new IOException("the EHR gives no configuration", e);
        }
    }
}
