package io.github.oxytocinmassage.security.accounts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may see the ward's pages.
 *
 * @param usersFile accounts with a password; null: none
 * @param sessionTimeout after which one who does nothing is signed out
 * @param secureCookies whether cookies go over TLS only
 * @param frameAncestors origins whose pages may show ours in a frame, an EHR's say
 * @param lockout how often a password may be tried
 * @param oidc how the accounts of a provider become ours
 */
@ConfigurationProperties("ward")
record AccountProperties(
        @Nullable Path usersFile,
        @DefaultValue("30m") Duration sessionTimeout,
        @DefaultValue("true") boolean secureCookies,
        @DefaultValue List<String> frameAncestors,
        @DefaultValue Lockout lockout,
        @DefaultValue Oidc oidc) {

    private static final Pattern ORIGIN =
            Pattern.compile("https://(?:\\*\\.)?[A-Za-z0-9.-]+(?::\\d{1,5})?|http://localhost(?::\\d{1,5})?");

    AccountProperties {
        if (!frameAncestors.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
            throw new IllegalArgumentException(
                    "ward.frame-ancestors has to be origins, as https://ehr.example.org, separated by commas");
        }
        if (sessionTimeout.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("ward.session-timeout has to be a minute or more");
        }
    }

    /**
     * @param tries wrong passwords for one name
     * @param triesFromAddress wrong passwords from one address, whatever the names
     * @param within how long wrong passwords are counted
     * @param refused how long none may be tried then
     */
    record Lockout(
            @DefaultValue("5") int tries,
            @DefaultValue("20") int triesFromAddress,
            @DefaultValue("15m") Duration within,
            @DefaultValue("15m") Duration refused) {

        Lockout {
            if (tries < 1
                    || triesFromAddress < 1
                    || within.compareTo(Duration.ZERO) <= 0
                    || refused.compareTo(Duration.ZERO) <= 0) {
                throw new IllegalArgumentException("ward.lockout.* have to be above 0");
            }
        }
    }

    /**
     * @param roleClaim that holds roles: a name, or a path with dots ({@code realm_access.roles})
     * @param motherClaim that holds the id of the mother whose family it is, as {@code Patient/id} or the id alone
     * @param practitionerClaim that holds {@code Practitioner/id}
     * @param roles by our role's word, the provider's words for it; ours alone when left out
     * @param prompt what the provider is asked for: {@code login} has it ask for the password each time, so that on a phone that is shared nobody
     *     goes on as the one before; empty: as it likes
     */
    record Oidc(
            @DefaultValue("roles") String roleClaim,
            @DefaultValue("patient") String motherClaim,
            @DefaultValue("fhirUser") String practitionerClaim,
            @DefaultValue Map<String, Set<String>> roles,
            @DefaultValue("login") String prompt) {

        Oidc {
            for (String word : roles.keySet()) {
                if (Role.named(word).isEmpty()) {
                    throw new IllegalArgumentException("ward.oidc.roles has nurse, supervisor and family only");
                }
            }
        }
    }

    /** Content-Security-Policy of the ward's pages: nothing from elsewhere, nothing written into a page's own tags. */
    String contentPolicy() {
        String framed = frameAncestors.isEmpty() ? "'none'" : "'self' " + String.join(" ", frameAncestors);
        return "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self';"
                + " worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " + framed;
    }

    SiteCookies cookies() {
        return new SiteCookies(secureCookies || !frameAncestors.isEmpty(), !frameAncestors.isEmpty());
    }
}
