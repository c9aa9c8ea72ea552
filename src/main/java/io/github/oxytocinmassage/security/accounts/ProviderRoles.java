package io.github.oxytocinmassage.security.accounts;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

/**
 * What a provider says of one who signs in, in our words: one role, the highest; for a family its mother. Who has no role of ours, or is of a
 * family without a mother, may see nothing.
 */
final class ProviderRoles implements GrantedAuthoritiesMapper {

    private final AccountProperties.Oidc settings;

    ProviderRoles(AccountProperties.Oidc settings) {
        this.settings = settings;
    }

    @Override
    public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> given) {
        if (given.stream().noneMatch(OAuth2UserAuthority.class::isInstance)) {
            // Of a launch from an EHR: ours already.
            return given;
        }
        return given.stream()
                .map(ProviderRoles::claims)
                .filter(claims -> !claims.isEmpty())
                .findFirst()
                .map(this::authorities)
                .orElse(List.of());
    }

    private static Map<String, Object> claims(GrantedAuthority authority) {
        if (authority instanceof OidcUserAuthority oidc) {
            Map<String, Object> claims = new HashMap<>(oidc.getAttributes());
            claims.putAll(oidc.getIdToken().getClaims());
            return claims;
        }
        return authority instanceof OAuth2UserAuthority user ? user.getAttributes() : Map.of();
    }

    private List<GrantedAuthority> authorities(Map<String, Object> claims) {
        Set<String> words = words(claim(claims, settings.roleClaim()));
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(r -> theirs(r).stream().anyMatch(words::contains))
                .findFirst();
        String mother = id(claim(claims, settings.motherClaim()), "Patient/");
        if (role.isEmpty() || role.get() == Role.FAMILY && mother == null) {
            return List.of();
        }
        return Account.authorities(
                role.get(),
                role.get() == Role.FAMILY ? mother : null,
                id(claim(claims, settings.practitionerClaim()), "Practitioner/"));
    }

    private Set<String> theirs(Role role) {
        return settings.roles().isEmpty()
                ? Set.of(role.word())
                : settings.roles().getOrDefault(role.word(), Set.of());
    }

    /** By its name, which may hold dots, else by a path through objects. */
    private static @Nullable Object claim(Map<?, ?> claims, String name) {
        Object whole = claims.get(name);
        if (whole != null) {
            return whole;
        }
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, name.substring(dot + 1))
                : null;
    }

    /** A list, or words with spaces between them. */
    private static Set<String> words(@Nullable Object claim) {
        Set<String> words = new HashSet<>();
        if (claim instanceof Collection<?> list) {
            list.forEach(word -> words.add(String.valueOf(word)));
        } else if (claim != null) {
            words.addAll(List.of(String.valueOf(claim).strip().split("\\s+", -1)));
        }
        return words;
    }

    private static @Nullable String id(@Nullable Object claim, String type) {
        String reference = String.valueOf(
                claim instanceof Collection<?> list && list.size() == 1
                        ? list.iterator().next()
                        : claim == null ? "" : claim);
        int typed = reference.lastIndexOf(type);
        String id = typed < 0 ? reference : reference.substring(typed + type.length());
        return Account.ID.matcher(id).matches() ? id : null;
    }
}
