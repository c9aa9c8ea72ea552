package io.github.oxytocinmassage.fhir.interactions;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Headers {@code Authorization} that open nothing, each with the reason that the answer gives. */
final class BadTokens {

    private final TokenIssuer issuer;
    private final List<Bad> all = new ArrayList<>();

    private BadTokens(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /** @param reason part of what the refusal says */
    record Bad(String name, String header, String reason) {}

    static List<Bad> of(TokenIssuer issuer) throws JOSEException {
        BadTokens bad = new BadTokens(issuer);
        bad.claims();
        bad.signatures();
        bad.forms();
        return bad.all;
    }

    private void claims() {
        claims("another issuer", "another issuer's", issuer.claims().issuer("https://other.example"));
        claims("the issuer with a slash", "another issuer's", issuer.claims().issuer(issuer.url() + "/"));
        claims("no issuer", "another issuer's", issuer.claims().issuer(null));
        claims("another audience", "not for this service", issuer.claims().audience("https://other.example"));
        claims("no audience", "not for this service", issuer.claims().audience((String) null));
        claims("a longer audience", "not for this service", issuer.claims().audience(TokenIssuer.AUDIENCE + "/x"));
        claims("expired", "expired", issuer.claims().expirationTime(TokenIssuer.in(-61)));
        claims("without end", "no end", issuer.claims().expirationTime(null));
        claims("not yet valid", "not valid yet", issuer.claims().notBeforeTime(TokenIssuer.in(120)));
        claims("issued in the future", "not valid yet", issuer.claims().issueTime(TokenIssuer.in(120)));
    }

    private void signatures() throws JOSEException {
        JWTClaimsSet good = good();
        RSAKey stranger = new RSAKeyGenerator(2048).keyID("rsa").generate();
        byte[] publicKey = issuer.key().toRSAPublicKey().getEncoded();
        String[] parts = issuer.signed(good).split("\\.");
        bearer("alg none", "no signed JWT", new PlainJWT(good).serialize());
        bearer(
                "HMAC with the public key as its secret",
                "algorithm",
                TokenIssuer.signed(header(JWSAlgorithm.HS256).build(), good, new MACSigner(publicKey)));
        bearer(
                "an algorithm that is not taken",
                "algorithm",
                TokenIssuer.signed(header(JWSAlgorithm.PS256).build(), good, issuer.key()));
        bearer(
                "another payload under the signature",
                "signature",
                parts[0] + "." + base64("{\"iss\":\"" + issuer.url() + "\"}") + "." + parts[2]);
        bearer("claims that are no JSON", "signature", parts[0] + "." + base64("no json") + "." + parts[2]);
        bearer(
                "an unknown kid",
                "no key",
                TokenIssuer.signed(header(JWSAlgorithm.RS256).keyID("x").build(), good, issuer.key()));
        bearer("another key", "signature", TokenIssuer.signed(TokenIssuer.RS256, good, stranger));
        bearer(
                "a key that it brings along",
                "signature",
                TokenIssuer.signed(
                        header(JWSAlgorithm.RS256).jwk(stranger.toPublicJWK()).build(), good, stranger));
        bearer(
                "another type",
                "type",
                TokenIssuer.signed(
                        header(JWSAlgorithm.RS256)
                                .type(new JOSEObjectType("logout+jwt"))
                                .build(),
                        good,
                        issuer.key()));
    }

    private void forms() {
        String token = issuer.signed(good());
        String[] parts = token.split("\\.");
        bearer("no signature", "no signed JWT", parts[0] + "." + parts[1] + ".");
        bearer("two parts", "no signed JWT", parts[0] + "." + parts[1]);
        bearer("four parts", "no signed JWT", token + ".x");
        bearer("garbage", "no signed JWT", "garbage");
        bearer("spaces within", "does not hold one token", "a b");
        bearer("7000 letters", "no signed JWT", "a".repeat(7000));
        all.add(new Bad("an empty bearer", "Bearer", "does not hold one token"));
        all.add(new Bad("Basic", "Basic " + base64("user:password"), "is needed"));
        all.add(new Bad("the token without its scheme", token, "is needed"));
        all.add(new Bad("no header at all", "", "is needed"));
    }

    private JWTClaimsSet good() {
        return issuer.claims().claim("scope", "system/*.*").build();
    }

    private void claims(String name, String reason, JWTClaimsSet.Builder claims) {
        bearer(name, reason, issuer.signed(claims.claim("scope", "system/*.*").build()));
    }

    private void bearer(String name, String reason, String token) {
        all.add(new Bad(name, "Bearer " + token, reason));
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID("rsa");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
