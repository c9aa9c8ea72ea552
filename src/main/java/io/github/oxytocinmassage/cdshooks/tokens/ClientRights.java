package io.github.oxytocinmassage.cdshooks.tokens;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Whether a client may call a service: it is the name of a right. Feedback goes with its service. */
final class ClientRights implements AuthorizationManager<RequestAuthorizationContext> {

    static final String EVERYTHING = "*";
    static final String RECOMMEND = "$recommend";

    private static final Pattern SERVICE = Pattern.compile("/(?:cds-services|fhir)/([^/]+)(?:/feedback)?");

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> caller, RequestAuthorizationContext call) {
        Authentication client = caller.get();
        if (client == null || client instanceof AnonymousAuthenticationToken) {
            return new AuthorizationDecision(false);
        }
        Matcher service = SERVICE.matcher(ClientTokenConfiguration.path(call.getRequest()));
        String right = service.matches() ? service.group(1) : EVERYTHING;
        return new AuthorizationDecision(client.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .anyMatch(a -> EVERYTHING.equals(a) || right.equals(a)));
    }
}
