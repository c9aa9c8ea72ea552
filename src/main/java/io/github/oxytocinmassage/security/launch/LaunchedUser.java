package io.github.oxytocinmassage.security.launch;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Who has come by a launch. Of the EHR's ID token a name remains; whose chart was open is taken once, by who finds the page. */
final class LaunchedUser extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final AtomicReference<Map<String, Object>> launched;

    /**
     * @param name of the account, as the audit trail has it
     * @param shown to others
     * @param launched whose chart is open
     */
    LaunchedUser(
            Collection<? extends GrantedAuthority> authorities,
            String name,
            String shown,
            Map<String, Object> launched,
            Instant now) {
        super(authorities, new OidcIdToken("not-kept", now, now.plusSeconds(1), Map.of("sub", name, "name", shown)));
        this.launched = new AtomicReference<>(launched);
    }

    /** Empty after the first time. */
    Map<String, Object> take() {
        return launched.getAndSet(Map.of());
    }
}
