package io.github.oxytocinmassage.security.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A session ends when nobody does anything, whatever its page does by itself. */
class SessionCheckTest {

    private static final Instant BEGUN = Instant.parse("2026-06-05T10:00:00Z");
    private static final Account SRI = new Account("sri", "Sri", "{bcrypt}", Role.NURSE, null, null);

    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void signIn() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(SRI.principal(), null, SRI.authorities()));
        assertThat(goesOn(0, SRI, false)).isTrue();
    }

    @AfterEach
    void forget() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_page_that_updates_itself_keeps_nobody_signed_in() throws Exception {
        for (int minute = 1; minute < 30; minute++) {
            assertThat(goesOn(minute, SRI, true)).as("minute " + minute).isTrue();
        }

        assertThat(goesOn(30, SRI, true)).isFalse();
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void who_does_something_stays_signed_in() throws Exception {
        assertThat(goesOn(29, SRI, false)).isTrue();
        assertThat(goesOn(58, SRI, true)).isTrue();
        assertThat(goesOn(59, SRI, false)).isFalse();
    }

    @Test
    void an_account_that_changed_its_role_or_mother_has_to_sign_in_again() throws Exception {
        for (Account changed : List.of(
                new Account("sri", "Sri", "{bcrypt}", Role.SUPERVISOR, null, null),
                new Account("sri", "Sri", "{bcrypt}", Role.FAMILY, "ibu-1", null),
                new Account("sri", "Sri", "{bcrypt}", Role.NURSE, null, "other"))) {
            signInAgain();
            assertThat(goesOn(1, changed, false)).as(changed.toString()).isFalse();
        }
        signInAgain();
        assertThat(goesOn(1, new Account("sri", "Another name", "{argon2}", Role.NURSE, null, null), false))
                .isTrue();
    }

    private void signInAgain() {
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(SRI.principal(), null, SRI.authorities()));
    }

    private boolean goesOn(int minute, Account inTheFile, boolean byItself) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ward");
        request.setSession(session.isInvalid() ? new MockHttpSession() : session);
        if (byItself) {
            request.addHeader("Auto-Update", "true");
        }
        MockFilterChain chain = new MockFilterChain();
        new SessionCheck(
                        new AccountSources(List.of(new Accounts(Map.of("sri", inTheFile)))),
                        new Visitors(new AskedPage(new SiteCookies(true, false))),
                        Duration.ofMinutes(30),
                        Clock.fixed(BEGUN.plus(Duration.ofMinutes(minute)), ZoneOffset.UTC))
                .doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }
}
