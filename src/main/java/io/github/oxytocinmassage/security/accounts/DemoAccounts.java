package io.github.oxytocinmassage.security.accounts;

import io.github.oxytocinmassage.security.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.filter.OncePerRequestFilter;

/** The demo's three accounts, whose password everybody knows; so its pages are for this machine alone, whatever address it listens at. */
final class DemoAccounts extends OncePerRequestFilter {

    /** The sample mother of {@code demo/milk-is-enough.json}, whose husband signs in. */
    static final String MOTHER = "ibu-tri";

    private static final String PASSWORD = "demo";
    private static final int CHEAP = 4;
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    static Accounts accounts() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(CHEAP).encode(PASSWORD);
        add(accounts, new Account("midwife", "Bidan Sri Lestari", hash, Role.NURSE, null, "bidan-sri"));
        add(accounts, new Account("supervisor", "Bidan Kepala Ratih", hash, Role.SUPERVISOR, null, "bidan-ratih"));
        add(accounts, new Account("husband", "Bapak Bambang Setiawan", hash, Role.FAMILY, MOTHER, null));
        return new Accounts(accounts);
    }

    private static void add(Map<String, Account> accounts, Account account) {
        accounts.put(account.name(), account);
    }

    /** By the name too: a page of elsewhere whose name has come to lead here would be let in else. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isLoopback(request.getRemoteAddr())
                && THIS_MACHINE.matcher(request.getServerName()).matches()) {
            chain.doFilter(request, response);
        } else {
            new Refusal(403, "forbidden", "The demo serves these pages on the machine that it runs on, at localhost.")
                    .write(request, response);
        }
    }

    private static boolean isLoopback(@Nullable String address) throws IOException {
        return address != null && InetAddress.getByName(address).isLoopbackAddress();
    }
}
