package io.github.oxytocinmassage.security.accounts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may do: the ward's pages, or those of one family. Spring's authorities are ROLE_ and the name. */
enum Role {
    SUPERVISOR,
    NURSE,
    FAMILY;

    static Optional<Role> named(String name) {
        return Arrays.stream(values()).filter(r -> r.word().equals(name)).findFirst();
    }

    /** As files and settings have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
