package io.github.oxytocinmassage.security.accounts;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Hashes a password for the file of accounts: reads it from the terminal, unseen, or the first line of standard input, and writes the hash. */
public final class HashPassword {

    /** The word after {@code java -jar ...jar}. */
    public static final String COMMAND = "hash-password";

    private static final int SHORTEST = 10;
    private static final int MOST_BYTES = 72;

    private HashPassword() {}

    /** @return the exit code: 0, or 2 for a password that is too short or too long */
    public static int run() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = Objects.requireNonNullElse(console.readPassword("Password: "), new char[0]);
            return write(new String(typed), System.out, System.err);
        }
        return run(new InputStreamReader(System.in, StandardCharsets.UTF_8), System.out, System.err);
    }

    static int run(Reader in, PrintStream out, PrintStream err) throws IOException {
        return write(Objects.requireNonNullElse(new BufferedReader(in).readLine(), ""), out, err);
    }

    private static int write(String password, PrintStream out, PrintStream err) {
        if (password.codePointCount(0, password.length()) < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            err.println("A password needs " + SHORTEST + " characters or more, and " + MOST_BYTES + " bytes at most.");
            return 2;
        }
        out.println(Passwords.encoder().encode(password));
        return 0;
    }
}
