package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims of a signed token have to say: for this URL, and for a few minutes from now. */
final class ClaimRules implements JWTClaimsSetVerifier<SecurityContext> {

    static final Duration SKEW = Duration.ofSeconds(60);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    private final Set<String> audiences;
    private final Clock clock;

    /** @param audiences the URLs that a token for this call may name */
    ClaimRules(Set<String> audiences, Clock clock) {
        this.audiences = audiences;
        this.clock = clock;
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadClientToken {
        if (Collections.disjoint(claims.getAudience(), audiences)) {
            throw new BadClientToken("its aud is neither the URL called nor that of discovery");
        }
        Instant end = instant(claims.getExpirationTime(), "exp");
        Instant issued = instant(claims.getIssueTime(), "iat");
        Instant now = clock.instant();
        if (!now.isBefore(end.plus(SKEW))) {
            throw new BadClientToken("it has expired");
        }
        if (isAhead(issued, now)) {
            throw new BadClientToken("it is issued in the future (iat)");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && isAhead(notBefore.toInstant(), now)) {
            throw new BadClientToken("it is not valid yet (nbf)");
        }
        if (!issued.isBefore(end)) {
            throw new BadClientToken("it ends before it begins (iat, exp)");
        }
        if (end.isAfter(issued.plus(LONGEST_LIFE))) {
            throw new BadClientToken("it lives for more than 5 minutes (iat, exp)");
        }
        String id = claims.getJWTID();
        if (id == null || id.isBlank()) {
            throw new BadClientToken("it has no id (jti)");
        }
    }

    private static Instant instant(@Nullable Date time, String claim) throws BadClientToken {
        if (time == null) {
            throw new BadClientToken("it has no " + claim);
        }
        return time.toInstant();
    }

    private static boolean isAhead(Instant time, Instant now) {
        return time.isAfter(now.plus(SKEW));
    }
}
