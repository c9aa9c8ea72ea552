package io.github.oxytocinmassage.security.launch;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.oxytocinmassage.security.KeyRing;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** ID tokens of EHRs: by keys that are fetched only where this service may call. A provider's own are read as Spring does it. */
final class IdTokens implements JwtDecoderFactory<ClientRegistration> {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

    private final OidcIdTokenDecoderFactory others = new OidcIdTokenDecoderFactory();
    private final Map<String, KeyRing> keys = new ConcurrentHashMap<>();
    private final Ehrs ehrs;
    private final OutgoingCalls calls;
    private final Clock clock;

    IdTokens(Ehrs ehrs, OutgoingCalls calls, Clock clock) {
        this.ehrs = ehrs;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        if (ehrs.ofRegistration(registration.getRegistrationId()).isEmpty()) {
            return others.createDecoder(registration);
        }
        String where = Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ALGORITHMS, keys.computeIfAbsent(where, uri -> KeyRing.at(URI.create(uri), calls, clock))));
        // The validator below looks at the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        OidcIdTokenValidator claims = new OidcIdTokenValidator(registration);
        claims.setClock(clock);
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        decoder.setJwtValidator(claims);
        return decoder;
    }
}
