package io.github.oxytocinmassage.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who gives out the tokens: what it says of itself, and its public keys. Nothing is fetched before it is needed; redirects are not followed. */
final class Issuer {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final TokenProperties properties;
    private final HttpClient http;
    private final Remembered<Map<String, Object>> configuration;
    private final KeyRing keys;

    Issuer(TokenProperties properties, Clock clock) {
        this.properties = properties;
        this.http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.configuration = new Remembered<>(this::fetchConfiguration, clock);
        this.keys = new KeyRing(this::fetchKeys, clock);
    }

    URI name() {
        return properties.issuer();
    }

    /** Its openid-configuration. */
    Map<String, Object> configuration() throws IOException {
        return configuration.get();
    }

    JWKSource<SecurityContext> keys() {
        return keys;
    }

    private Map<String, Object> fetchConfiguration() throws IOException {
        String issuer = properties.issuer().toString();
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            Map<String, Object> read =
                    JSONObjectUtils.parse(text(URI.create(base + "/.well-known/openid-configuration")));
            if (!issuer.equals(read.get("issuer"))) {
                throw new IOException("the openid-configuration is another issuer's");
            }
            return read;
        } catch (ParseException e) {
            throw new IOException("the openid-configuration is no JSON", e);
        }
    }

    private JWKSet fetchKeys() throws IOException {
        try {
            URI where = properties.jwkSetUri() == null
                    ? URI.create(String.valueOf(configuration().get("jwks_uri")))
                    : properties.jwkSetUri();
            if (!TokenProperties.isSafe(where)) {
                throw new IOException("the issuer's keys do not lie at an https URL");
            }
            return JWKSet.parse(text(where));
        } catch (ParseException | IllegalArgumentException e) {
            throw new IOException("the issuer's keys can't be read", e);
        }
    }

    private String text(URI where) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(where)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> answer = http.sendAsync(
                            request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("the issuer answered " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the issuer was asked", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the issuer does not answer", e);
        }
    }
}
