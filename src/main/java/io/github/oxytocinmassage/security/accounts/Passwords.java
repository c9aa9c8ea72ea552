package io.github.oxytocinmassage.security.accounts;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.scrypt.SCryptPasswordEncoder;

/** The hashes that a password may be kept as: those that are slow on purpose. A new one is bcrypt. */
final class Passwords {

    private static final int COST = 12;
    private static final Pattern FORM = Pattern.compile("\\{(\\w+(?:@\\w+)?)}(\\S+)");
    private static final Map<String, Pattern> FORMS = Map.of(
            "bcrypt", Pattern.compile("\\$2[aby]?\\$(?:1[0-9]|[23][0-9])\\$[./A-Za-z0-9]{53}"),
            "argon2",
                    Pattern.compile(
                            "\\$argon2(?:id|i|d)\\$v=\\d+\\$m=\\d+,t=\\d+,p=\\d+\\$[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+"),
            "scrypt", Pattern.compile("\\$[0-9a-f]+\\$[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+"),
            "pbkdf2", Pattern.compile("[0-9a-f]{64,}"));

    private Passwords() {}

    static PasswordEncoder encoder() {
        PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        PasswordEncoder scrypt = SCryptPasswordEncoder.defaultsForSpringSecurity_v5_8();
        PasswordEncoder pbkdf2 = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        return new DelegatingPasswordEncoder(
                "bcrypt",
                Map.of(
                        "bcrypt",
                        new BCryptPasswordEncoder(COST),
                        "argon2",
                        argon2,
                        "argon2@SpringSecurity_v5_8",
                        argon2,
                        "scrypt",
                        scrypt,
                        "scrypt@SpringSecurity_v5_8",
                        scrypt,
                        "pbkdf2",
                        pbkdf2,
                        "pbkdf2@SpringSecurity_v5_8",
                        pbkdf2));
    }

    /** Whether it has the form of such a hash; bcrypt at a cost of 10 or more. */
    static boolean isHashed(String password) {
        Matcher form = FORM.matcher(password);
        if (!form.matches()) {
            return false;
        }
        String name = form.group(1).replace("@SpringSecurity_v5_8", "");
        Pattern hash = FORMS.get(name);
        return hash != null && hash.matcher(form.group(2)).matches();
    }
}
