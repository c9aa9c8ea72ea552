package io.github.oxytocinmassage.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nimbus' reading of a token, held to what opens {@code /fhir}: one of the issuer's, for us, and in time (RFC 7519, RFC 9068). Keys that the token
 * brings along are not looked at.
 */
final class BearerTokens extends DefaultJWTProcessor<SecurityContext> {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.ES256, JWSAlgorithm.ES384);
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final String issuer;
    private final String audience;
    private final Clock clock;

    BearerTokens(Issuer issuer, String audience, Clock clock) {
        this.issuer = issuer.name().toString();
        this.audience = audience;
        this.clock = clock;
        setJWSTypeVerifier((type, context) -> {
            if (type != null && !TYPES.contains(type.getType().toLowerCase(Locale.ROOT))) {
                throw new TokenRefusedException("its type is not JWT");
            }
        });
        setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, issuer.keys()));
        setJWTClaimsSetVerifier((claims, context) -> check(claims));
    }

    /**
     * @throws TokenRefusedException for a token that opens nothing
     * @throws IOException when the issuer's keys can't be had
     */
    JWTClaimsSet claims(String token) throws TokenRefusedException, IOException {
        try {
            return process(token, null);
        } catch (TokenRefusedException e) {
            throw e;
        } catch (ParseException e) {
            throw new TokenRefusedException("it is no signed JWT");
        } catch (RemoteKeySourceException e) {
            throw new IOException("the issuer's keys can't be had", e);
        } catch (BadJWTException e) {
            throw new TokenRefusedException("its claims can't be read, nor its signature be told for the issuer's");
        } catch (BadJWSException | JOSEException e) {
            throw new TokenRefusedException("its signature is not the issuer's");
        } catch (BadJOSEException e) {
            throw new TokenRefusedException("the issuer has no key of this kid and kind");
        }
    }

    @Override
    public JWTClaimsSet process(SignedJWT token, @Nullable SecurityContext context)
            throws BadJOSEException, JOSEException {
        if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
            throw new TokenRefusedException("its algorithm is none of RS256, RS384, ES256, ES384");
        }
        return super.process(token, context);
    }

    @Override
    public JWTClaimsSet process(PlainJWT token, @Nullable SecurityContext context) throws TokenRefusedException {
        throw new TokenRefusedException("it is no signed JWT");
    }

    @Override
    public JWTClaimsSet process(EncryptedJWT token, @Nullable SecurityContext context) throws TokenRefusedException {
        throw new TokenRefusedException("it is no signed JWT");
    }

    private void check(JWTClaimsSet claims) throws TokenRefusedException {
        Instant now = clock.instant();
        if (!issuer.equals(claims.getIssuer())) {
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
    }

    private static boolean isAhead(@Nullable Date time, Instant now) {
        return time != null && time.toInstant().isAfter(now.plus(SKEW));
    }
}
