package io.github.oxytocinmassage.security.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts with a password, as they are now: a file that changed is read again, and one that is wrong then changes nothing. */
final class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final @Nullable Path file;
    private volatile State state;

    private record State(
            Map<String, Account> byName, @Nullable Object stamp) {}

    /** @throws IllegalStateException for a file that is wrong */
    Accounts(Path file) {
        this.file = file;
        Object stamp = stamp(file);
        try {
            this.state = new State(new AccountFile(file).read(), stamp);
        } catch (AccountFile.BadFileException e) {
            throw new IllegalStateException("ward.users-file: " + e.getMessage());
        }
    }

    /** That never change. */
    Accounts(Map<String, Account> accounts) {
        this.file = null;
        this.state = new State(Map.copyOf(accounts), null);
    }

    Optional<Account> named(String typed) {
        return Optional.ofNullable(current().byName().get(Account.plain(typed)));
    }

    /** Of one of them; empty when there is none. */
    String someHash() {
        return current().byName().values().stream()
                .findFirst()
                .map(Account::password)
                .orElse("");
    }

    private State current() {
        State known = state;
        if (file == null) {
            return known;
        }
        Object stamp = stamp(file);
        return stamp.equals(known.stamp()) ? known : changed(file, stamp);
    }

    private synchronized State changed(Path changed, Object stamp) {
        if (!stamp.equals(state.stamp())) {
            Map<String, Account> byName = state.byName();
            try {
                byName = new AccountFile(changed).read();
                LOG.info("The accounts' file has changed and was read: {} accounts", byName.size());
            } catch (AccountFile.BadFileException e) {
                LOG.error(
                        "The accounts' file has changed and is wrong (a restart would say where): the accounts stay as they were");
            }
            state = new State(byName, stamp);
        }
        return state;
    }

    private static Object stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
        } catch (IOException e) {
            return "away";
        }
    }
}
