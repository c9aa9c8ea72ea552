package io.github.oxytocinmassage.security.accounts;

import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Sign-in with name and password. A name without an account is refused as a wrong password is, in as long a time; the exceptions differ for
 * the audit trail alone, which does not keep a name that is none: it may be a password in the wrong field.
 */
final class PasswordSignIn implements AuthenticationProvider {

    private static final int LONGEST = 500;

    private final AccountSources accounts;
    private final PasswordEncoder encoder;
    private final SignInLimits limits;

    PasswordSignIn(AccountSources accounts, PasswordEncoder encoder, SignInLimits limits) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.limits = limits;
    }

    @Override
    public Authentication authenticate(Authentication tried) {
        String name = tried.getName();
        String address = address(tried);
        Optional<Account> account = accounts.named(name);
        if (!limits.mayTry(name, address)) {
            throw account.isPresent()
                    ? new LockedException("too many tries")
                    : new LockedException("too many tries", unknown());
        }
        String password = String.valueOf(Objects.requireNonNullElse(tried.getCredentials(), ""));
        boolean isRight = matches(password, account.map(Account::password).orElseGet(accounts::someHash));
        if (account.isEmpty()) {
            throw unknown();
        }
        if (!isRight) {
            throw new BadCredentialsException("wrong password");
        }
        limits.succeeded(name, address);
        UsernamePasswordAuthenticationToken signedIn = UsernamePasswordAuthenticationToken.authenticated(
                account.get().principal(), null, account.get().authorities());
        signedIn.setDetails(tried.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    private boolean matches(String password, String hash) {
        return !hash.isEmpty()
                && !password.isEmpty()
                && password.length() <= LONGEST
                && encoder.matches(password, hash);
    }

    private static UsernameNotFoundException unknown() {
        return new UsernameNotFoundException("no such account");
    }

    private static String address(Authentication tried) {
        return tried.getDetails() instanceof WebAuthenticationDetails details
                ? Objects.requireNonNullElse(details.getRemoteAddress(), "")
                : "";
    }
}
