package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tokens that open nothing, each with the reason that the answer gives. */
final class BadClientTokens {

    private final TestClient client;
    private final List<Bad> all = new ArrayList<>();

    private BadClientTokens(TestClient client) {
        this.client = client;
    }

    /**
     * @param headers {@code Authorization}, as many as there are
     * @param reason part of what the refusal says
     */
    record Bad(String name, List<String> headers, String reason) {}

    static List<Bad> of(TestClient client) throws JOSEException {
        BadClientTokens bad = new BadClientTokens(client);
        bad.audiences();
        bad.times();
        bad.others();
        bad.headers();
        bad.signatures();
        bad.forms();
        return bad.all;
    }

    private void audiences() {
        String reason = "aud";
        for (String other : List.of(
                "https://elsewhere.example/cds-services/oxytocin-massage",
                TestClient.VIEW + "/",
                TestClient.VIEW + "/feedback",
                TestClient.VIEW + "-discharge",
                TestClient.DISCOVERY + "/",
                TestClient.BASE,
                TestClient.VIEW.replace("https", "http"),
                TestClient.VIEW.toUpperCase(Locale.ROOT),
                "oxytocin-massage",
                "")) {
            claims("aud " + other, reason, client.claims(other));
        }
        claims("no aud", reason, good().audience((String) null));
        claims("an empty list of aud", reason, good().claim("aud", List.of()));
        claims("aud in one string", reason, good().audience(TestClient.VIEW + " " + TestClient.DISCOVERY));
    }

    private void times() {
        claims("expired", "expired", good().issueTime(TestClient.in(-200)).expirationTime(TestClient.in(-61)));
        claims("no exp", "no exp", good().expirationTime(null));
        claims("no iat", "no iat", good().issueTime(null));
        claims(
                "issued in the future",
                "future",
                good().issueTime(TestClient.in(90)).expirationTime(TestClient.in(200)));
        claims("nbf in the future", "nbf", good().notBeforeTime(TestClient.in(90)));
        claims("6 minutes of life", "5 minutes", good().expirationTime(TestClient.in(360)));
        claims(
                "5 minutes and a second, already old",
                "5 minutes",
                good().issueTime(TestClient.in(-251)).expirationTime(TestClient.in(50)));
        claims("a year of life", "5 minutes", good().expirationTime(TestClient.in(365 * 86_400)));
        claims(
                "an end before its beginning",
                "before it begins",
                good().issueTime(TestClient.in(30)).expirationTime(TestClient.in(20)));
        claims("exp as text", "readable claims", good().claim("exp", "tomorrow"));
    }

    private void others() {
        claims("another iss", "no client", good().issuer("https://stranger.example"));
        claims("iss with a slash", "no client", good().issuer(client.name() + "/"));
        claims("no iss", "no client", good().issuer(null));
        claims("no jti", "jti", good().jwtID(null));
        claims("an empty jti", "jti", good().jwtID(" "));
        claims("a number as jti", "readable claims", good().claim("jti", 7));
    }

    private void headers() {
        JWTClaimsSet claims = good().build();
        header(
                "no typ",
                "typ",
                new JWSHeader.Builder(JWSAlgorithm.ES384).keyID("curve").jwkURL(client.jku()));
        header("another typ", "typ", es384().type(new JOSEObjectType("at+jwt")));
        header("no kid", "kid", es384().keyID(null));
        header("an empty kid", "kid", es384().keyID(""));
        header("an unknown kid", "no key", es384().keyID("x"));
        header("another key's kid", "signature", es384().keyID("curve").jwkURL(client.jku()), stranger());
        header("jku elsewhere", "jku", es384().jwkURL(URI.create("https://stranger.example/keys")));
        header("jku with a query", "jku", es384().jwkURL(URI.create(client.jku() + "?x")));
        header("a jwk of its own", "brings a key", es384().jwk(stranger().toPublicJWK()), stranger());
        header("its own jwk", "brings a key", es384().jwk(client.curve().toPublicJWK()));
        header("x5u", "brings a key", es384().x509CertURL(URI.create("https://stranger.example/cert")));
        header("crit", "crit", es384().criticalParams(Set.of("exp")).customParam("exp", 1));
        header("b64 as crit", "crit", es384().base64URLEncodePayload(true).criticalParams(Set.of("b64")));
        bearer(
                "a curve key that is too small for the algorithm",
                "no key",
                signed(es384().keyID("small"), claims, client.curve()));
        bearer(
                "RS384 with the kid of a curve",
                "no key",
                signed(client.header(JWSAlgorithm.RS384, "curve"), claims, client.rsa()));
    }

