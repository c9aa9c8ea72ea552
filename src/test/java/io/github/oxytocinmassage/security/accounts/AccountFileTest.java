package io.github.oxytocinmassage.security.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of accounts: what is wrong stops the start and is named; what changes later is taken when it is right. */
class AccountFileTest {

    private static final String HASH = "{bcrypt}$2a$10$" + "N".repeat(53);
    private static final String GOOD = """
            users:
              - name: Sri
                display: Bidan Sri Lestari
                password: "%s"
                role: nurse
                practitioner: Practitioner/bidan-7
              - name: budi@rumah
                password: "%s"
                role: family
                mother: ibu-1
            """.formatted(HASH, HASH);

    @TempDir
    private Path folder;

    @Test
    void a_good_file_gives_its_accounts_by_their_plain_names() throws Exception {
        Map<String, Account> accounts = new AccountFile(file(GOOD)).read();

        assertThat(accounts.keySet()).containsExactly("sri", "budi@rumah");
        assertThat(accounts.get("sri"))
                .isEqualTo(new Account("sri", "Bidan Sri Lestari", HASH, Role.NURSE, null, "bidan-7"));
        assertThat(accounts.get("budi@rumah"))
                .isEqualTo(new Account("budi@rumah", "budi@rumah", HASH, Role.FAMILY, "ibu-1", null));
        assertThat(accounts.get("budi@rumah").authorities())
                .extracting(Object::toString)
                .containsExactly("ROLE_FAMILY", "MOTHER_ibu-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            role: nurse   | role: doctor            | entry 1 (sri): its role has to be nurse, supervisor or family
            role: nurse   | role: NURSE             | entry 1 (sri): its role has to be
            role: nurse   | colour: red             | entry 1 (sri): has a key that is none of display, mother, name
            role: nurse   | role: family            | entry 1 (sri): a family's account needs mother
            mother: ibu-1 | practitioner: x         | entry 2 (budi@rumah): a family's account needs mother
            mother: ibu-1 | mother: "../ibu"        | entry 2 (budi@rumah): its mother is no FHIR id
            mother: ibu-1 | mother: [ibu-1, ibu-2]  | entry 2 (budi@rumah): its mother is no FHIR id
            role: nurse   | role: [                 | line 7 is no YAML
            name: Sri     | name: ""                | entry 1 needs a name
            name: Sri     | name: a b               | entry 1 needs a name
            name: Sri     | name: BUDI@rumah        | entry 2 (budi@rumah): the name stands there twice
            display: Bid  | name: Sri               | line 3 is no YAML, or a key stands there twice
            users:        | people:                 | it has to hold one list, named users
            """)
    void what_is_wrong_is_named_with_its_entry(String good, String wrong, String told) throws Exception {
        Path file = file(GOOD.replaceFirst("\\Q" + good + "\\E[^\n]*", wrong));

        assertThatThrownBy(() -> new Accounts(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ward.users-file: " + told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rahasia2026",
                "{noop}rahasia2026",
                "{MD5}5f4dcc3b5aa765d61d8327deb882cf99",
                "{sha256}5f4dcc3b5aa765d61d8327deb882cf99",
                "{bcrypt}rahasia2026",
                "{bcrypt}$2a$04$NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN",
                "$2a$10$NNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNNN"
            })
    void a_password_that_is_not_hashed_well_is_refused_and_never_shown(String password) throws Exception {
        Path file = file(GOOD.replaceFirst("\\Q" + HASH + "\\E", Matcher.quoteReplacement(password)));

        assertThatThrownBy(() -> new Accounts(file))
                .hasMessageContaining("entry 1 (sri): its password has to be hashed")
                .hasMessageNotContaining(password);
    }

    @ParameterizedTest
    @CsvSource({"rw-r--r--, true", "rw-rw----, true", "rw----r--, true", "rw-r-----, false", "rw-------, false"})
    void a_file_that_others_may_read_or_write_is_refused(String permissions, boolean refused) throws Exception {
        Path file = file(GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        if (refused) {
            assertThatThrownBy(() -> new Accounts(file)).hasMessageContaining("chmod 640");
        } else {
            assertThat(new Accounts(file).named("sri")).isPresent();
        }
    }

    @Test
    void a_file_that_is_not_there_is_said_to_be_so() {
        assertThatThrownBy(() -> new Accounts(folder.resolve("none.yaml")))
                .hasMessage("ward.users-file: the file can't be read");
    }

    @Test
    void a_change_is_taken_when_it_is_right_and_else_the_accounts_stay() throws Exception {
        Path file = file(GOOD);
        Accounts accounts = new Accounts(file);

        write(file, GOOD.replace("name: Sri", "name: Ratih"), 1);
        assertThat(accounts.named("sri")).isEmpty();
        assertThat(accounts.named(" RATIH ")).isPresent();

        write(file, GOOD.replace("role: nurse", "role: doctor"), 2);
        assertThat(accounts.named("ratih")).isPresent();

        write(file, GOOD, 3);
        assertThat(accounts.named("ratih")).isEmpty();
        assertThat(accounts.named("Sri")).isPresent();
    }

    private Path file(String content) throws IOException {
        Path file = folder.resolve("users.yaml");
        write(file, content, 0);
        return file;
    }

    /** The clock of a file may be coarse. */
    private static void write(Path file, String content, int second) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-06-05T10:00:00Z").plusSeconds(second)));
    }
}
