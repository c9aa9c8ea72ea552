package io.github.oxytocinmassage.security.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** A small site's accounts in a YAML file: {@code users}, a list of entries. What is wrong is named by the entry, never with its value. */
final class AccountFile {

    private static final Set<String> KEYS = Set.of("name", "display", "password", "role", "mother", "practitioner");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,64}");
    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private final Path file;

    AccountFile(Path file) {
        this.file = file;
    }

    /** What is wrong with the file, in words for who keeps it; holds no value of the file but an account's name. */
    static final class BadFileException extends Exception {

        private static final long serialVersionUID = 1L;

        BadFileException(String message) {
            super(message);
        }
    }

    /** @throws BadFileException when it can't be read, others may read it, or an entry is wrong */
    Map<String, Account> read() throws BadFileException {
        Object content;
        try {
            checkClosed();
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            content = new Yaml(new SafeConstructor(strict)).load(Files.readString(file));
        } catch (IOException e) {
            throw new BadFileException("the file can't be read");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new BadFileException("line " + line + " is no YAML, or a key stands there twice");
        } catch (YAMLException e) {
            throw new BadFileException("it is no YAML");
        }
        if (!(content instanceof Map<?, ?> map)
                || !Set.of("users").equals(map.keySet())
                || !(map.get("users") instanceof List<?> entries)) {
            throw new BadFileException("it has to hold one list, named users");
        }
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Account account = new Entry(i + 1, entries.get(i)).account();
            if (accounts.put(account.name(), account) != null) {
                throw new BadFileException(
                        "entry " + (i + 1) + " (" + account.name() + "): the name stands there twice");
            }
        }
        return accounts;
    }

    private void checkClosed() throws IOException, BadFileException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
                && Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains)) {
            throw new BadFileException(
                    "others than its owner and group may read it, or others than its owner may write it: chmod 640, or 600");
        }
    }

    private record Entry(int number, @Nullable Object content) {

        Account account() throws BadFileException {
            if (!(content instanceof Map<?, ?> map)) {
                throw wrong("", "has to hold keys and values");
            }
            String typed = text(map, "name");
            if (typed == null || !NAME.matcher(Account.plain(typed)).matches()) {
                throw wrong("", "needs a name, of at most 64 letters, digits and . _ @ + -");
            }
            String name = Account.plain(typed);
            if (!KEYS.containsAll(map.keySet())) {
                throw wrong(
                        name,
                        "has a key that is none of "
                                + String.join(", ", KEYS.stream().sorted().toList()));
            }
            String word = text(map, "role");
            Role role = Role.named(word == null ? "" : word)
                    .orElseThrow(() -> wrong(name, "its role has to be nurse, supervisor or family"));
            String mother = id(map, "mother", "Patient/", name);
            if ((role == Role.FAMILY) != (mother != null)) {
                throw wrong(
                        name,
                        role == Role.FAMILY
                                ? "a family's account needs mother: the id of her Patient"
                                : "only a family's account has a mother");
            }
            String password = text(map, "password");
            if (password == null || !Passwords.isHashed(password)) {
                throw wrong(
                        name,
                        "its password has to be hashed: {bcrypt}$2a$..., {argon2}$argon2id$..., {scrypt}... or {pbkdf2}...");
            }
            String shown = text(map, "display");
            return new Account(
                    name,
                    shown == null ? typed.strip() : shown,
                    password,
                    role,
                    mother,
                    id(map, "practitioner", "Practitioner/", name));
        }

        private @Nullable String id(Map<?, ?> map, String key, String type, String name) throws BadFileException {
            String given = text(map, key);
            if (given == null) {
                return null;
            }
            String id = given.startsWith(type) ? given.substring(type.length()) : given;
            if (!Account.ID.matcher(id).matches()) {
                throw wrong(name, "its " + key + " is no FHIR id");
            }
            return id;
        }

        /** A number is text too: an id may look like one. */
        private static @Nullable String text(Map<?, ?> map, String key) {
            Object value = map.get(key);
            return value == null || String.valueOf(value).isBlank()
                    ? null
                    : String.valueOf(value).strip();
        }

        private BadFileException wrong(String name, String why) {
            return new BadFileException("entry " + number + (name.isEmpty() ? " " : " (" + name + "): ") + why);
        }
    }
}