    private void signatures() throws JOSEException {
        JWTClaimsSet claims = good().build();
        String[] parts = client.signed(claims).split("\\.");
        bearer("alg none", "no signed JWT", new PlainJWT(claims).serialize());
        bearer(
                "alg none by a header alone",
                "no signed JWT",
                base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + parts[1] + ".");
        for (JWSAlgorithm hmac : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            byte[] publicKey = client.rsa().toRSAPublicKey().getEncoded();
            bearer(
                    hmac + " with the public key",
                    "alg",
                    TestClient.signed(client.header(hmac, "rsa").build(), claims, new MACSigner(publicKey)));
        }
        for (JWSAlgorithm other : List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS512, JWSAlgorithm.PS384)) {
            bearer(
                    other + ", which is not configured",
                    "alg",
                    signed(client.header(other, "rsa"), claims, client.rsa()));
        }
        RSAKey weak = new RSAKeyGenerator(2048).keyID("rsa").generate();
        bearer("another RSA key", "signature", signed(client.header(JWSAlgorithm.RS384, "rsa"), claims, weak));
        bearer(
                "other claims under the signature",
                "signature",
                parts[0] + "." + base64(claims.toString().replace("curve", "x").replace("iat", "IAT")) + "."
                        + parts[2]);
        bearer("a cut signature", "signature", parts[0] + "." + parts[1] + "." + parts[2].substring(4));
        bearer("a signature of zeros", "signature", parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[96]));
    }

    private void forms() throws JOSEException {
        String token = client.token(TestClient.VIEW);
        String[] parts = token.split("\\.");
        bearer("no signature", "no signed JWT", parts[0] + "." + parts[1] + ".");
        bearer("two parts", "no signed JWT", parts[0] + "." + parts[1]);
        bearer("garbage", "no signed JWT", "garbage");
        bearer("7000 letters", "no signed JWT", "a".repeat(7000));
        bearer("claims that are no object", "no client", wrapped(es384().build(), "[]"));
        bearer(
                "nested in another",
                "readable claims",
                wrapped(es384().contentType("JWT").build(), token));
        bearer("encrypted", "encrypted", encrypted(token));
        all.add(new Bad(
                "two tokens in one header", List.of("Bearer " + token + " " + token), "does not hold one token"));
        all.add(new Bad(
                "two headers",
                List.of("Bearer " + token, "Bearer " + client.token(TestClient.VIEW)),
                "does not hold one token"));
        all.add(new Bad("an empty bearer", List.of("Bearer"), "does not hold one token"));
        all.add(new Bad("Basic", List.of("Basic " + base64("user:password")), "needed"));
        all.add(new Bad("the token without its scheme", List.of(token), "needed"));
        all.add(new Bad("no header", List.of(), "needed"));
    }

    private String wrapped(JWSHeader header, String payload) throws JOSEException {
        JWSObject wrapped = new JWSObject(header, new Payload(payload));
        wrapped.sign(TestClient.signer(client.curve()));
        return wrapped.serialize();
    }

    private String encrypted(String token) throws JOSEException {
        JWEObject encrypted = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM)
                        .contentType("JWT")
                        .build(),
                new Payload(token));
        encrypted.encrypt(new ECDHEncrypter(client.curve().toPublicJWK()));
        return encrypted.serialize();
    }

    private JWTClaimsSet.Builder good() {
        return client.claims(TestClient.VIEW);
    }

    private JWSHeader.Builder es384() {
        return client.header(JWSAlgorithm.ES384, "curve");
    }

    private static ECKey stranger() {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID("curve").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void claims(String name, String reason, JWTClaimsSet.Builder claims) {
        bearer(name, reason, client.signed(claims.build()));
    }

    private void header(String name, String reason, JWSHeader.Builder header) {
        header(name, reason, header, client.curve());
    }

    private void header(String name, String reason, JWSHeader.Builder header, ECKey key) {
        bearer(name, reason, signed(header, good().build(), key));
    }

    private static String signed(JWSHeader.Builder header, JWTClaimsSet claims, JWK key) {
        return TestClient.signed(header.build(), claims, TestClient.signer(key));
    }

    private void bearer(String name, String reason, String token) {
        all.add(new Bad(name, List.of("Bearer " + token), reason));
    }

    private static String base64(String text) {
        return Base64URL.encode(text).toString();
    }
}
