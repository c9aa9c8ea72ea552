package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** An EHR that calls: its keys lie at its jku, over HTTP. */
final class TestClient {

    static final String BASE = "https://cds.example";
    static final String DISCOVERY = BASE + "/cds-services";
    static final String VIEW = DISCOVERY + "/oxytocin-massage";

    private final ECKey curve;
    private final RSAKey rsa;
    private final AtomicReference<List<? extends JWK>> published;
    private final HttpServer server;

    TestClient() {
        try {
            curve = new ECKeyGenerator(Curve.P_384).keyID("curve").generate();
            rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
            ECKey small = new ECKeyGenerator(Curve.P_256).keyID("small").generate();
            published = new AtomicReference<>(List.of(curve, rsa, small));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (JOSEException | IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/keys", call -> {
            byte[] keys = new JWKSet(List.copyOf(published.get())).toString().getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, keys.length);
            call.getResponseBody().write(keys);
            call.close();
        });
        server.start();
    }

    /** As its tokens name it. */
    String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    URI jku() {
        return URI.create(name() + "/keys");
    }

    String jwkSet() {
        return new JWKSet(List.copyOf(published.get())).toString();
    }

    ECKey curve() {
        return curve;
    }

    RSAKey rsa() {
        return rsa;
    }

    /** What it publishes from now on. */
    void publish(JWK... keys) {
        published.set(List.of(keys));
    }

    void stop() {
        server.stop(0);
    }

    JWSHeader.Builder header(JWSAlgorithm algorithm, String keyId) {
        return new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(keyId)
                .jwkURL(jku());
    }

    JWSHeader header() {
        return header(JWSAlgorithm.ES384, "curve").build();
    }

    JWTClaimsSet.Builder claims(String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .audience(audience)
                .issueTime(in(0))
                .expirationTime(in(120))
                .jwtID(UUID.randomUUID().toString());
    }

    static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    /** A good token for a URL. */
    String token(String audience) {
        return signed(header(), claims(audience).build(), signer(curve));
    }

    String signed(JWTClaimsSet claims) {
        return signed(header(), claims, signer(curve));
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(signer);
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static JWSSigner signer(JWK key) {
        try {
            return key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner((ECKey) key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
