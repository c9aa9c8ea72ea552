package io.github.oxytocinmassage.security;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Whose tokens open {@code /fhir}.
 *
 * @param issuer of the tokens, exactly as their {@code iss} names it
 * @param audience our FHIR base URL, exactly as their {@code aud} names it
 * @param jwkSetUri of the issuer's keys; null: as its openid-configuration says
 */
@ConfigurationProperties("registry")
record TokenProperties(
        URI issuer, @Nullable String audience, @Nullable URI jwkSetUri) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    TokenProperties {
        if (audience == null || audience.isBlank()) {
            throw new IllegalArgumentException(
                    "registry.issuer is set, so registry.audience has to be: this service's FHIR base URL, which tokens name as their aud");
        }
        checkSafe("registry.issuer", issuer);
        if (jwkSetUri != null) {
            checkSafe("registry.jwk-set-uri", jwkSetUri);
        }
    }

    private static void checkSafe(String name, URI uri) {
        if (!isSafe(uri)) {
            throw new IllegalArgumentException(name + " has to be an https URL (http on this machine's loopback only)");
        }
    }

    /** Nobody on the way can give us keys of their own. */
    static boolean isSafe(URI uri) {
        return uri.getHost() != null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()));
    }
}
