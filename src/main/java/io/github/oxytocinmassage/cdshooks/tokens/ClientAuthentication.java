package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.oxytocinmassage.registry.SeenTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Tells which client calls: a token is for the URL that is called, and for one call. */
final class ClientAuthentication implements AuthenticationManagerResolver<HttpServletRequest> {

    private final Map<String, AllowedClient> clients;
    private final Set<JWSAlgorithm> algorithms;
    private final String base;
    private final SeenTokens seen;
    private final Clock clock;

    /** @param base our URL, without a slash at its end */
    ClientAuthentication(
            Collection<AllowedClient> clients,
            Set<JWSAlgorithm> algorithms,
            String base,
            SeenTokens seen,
            Clock clock) {
        this.clients = clients.stream().collect(Collectors.toMap(AllowedClient::issuer, Function.identity()));
        this.algorithms = algorithms;
        this.base = base;
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        NimbusJwtDecoder decoder =
                new NimbusJwtDecoder(new ClientTokens(clients, algorithms, new ClaimRules(audiences(request), clock)));
        decoder.setJwtValidator(this::shownOnce);
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
        provider.setJwtAuthenticationConverter(this::client);
        return provider::authenticate;
    }

    /** The URL called, by our own name: the request's could be anybody's. */
    private Set<String> audiences(HttpServletRequest request) {
        String called = ClientTokenConfiguration.path(request);
        String spelled =
                request.getRequestURI().substring(request.getContextPath().length());
        return Set.copyOf(List.of(base + called, base + spelled, base + "/cds-services"));
    }

    /** The last of all: only a token that is good in every other way is remembered. */
    private OAuth2TokenValidatorResult shownOnce(Jwt token) {
        String issuer = Objects.requireNonNull(token.getClaimAsString("iss"));
        Instant end = Objects.requireNonNull(token.getExpiresAt());
        return seen.isFirst(issuer, Objects.requireNonNull(token.getId()), end)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                        "invalid_token", "it was shown before (jti); a token is good for one call", null));
    }

    private AbstractAuthenticationToken client(Jwt token) {
        AllowedClient client = Objects.requireNonNull(clients.get(token.getClaimAsString("iss")));
        return new JwtAuthenticationToken(token, client.rights(), client.name());
    }
}
