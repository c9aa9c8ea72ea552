package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session before its cookie would: when its account was taken out of the file, or has another role, mother or practitioner now; and
 * when nobody did anything for a while, though its page went on asking for what is new.
 */
final class SessionCheck extends OncePerRequestFilter {

    private static final String LAST_USE = SessionCheck.class.getName() + ".lastUse";

    private final AccountSources accounts;
    private final Visitors visitors;
    private final Duration timeout;
    private final Clock clock;

    SessionCheck(AccountSources accounts, Visitors visitors, Duration timeout, Clock clock) {
        this.accounts = accounts;
        this.visitors = visitors;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (caller == null || !Callers.isSignedIn(caller) || session == null) {
            chain.doFilter(request, response);
            return;
        }
        if (isIdle(request, session) || !isAsInTheFile(caller)) {
            session.invalidate();
            SecurityContextHolder.clearContext();
            visitors.toSignIn(request, response, true);
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isIdle(HttpServletRequest request, HttpSession session) {
        Instant now = clock.instant();
        boolean isFresh =
                !(session.getAttribute(LAST_USE) instanceof Instant lastUse) || now.isBefore(lastUse.plus(timeout));
        if (isFresh && !Callers.isByItself(request)) {
            session.setAttribute(LAST_USE, now);
        }
        return !isFresh;
    }

    /** A provider's account is the provider's to take away, at the next sign-in. */
    private boolean isAsInTheFile(Authentication caller) {
        return !(caller instanceof UsernamePasswordAuthenticationToken)
                || accounts.named(caller.getName())
                        .filter(account -> names(caller.getAuthorities()).containsAll(names(account.authorities()))
                                && !hasMore(caller, account))
                        .isPresent();
    }

    private static boolean hasMore(Authentication caller, Account account) {
        Set<String> now = names(account.authorities());
        return names(caller.getAuthorities()).stream()
                .filter(name -> name.matches("(?:ROLE|MOTHER|PRACTITIONER)_.*"))
                .anyMatch(name -> !now.contains(name));
    }

    private static Set<String> names(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream().map(GrantedAuthority::getAuthority).collect(Collectors.toSet());
    }
}
