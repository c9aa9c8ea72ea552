package io.github.oxytocinmassage.security.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

class HashPasswordTest {

    private static final Map<String, Supplier<PasswordEncoder>> OTHERS = Map.of(
            "argon2", Argon2PasswordEncoder::defaultsForSpringSecurity_v5_8,
            "scrypt", SCryptPasswordEncoder::defaultsForSpringSecurity_v5_8,
            "pbkdf2", Pbkdf2PasswordEncoder::defaultsForSpringSecurity_v5_8);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void the_first_line_becomes_a_hash_that_the_file_of_accounts_takes_and_sign_in_knows() throws Exception {
        int code = hash("pijat 15 menit\nnot this\n");

        String hash = text(out).strip();
        assertThat(code).isZero();
        assertThat(hash).startsWith("{bcrypt}").doesNotContain("pijat");
        assertThat(Passwords.isHashed(hash)).isTrue();
        assertThat(Passwords.encoder().matches("pijat 15 menit", hash)).isTrue();
        assertThat(Passwords.encoder().matches("not this", hash)).isFalse();
        assertThat(text(err)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short\n", "ééééééééééééééééééééééééééééééééééééé\n"})
    void one_too_short_or_too_long_is_refused_and_nothing_is_written(String typed) throws Exception {
        assertThat(hash(typed)).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("10 characters", "72 bytes");
    }

    static Stream<String> others() {
        return OTHERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("others")
    void a_hash_of_another_kind_that_the_file_takes_is_known_at_sign_in(String kind) {
        String hash = "{" + kind + "}" + OTHERS.get(kind).get().encode("pijat 15 menit");

        assertThat(Passwords.isHashed(hash)).isTrue();
        assertThat(Passwords.encoder().matches("pijat 15 menit", hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pijat 15 menit",
                "{noop}pijat 15 menit",
                "{bcrypt}pijat",
                "{bcrypt}$2a$04$",
                "{MD5}900150983cd24fb0d6963f7d28e17f72"
            })
    void what_is_no_slow_hash_is_not_taken(String password) {
        assertThat(Passwords.isHashed(password)).isFalse();
    }

    private int hash(String typed) throws Exception {
        return HashPassword.run(new StringReader(typed), new PrintStream(out, true), new PrintStream(err, true));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
