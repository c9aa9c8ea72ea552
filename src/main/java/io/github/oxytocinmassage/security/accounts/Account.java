package io.github.oxytocinmassage.security.accounts;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;

/**
 * One who signs in with a password.
 *
 * @param name as typed at sign-in, made {@link #plain}
 * @param shown to others
 * @param password hashed, with the hash's name in braces
 * @param mother id of the Patient whose family it is; null for staff
 * @param practitioner id of the Practitioner; null when not said
 */
record Account(
        String name,
        String shown,
        String password,
        Role role,
        @Nullable String mother,
        @Nullable String practitioner) {

    static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private static final int LONGEST_NAME = 64;

    /** One spelling of a name: phones begin it with a capital and end it with a space. */
    static String plain(String typed) {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    List<GrantedAuthority> authorities() {
        return authorities(role, mother, practitioner);
    }

    /** What the ward's pages read: the role, whose family it is, who signs an entry. */
    static List<GrantedAuthority> authorities(Role role, @Nullable String mother, @Nullable String practitioner) {
        List<String> names = new ArrayList<>(List.of("ROLE_" + role.name()));
        if (mother != null) {
            names.add("MOTHER_" + mother);
        }
        if (practitioner != null) {
            names.add("PRACTITIONER_" + practitioner);
        }
        return AuthorityUtils.createAuthorityList(names);
    }

    /** The same as that of a provider's account: its attribute {@code name} is the shown name. Without the password. */
    DefaultOAuth2AuthenticatedPrincipal principal() {
        return new DefaultOAuth2AuthenticatedPrincipal(name, Map.of("name", shown), authorities());
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Account[" + role.word() + "]";
    }
}
