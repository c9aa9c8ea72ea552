package io.github.oxytocinmassage.security.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/** A name server that answers what it is told to, one answer after the other, and counts. */
final class FakeNames implements DnsResolver {

    private final Deque<InetAddress[]> answers = new ArrayDeque<>();
    private int asked;

    /** @param answers each with addresses parted by blanks; the last one is repeated */
    FakeNames(String... answers) {
        for (String answer : answers) {
            this.answers.add(
                    List.of(answer.split(" ")).stream().map(FakeNames::address).toArray(InetAddress[]::new));
        }
    }

    int asked() {
        return asked;
    }

    @Override
    public synchronized InetAddress[] resolve(String host) throws UnknownHostException {
        asked++;
        if (answers.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return answers.size() == 1 ? answers.getFirst() : answers.removeFirst();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
