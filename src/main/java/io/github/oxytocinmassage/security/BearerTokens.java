package io.github.oxytocinmassage.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells whether a token is one of the issuer's, for us, and in time (RFC 7519, RFC 9068). Keys that the token brings along are not looked at. */
final class BearerTokens {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.ES256, JWSAlgorithm.ES384);
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final Issuer issuer;
    private final String audience;
    private final Clock clock;

    BearerTokens(Issuer issuer, String audience, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * @throws TokenRefusedException for a token that opens nothing
     * @throws IOException when the issuer's keys can't be had
     */
    JWTClaimsSet claims(String token) throws TokenRefusedException, IOException {
        SignedJWT jwt;
        try {
            jwt = SignedJWT.parse(token);
        } catch (ParseException e) {
            throw new TokenRefusedException("it is no signed JWT");
        }
        JWSHeader header = jwt.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            throw new TokenRefusedException("its algorithm is none of RS256, RS384, ES256, ES384");
        }
        if (header.getType() != null
                && !TYPES.contains(header.getType().getType().toLowerCase(Locale.ROOT))) {
            throw new TokenRefusedException("its type is not JWT");
        }
        List<JWK> keys = keys(header);
        if (keys.isEmpty()) {
            throw new TokenRefusedException("the issuer has no key of this kid and kind");
        }
        if (keys.stream().noneMatch(key -> signed(jwt, key))) {
            throw new TokenRefusedException("its signature is not the issuer's");
        }
        try {
            return checked(Objects.requireNonNull(jwt.getJWTClaimsSet()));
        } catch (ParseException e) {
            throw new TokenRefusedException("its claims can't be read");
        }
    }

    private List<JWK> keys(JWSHeader header) throws IOException {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        List<JWK> found = select(matcher, issuer.keys());
        return found.isEmpty() ? select(matcher, issuer.newKeys()) : found;
    }

    private static List<JWK> select(@Nullable JWKMatcher matcher, JWKSet keys) {
        return matcher == null ? List.of() : new JWKSelector(matcher).select(keys);
    }

    private static boolean signed(SignedJWT jwt, JWK key) {
        try {
            JWSVerifier verifier;
            if (key instanceof RSAKey rsa) {
                verifier = new RSASSAVerifier(rsa);
            } else if (key instanceof ECKey ec) {
                verifier = new ECDSAVerifier(ec);
            } else {
                return false;
            }
            return jwt.verify(verifier);
        } catch (JOSEException e) {
            return false;
        }
    }

    private JWTClaimsSet checked(JWTClaimsSet claims) throws TokenRefusedException {
        Instant now = clock.instant();
        if (!issuer.name().toString().equals(claims.getIssuer())) {
            throw new TokenRefusedException("it is another issuer's");
        }
        if (!claims.getAudience().contains(audience)) {
            throw new TokenRefusedException("it is not for this service (aud)");
        }
        Date end = claims.getExpirationTime();
        if (end == null) {
            throw new TokenRefusedException("it has no end (exp)");
        }
        if (!now.isBefore(end.toInstant().plus(SKEW))) {
            throw new TokenRefusedException("it has expired");
        }
        if (isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now)) {
            throw new TokenRefusedException("it is not valid yet");
        }
        return claims;
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(SKEW));
    }
}
