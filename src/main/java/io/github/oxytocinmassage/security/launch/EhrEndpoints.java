package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingHosts;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an EHR is asked, as its {@code .well-known/smart-configuration} says (SMART App Launch 2.2, "Conformance").
 *
 * @param authorization where the browser is sent
 * @param token where this service asks for the token
 * @param keys of its ID tokens
 * @param issuer of its ID tokens
 * @param scope that lets read the patient, in the version that it speaks
 */
record EhrEndpoints(String authorization, String token, String keys, String issuer, String scope) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    /** @throws LaunchRefusedException naming what is lacking */
    static EhrEndpoints of(Map<String, Object> said, OutgoingHosts hosts) throws LaunchRefusedException {
        if (!list(said.get("code_challenge_methods_supported")).contains("S256")) {
            throw lacking("code_challenge_methods_supported with S256");
        }
        boolean isV2 = list(said.get("capabilities")).contains("permission-v2");
        return new EhrEndpoints(
                address(said, "authorization_endpoint"),
                called(said, "token_endpoint", hosts),
                called(said, "jwks_uri", hosts),
                text(said, "issuer"),
                isV2 ? "patient/Patient.r" : "patient/Patient.read");
    }

    /** https, or http on this machine; a host, and neither a user nor a fragment. */
    static boolean isSafe(URI uri) {
        String host = uri.getHost();
        return host != null
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme())
                                && LOOPBACK.matcher(host).matches());
    }

    private static String called(Map<String, Object> said, String member, OutgoingHosts hosts)
            throws LaunchRefusedException {
        String address = address(said, member);
        try {
            hosts.check(URI.create(address));
        } catch (OutgoingCallException e) {
            throw new LaunchRefusedException(
                    LaunchFault.NOT_SMART, "the host of its " + member + " is not among outgoing.hosts");
        }
        return address;
    }

    private static String address(Map<String, Object> said, String member) throws LaunchRefusedException {
        String address = text(said, member);
        try {
            if (isSafe(URI.create(address))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw lacking(member + " as an https URL");
    }

    private static String text(Map<String, Object> said, String member) throws LaunchRefusedException {
        if (said.get(member) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw lacking(member);
    }

    private static Collection<?> list(@Nullable Object value) {
        return value instanceof Collection<?> list ? list : List.of();
    }

    private static LaunchRefusedException lacking(String member) {
        return new LaunchRefusedException(LaunchFault.NOT_SMART, "its .well-known/smart-configuration lacks " + member);
    }
}
