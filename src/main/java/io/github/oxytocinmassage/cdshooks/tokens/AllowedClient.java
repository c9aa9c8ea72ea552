package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A client that may call.
 *
 * @param name of the site's choice
 * @param issuer as its tokens name it
 * @param jku the URLs of keys that its tokens may name
 * @param fetched keys by their jku
 * @param configured keys that the site has given; where they are, none are fetched
 * @param may which services it may call; null: all
 */
record AllowedClient(
        String name,
        String issuer,
        Set<URI> jku,
        Map<URI, JWKSource<SecurityContext>> fetched,
        @Nullable JWKSource<SecurityContext> configured,
        @Nullable Set<String> may) {

    /**
     * @param named the token's jku; null without one
     * @return its keys; empty for a jku that is not the client's
     */
    Optional<JWKSource<SecurityContext>> keys(@Nullable URI named) {
        if (named != null && !jku.contains(named)) {
            return Optional.empty();
        }
        if (configured != null) {
            return Optional.of(configured);
        }
        // Without a jku the keys lie where client and site have agreed: at the only URL that there is.
        return named != null
                ? Optional.ofNullable(fetched.get(named))
                : fetched.values().stream().filter(keys -> fetched.size() == 1).findFirst();
    }

    Collection<GrantedAuthority> rights() {
        Set<String> services = may == null ? Set.of(ClientRights.EVERYTHING) : may;
        return services.stream()
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }
}
