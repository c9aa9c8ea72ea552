package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.oxytocinmassage.cdshooks.HookService;
import io.github.oxytocinmassage.registry.SeenTokens;
import io.github.oxytocinmassage.security.DoorProperties;
import io.github.oxytocinmassage.security.DoorProperties.ClientTokens;
import io.github.oxytocinmassage.security.KeyRing;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UrlPathHelper;

/** Asks for client tokens where the site has not said that none are needed: before the hooks, and before {@code $recommend} where there is no registry. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClientProperties.class)
class ClientTokenConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(ClientTokenConfiguration.class);

    private static final Set<String> DESCRIBES = Set.of("GET", "HEAD", "OPTIONS");

    @Bean
    ClientAuthentication clientAuthentication(
            ClientProperties properties, ResourceLoader resources, OutgoingCalls calls, SeenTokens seen, Clock clock) {
        List<AllowedClient> clients = properties.clients().entrySet().stream()
                .map(c -> client(c.getKey(), c.getValue(), new ConfiguredKeys(resources), calls, clock))
                .toList();
        String base = Objects.requireNonNullElse(properties.baseUrl(), "");
        return new ClientAuthentication(clients, properties.algorithms(), base, seen, clock);
    }

    @Bean
    @Order(1)
    SecurityFilterChain hookCalls(
            HttpSecurity http, DoorProperties doors, ClientProperties properties, ClientAuthentication clients) {
        if (doors.clientTokens() == ClientTokens.REQUIRED
                && properties.clients().isEmpty()) {
            LOG.warn("No client is allowed yet (cds.clients): calls of the CDS Hooks services are refused");
        }
        http.securityMatcher(calls(doors, "/cds-services"))
                .authorizeHttpRequests(calls -> calls.anyRequest().access(new ClientRights()));
        return withTokens(http, clients);
    }

    /** Where a site has named the registry's issuer, {@code /fhir} asks for that one's tokens instead. */
    @Bean
    @Order(2)
    SecurityFilterChain recommendCalls(
            HttpSecurity http, DoorProperties doors, ClientAuthentication clients, Environment settings) {
        boolean hasIssuer = StringUtils.hasText(settings.getProperty("registry.issuer"));
        boolean isOpen = settings.getProperty("registry.open", Boolean.class, false);
        RequestMatcher calls = calls(doors, "/fhir");
        http.securityMatcher(request -> !hasIssuer && calls.matches(request)).authorizeHttpRequests(asked -> {
            asked.requestMatchers(request -> path(request).equals("/fhir/$recommend"))
                    .access(new ClientRights());
            if (isOpen) {
                asked.anyRequest().authenticated();
            } else {
                asked.anyRequest().denyAll();
            }
        });
        return withTokens(http, clients);
    }

    private static RequestMatcher calls(DoorProperties doors, String door) {
        return request -> doors.clientTokens() == ClientTokens.REQUIRED
                && !DESCRIBES.contains(request.getMethod())
                && (path(request).equals(door) || path(request).startsWith(door + "/"));
    }

    /** Decoded, as the container looks at it to find the door. */
    static String path(HttpServletRequest request) {
        return UrlPathHelper.defaultInstance.getPathWithinApplication(request);
    }

    private static SecurityFilterChain withTokens(HttpSecurity http, ClientAuthentication clients) {
        return http.oauth2ResourceServer(tokens -> tokens.authenticationManagerResolver(clients)
                        .bearerTokenResolver(new OneBearerToken())
                        .authenticationEntryPoint(TokenRefusals::unknown)
                        .accessDeniedHandler((request, response, denied) -> TokenRefusals.notAllowed(request, response))
                        .withObjectPostProcessor(saysWhenItCannotTell()))
                .build();
    }

    /** Spring would let a failure to check escape as an error of the server. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> saysWhenItCannotTell() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(TokenRefusals::unknown);
                return filter;
            }
        };
    }

    private static AllowedClient client(
            String name, ClientProperties.Client settings, ConfiguredKeys given, OutgoingCalls calls, Clock clock) {
        String setting = "cds.clients." + name;
        Map<URI, JWKSource<SecurityContext>> fetched = new HashMap<>();
        for (URI jku : settings.jku()) {
            try {
                calls.hosts().check(jku);
            } catch (OutgoingCallException e) {
                throw new InvalidConfigurationPropertyValueException(
                        setting + ".jku", jku, "Keys can't be fetched there: " + e.getMessage());
            }
            fetched.put(jku, KeyRing.at(jku, calls, clock));
        }
        JWKSource<SecurityContext> configured =
                settings.jwkSet() == null ? null : given.ring(setting + ".jwk-set", settings.jwkSet(), clock);
        checkServices(setting + ".may", settings.may());
        return new AllowedClient(
                name,
                Objects.requireNonNull(settings.issuer()),
                Set.copyOf(settings.jku()),
                Map.copyOf(fetched),
                configured,
                settings.may());
    }

    private static void checkServices(String setting, @Nullable Set<String> may) {
        Set<String> known = new TreeSet<>(HookService.ids());
        known.add(ClientRights.RECOMMEND);
        if (may != null && !known.containsAll(may)) {
            throw new InvalidConfigurationPropertyValueException(setting, may, "There are " + known + " only");
        }
    }
}
