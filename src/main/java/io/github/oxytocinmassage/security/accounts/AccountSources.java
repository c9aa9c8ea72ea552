package io.github.oxytocinmassage.security.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Where accounts with a password come from: the site's file, and in the demo its own; none where there is neither. */
final class AccountSources {

    private static final Logger LOG = LoggerFactory.getLogger(AccountSources.class);

    private final List<Accounts> sources;

    /** @param sources in order; the first account of a name is the one */
    AccountSources(List<Accounts> sources) {
        this.sources = List.copyOf(sources);
    }

    /** @throws IllegalStateException for a file that is wrong */
    static AccountSources of(AccountProperties properties, Environment settings) {
        List<Accounts> sources = new ArrayList<>();
        if (properties.usersFile() != null) {
            sources.add(new Accounts(properties.usersFile()));
            if (settings.getProperty("registry.open", Boolean.class, false)) {
                LOG.warn(
                        "registry.open is set: whoever reaches /fhir reads what the accounts (ward.users-file) are to protect");
            }
        }
        if (isDemo(settings)) {
            sources.add(DemoAccounts.accounts());
        }
        return new AccountSources(sources);
    }

    static boolean isDemo(Environment settings) {
        return settings.acceptsProfiles(Profiles.of("demo"));
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    Optional<Account> named(String typed) {
        return sources.stream().flatMap(s -> s.named(typed).stream()).findFirst();
    }

    /** A hash to compare with where there is no account, so that this takes as long as where there is one; empty when there is none at all. */
    String someHash() {
        return sources.stream()
                .map(Accounts::someHash)
                .filter(h -> !h.isEmpty())
                .findFirst()
                .orElse("");
    }
}
