package io.github.oxytocinmassage.security;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before {@code /fhir} where an issuer is set: no call without one of its tokens, but for what only describes the service. The claims go on
 * as a request attribute of {@link JWTClaimsSet}'s name; what they allow is for the door to say.
 */
final class TokenFilter extends OncePerRequestFilter {

    private static final Pattern DESCRIBES = Pattern.compile(
            "/fhir/(?:metadata|\\.well-known/smart-configuration|(?:StructureDefinition|ValueSet|CodeSystem"
                    + "|ConceptMap|Questionnaire|PlanDefinition|ActivityDefinition|Library|OperationDefinition"
                    + "|CapabilityStatement)(?:/[A-Za-z0-9.-]{1,64})?)");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+) *");

    private final BearerTokens tokens;

    TokenFilter(BearerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> given = Collections.list(request.getHeaders("Authorization"));
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (reads && DESCRIBES.matcher(path(request)).matches()) {
            chain.doFilter(request, response);
            return;
        }
        if (given.stream().noneMatch(TokenFilter::isBearer)) {
            refuse(request, response, "Bearer", "A bearer token of this service's issuer is needed");
            return;
        }
        JWTClaimsSet claims;
        try {
            claims = tokens.claims(token(given));
        } catch (TokenRefusedException e) {
            String why = "The token is refused: " + e.why();
            refuse(request, response, "Bearer error=\"invalid_token\", error_description=\"" + why + "\"", why);
            return;
        } catch (IOException e) {
            response.setHeader("Retry-After", "5");
            new Refusal(503, "transient", "The token can't be checked: its issuer's keys can't be had now")
                    .write(request, response);
            return;
        }
        request.setAttribute(JWTClaimsSet.class.getName(), claims);
        chain.doFilter(named(request, claims), response);
    }

    /** The caller as the audit trail names it: whom the token is about, else the client it was given to. */
    private static HttpServletRequest named(HttpServletRequest request, JWTClaimsSet claims) {
        Object client = Objects.requireNonNullElse(claims.getClaim("client_id"), "unnamed");
        String name = Objects.requireNonNullElse(claims.getSubject(), String.valueOf(client));
        Principal principal = () -> name;
        return new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
                return principal;
            }
        };
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static boolean isBearer(String header) {
        return header.regionMatches(true, 0, "bearer", 0, "bearer".length());
    }

    private static String token(List<String> given) throws TokenRefusedException {
        var bearer = BEARER.matcher(given.get(0));
        if (given.size() != 1 || !bearer.matches()) {
            throw new TokenRefusedException("the header Authorization does not hold one token");
        }
        return bearer.group(1);
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, String challenge, String diagnostics)
            throws IOException {
        response.setHeader("WWW-Authenticate", challenge);
        new Refusal(401, "login", diagnostics).write(request, response);
    }
}
