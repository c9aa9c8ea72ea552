package io.github.oxytocinmassage.security.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once for a connection, and judges what it got: the connection is made to these very addresses, so that a name server
 * can't answer one thing to the judge and another to the socket.
 */
final class JudgedAddresses implements DnsResolver {

    private final OutgoingHosts hosts;
    private final DnsResolver names;

    JudgedAddresses(OutgoingHosts hosts, DnsResolver names) {
        this.hosts = hosts;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        String named = host.toLowerCase(Locale.ROOT);
        String asInUri = named.contains(":") && !named.startsWith("[") ? "[" + named + "]" : named;
        if (!hosts.mayBeAt(asInUri, addresses)) {
            throw new InsideAddressException();
        }
        return addresses;
    }

    /** Not asked: the name that was allowed is the name that the certificate has to bear. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** A name that leads where it may not. */
    static final class InsideAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        InsideAddressException() {
            super("leads to an address that is not called");
        }
    }
}
