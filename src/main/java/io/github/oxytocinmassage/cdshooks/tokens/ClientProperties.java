package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The clients that may call, and how they know this service.
 *
 * @param baseUrl under which clients call us; their tokens' {@code aud} begins with it. Never taken from a request
 * @param clients by a name of the site's choice, which the audit trail shows
 * @param tokenAlgorithms that a token may be signed with
 */
@ConfigurationProperties("cds")
record ClientProperties(
        @Nullable String baseUrl,
        @DefaultValue Map<String, Client> clients,
        @DefaultValue({"ES384", "RS384"}) Set<Algorithm> tokenAlgorithms) {

    private static final int LONGEST_ISSUER = 512;

    ClientProperties {
        baseUrl = baseUrl == null || baseUrl.isBlank() ? null : baseUrl.strip().replaceFirst("/+$", "");
        if (!clients.isEmpty()) {
            checkBase(baseUrl);
        }
        clients = Map.copyOf(clients);
        tokenAlgorithms = Set.copyOf(tokenAlgorithms);
        check(clients, tokenAlgorithms);
    }

    /** Others than these are never taken. */
    enum Algorithm {
        ES384,
        RS384,
        ES256,
        RS256
    }

    /**
     * A client.
     *
     * @param issuer exactly as its tokens' {@code iss} names it
     * @param jku where its keys lie, exactly as its tokens' {@code jku} names it
     * @param jwkSet its keys: a resource ({@code file:/etc/ehr.jwks.json}) or the JWK set itself. When there is one, nothing is fetched
     * @param may the ids of the services that it may call, and {@code $recommend}; none set: all of them
     */
    record Client(
            @Nullable String issuer,
            @DefaultValue List<URI> jku,
            @Nullable String jwkSet,
            @Nullable Set<String> may) {}

    Set<JWSAlgorithm> algorithms() {
        return tokenAlgorithms.stream().map(a -> JWSAlgorithm.parse(a.name())).collect(Collectors.toSet());
    }

    private static void checkBase(@Nullable String baseUrl) {
        if (baseUrl == null) {
            throw new IllegalArgumentException(
                    "cds.clients is set, so cds.base-url has to be: the URL under which clients call"
                            + " this service, as https://cds.example.org; their tokens' aud names it");
        }
        URI base = URI.create(baseUrl);
        if (base.getHost() == null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "cds.base-url has to be a URL without query, as https://cds.example.org; it is " + baseUrl);
        }
    }

    private static void check(Map<String, Client> clients, Set<Algorithm> algorithms) {
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("cds.token-algorithms has to name at least one algorithm");
        }
        Set<String> issuers = new TreeSet<>();
        clients.forEach((name, client) -> {
            String setting = "cds.clients." + name;
            String issuer = client.issuer();
            if (issuer == null || issuer.isBlank() || issuer.length() > LONGEST_ISSUER) {
                throw new IllegalArgumentException(
                        setting + ".issuer has to be what the client's tokens name as their iss");
            }
            if (!issuers.add(issuer)) {
                throw new IllegalArgumentException(
                        setting + ".issuer is another client's too; each client has its own");
            }
            if (client.jku().isEmpty() && client.jwkSet() == null) {
                throw new IllegalArgumentException(
                        setting + " has no keys: set .jku, the URL where they lie, or .jwk-set");
            }
        });
    }
}
