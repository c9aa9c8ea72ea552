package io.github.oxytocinmassage.ward.accounts;

import io.github.oxytocinmassage.registry.AuditEntry;
import io.github.oxytocinmassage.registry.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Who signed in and out, and who tried in vain, in the audit trail before it is answered: 200, 401, and 429 for one who was told to wait. A name
 * that is no account's is not written down: it may be a password in the wrong field.
 */
@Component
final class SignInTrail {

    /** Of the trail's interactions. */
    private static final String IN = "login";

    private static final String OUT = "logout";
    private static final String UNKNOWN = "unknown";

    private final AuditTrail trail;
    private final Clock clock;

    SignInTrail(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        write(IN, 200, event.getAuthentication(), event.getAuthentication().getName());
    }

    /** Tokens of the doors fail as well; their trail is another. */
    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        Authentication tried = event.getAuthentication();
        if (tried instanceof UsernamePasswordAuthenticationToken) {
            Exception why = event.getException();
            boolean isUnknown = why instanceof UsernameNotFoundException
                    || why.getCause() instanceof UsernameNotFoundException
                    || tried.getName().isEmpty();
            write(IN, why instanceof LockedException ? 429 : 401, tried, isUnknown ? UNKNOWN : tried.getName());
        }
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        write(OUT, 200, event.getAuthentication(), event.getAuthentication().getName());
    }

    private void write(String interaction, int status, Authentication account, String agent) {
        String user = SignedIn.of(account)
                .flatMap(SignedIn::practitioner)
                .map(id -> "Practitioner/" + id)
                .orElse("");
        String address = Optional.ofNullable(account.getDetails())
                .filter(WebAuthenticationDetails.class::isInstance)
                .map(details -> ((WebAuthenticationDetails) details).getRemoteAddress())
                .orElse("");
        trail.record(new AuditEntry(
                clock.instant(),
                "E",
                interaction,
                status,
                agent,
                user,
                Objects.requireNonNullElse(address, ""),
                "",
                List.of(),
                "",
                ""));
    }
}
