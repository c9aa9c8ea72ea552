package io.github.oxytocinmassage.security.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of the allow-list.
 *
 * @param host a name in lower case, or an address as it stands in a URI ({@code [::1]} in brackets)
 * @param port 443 when the entry names none
 * @param reach the furthest inside that it may lead: what the entry itself says, or the site beside it
 */
record AllowedHost(String host, int port, Reach reach) {

    private static final int HTTPS = 443;
    private static final Pattern ENTRY = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:/?#@%\\s]+)(?::([0-9]{1,5}))?");
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    /**
     * @param inside whether the site says that the name leads inside
     * @throws IllegalArgumentException naming the entry, when it is no host or host:port, or may never be called
     */
    static AllowedHost of(String entry, boolean inside) {
        Matcher matcher = ENTRY.matcher(entry.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw unreadable(entry);
        }
        String host = matcher.group(1);
        int port = matcher.group(2) == null ? HTTPS : Integer.parseInt(matcher.group(2));
        Optional<InetAddress> literal = literal(host);
        if (port < 1 || port > 65535 || literal.isEmpty() && !NAME.matcher(host).matches()) {
            throw unreadable(entry);
        }
        Reach reach = literal.map(Reach::of).orElse(isLocalhost(host) ? Reach.THIS_MACHINE : Reach.OUTSIDE);
        if (reach == Reach.NEVER) {
            throw new IllegalArgumentException("outgoing.hosts: " + entry
                    + " is an address that is never called (link-local, metadata, multicast, reserved)");
        }
        return new AllowedHost(host, port, reach == Reach.OUTSIDE && inside ? Reach.INSIDE : reach);
    }

    /** Whether a connection may be made to where the host has been found. */
    boolean mayBeAt(InetAddress address) {
        Reach found = Reach.of(address);
        return found == reach || found == Reach.OUTSIDE && reach == Reach.INSIDE;
    }

    /** RFC 6761, section 6.3: always this machine. */
    private static boolean isLocalhost(String host) {
        return host.equals("localhost") || host.endsWith(".localhost");
    }

    /** Empty for a name: nothing is resolved here. */
    private static Optional<InetAddress> literal(String host) {
        if (!host.startsWith("[") && !IPV4.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException unreadable(String entry) {
        return new IllegalArgumentException(
                "outgoing.hosts: " + entry
                        + " is no host or host:port (a name, an IPv4 address or an IPv6 address in brackets; one host an entry)");
    }
}
