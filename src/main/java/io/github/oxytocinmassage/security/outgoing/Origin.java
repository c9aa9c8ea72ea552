package io.github.oxytocinmassage.security.outgoing;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One server as a URI names it. A token goes to its own and to no other.
 *
 * @param host empty when the URI has none
 */
public record Origin(String scheme, String host, int port) {

    public static Origin of(URI uri) {
        String scheme = lower(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, lower(uri.getHost()), port);
    }

    private static String lower(@Nullable String part) {
        return Objects.requireNonNullElse(part, "").toLowerCase(Locale.ROOT);
    }
}
