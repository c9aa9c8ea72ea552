package io.github.oxytocinmassage.ward.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/**
 * Who sits before a page, whichever way they signed in.
 *
 * @param name of the account, as the audit trail has it
 * @param shown name for people; the account's where none is known
 * @param mother id of the Patient whose family it is; empty for staff
 * @param practitioner id of the Practitioner, where it is known
 */
public record SignedIn(
        String name,
        String shown,
        boolean isNurse,
        boolean isSupervisor,
        boolean isFamily,
        Optional<String> mother,
        Optional<String> practitioner) {

    private static final String MOTHER = "MOTHER_";
    private static final String PRACTITIONER = "PRACTITIONER_";

    /** Of who makes this call; empty for one who has not signed in. */
    public static Optional<SignedIn> of(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication account ? of(account) : Optional.empty();
    }

    /** Empty for one who has not signed in. */
    public static Optional<SignedIn> of(@Nullable Authentication account) {
        if (account == null || !account.isAuthenticated() || account instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        Set<String> authorities = account.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return Optional.of(new SignedIn(
                account.getName(),
                shown(account),
                authorities.contains("ROLE_NURSE"),
                authorities.contains("ROLE_SUPERVISOR"),
                authorities.contains("ROLE_FAMILY"),
                only(authorities, MOTHER),
                only(authorities, PRACTITIONER)));
    }

    /** Where this account's pages begin; empty for one that may see none. */
    public Optional<String> home() {
        if (isFamily) {
            return Optional.of("/family");
        }
        return isNurse || isSupervisor ? Optional.of("/ward") : Optional.empty();
    }

    private static String shown(Authentication account) {
        Object name = account.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal
                ? principal.getAttribute("name")
                : null;
        return name == null || String.valueOf(name).isBlank() ? account.getName() : String.valueOf(name);
    }

    /** Never a choice between two. */
    private static Optional<String> only(Set<String> authorities, String prefix) {
        List<String> ids = authorities.stream()
                .filter(a -> a.startsWith(prefix))
                .map(a -> a.substring(prefix.length()))
                .toList();
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }
}
