package io.github.oxytocinmassage.security.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The hosts that may be called. Nothing else is, whatever a caller, a record, a link or a name server says. */
public final class OutgoingHosts {

    private final List<AllowedHost> allowed;

    private OutgoingHosts(List<AllowedHost> allowed) {
        this.allowed = allowed;
    }

    /**
     * @param hosts each {@code host} (its port 443) or {@code host:port}. A name has to lead to a public address; an address may be
     *     any, as may {@code localhost}, which is this machine
     * @param insideHosts the same, but that the name may lead into a private network
     * @throws IllegalArgumentException naming the entry that can't be read
     */
    public static OutgoingHosts of(List<String> hosts, List<String> insideHosts) {
        return new OutgoingHosts(Stream.concat(
                        hosts.stream().map(h -> AllowedHost.of(h, false)),
                        insideHosts.stream().map(h -> AllowedHost.of(h, true)))
                .toList());
    }

    /**
     * Holds a URI to the allow-list. Resolves nothing and connects to nobody.
     *
     * @throws OutgoingCallException with {@code ADDRESS_REFUSED}
     */
    public void check(URI uri) throws OutgoingCallException {
        destination(uri);
    }

    AllowedHost destination(URI uri) throws OutgoingCallException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("it is no http or https address");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused("it is no plain address: a host, without a user or a fragment");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        AllowedHost found = allowed.stream()
                .filter(a -> a.host().equals(host) && a.port() == port)
                .findFirst()
                .orElseThrow(
                        () -> refused("its host and port are not among those that may be called (outgoing.hosts)"));
        if (scheme.equals("http") && found.reach() != Reach.THIS_MACHINE) {
            throw refused("it is not https");
        }
        return found;
    }

    /** Whether all of these addresses are ones that the host may be at; one that is not spoils the rest. */
    boolean mayBeAt(String host, InetAddress[] addresses) {
        List<AllowedHost> found =
                allowed.stream().filter(a -> a.host().equals(host)).toList();
        return addresses.length > 0
                && Stream.of(addresses).allMatch(address -> found.stream().anyMatch(a -> a.mayBeAt(address)));
    }

    int size() {
        return allowed.size();
    }

    private static OutgoingCallException refused(String why) {
        return new OutgoingCallException(
                OutgoingCallException.Reason.ADDRESS_REFUSED, "this address is not called: " + why);
    }
}
