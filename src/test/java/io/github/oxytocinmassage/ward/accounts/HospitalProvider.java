package io.github.oxytocinmassage.ward.accounts;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.oxytocinmassage.ward.Visitor;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** An OpenID provider: who comes to it is let through as whom the test says. */
final class HospitalProvider {

    private static final String CLIENT = "ward";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final RSAKey key;
    private final RSAKey anothers;
    private String lastQuery = "";

    HospitalProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("k1").generate();
            anothers = new RSAKeyGenerator(2048).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.start();
        String base = server.baseUrl();
        server.stubFor(
                get(urlPathEqualTo("/.well-known/openid-configuration")).willReturn(okJson("""
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "subject_types_supported":["public"],"response_types_supported":["code"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(base))));
        server.stubFor(get(urlPathEqualTo("/keys")).willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
    }

    Map<String, String> settings() {
        String registration = "spring.security.oauth2.client.registration.hospital.";
        return Map.of(
                registration + "client-id",
                CLIENT,
                registration + "client-secret",
                "secret",
                registration + "client-name",
                "Klinik Melati",
                registration + "scope",
                "openid,profile",
                "spring.security.oauth2.client.provider.hospital.issuer-uri",
                server.baseUrl());
    }

    String lastQuery() {
        return lastQuery;
    }

    HttpResponse<String> signIn(Visitor visitor, String subject, Map<String, Object> claims) throws Exception {
        return signIn(visitor, subject, claims, key);
    }

    HttpResponse<String> signInForged(Visitor visitor, String subject, Map<String, Object> claims) throws Exception {
        return signIn(visitor, subject, claims, anothers);
    }

    private HttpResponse<String> signIn(Visitor visitor, String subject, Map<String, Object> claims, RSAKey signer)
            throws Exception {
        HttpResponse<String> asked = visitor.get("/oauth2/authorization/hospital");
        assertThat(asked.statusCode()).isEqualTo(302);
        URI place = URI.create(asked.headers().firstValue("Location").orElseThrow());
        lastQuery = place.getQuery();
        Map<String, String> query =
                UriComponentsBuilder.fromUri(place).build().getQueryParams().toSingleValueMap();
        Instant now = Instant.now();
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(server.baseUrl())
                .subject(subject)
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", query.get("nonce"));
        claims.forEach(token::claim);
        SignedJWT signed = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), token.build());
        signed.sign(new RSASSASigner(signer));
        server.stubFor(post(urlPathEqualTo("/token")).willReturn(okJson("""
                {"access_token":"a","token_type":"Bearer","expires_in":300,"id_token":"%s"}""".formatted(signed.serialize()))));
        return visitor.get("/login/oauth2/code/hospital?code=c&state=" + query.get("state"));
    }
}
