package io.github.oxytocinmassage.security.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;

/**
 * How often a password may be tried, for one name and from one address. A try counts before the password is looked at, so that many at once
 * get no further; a right one is taken off again. Of this process alone.
 */
final class SignInLimits {

    private static final long MOST = 50_000;
    private static final int NETWORK_BYTES = 8;

    private final AccountProperties.Lockout lockout;
    private final Clock clock;
    private final Cache<String, Tries> byName;
    private final Cache<String, Tries> byAddress;

    SignInLimits(AccountProperties.Lockout lockout, Clock clock) {
        this.lockout = lockout;
        this.clock = clock;
        this.byName = cache(lockout);
        this.byAddress = cache(lockout);
    }

    /** Whether a password may be tried now; counts the try. */
    boolean mayTry(String name, String address) {
        Instant now = clock.instant();
        // One who is refused anyway does not use up the tries of others at that address.
        return wait(name, address).isZero()
                && address(address).begin(now, lockout.triesFromAddress())
                && name(name).begin(now, lockout.tries());
    }

    void succeeded(String name, String address) {
        byName.invalidate(Account.plain(name));
        address(address).takeBack(lockout.triesFromAddress());
    }

    /** How long until the next try may be made; zero: now. */
    Duration wait(String name, String address) {
        Instant now = clock.instant();
        Duration one = name(name).wait(now);
        Duration other = address(address).wait(now);
        return one.compareTo(other) > 0 ? one : other;
    }

    private Tries name(String name) {
        return byName.get(Account.plain(name), key -> new Tries());
    }

    private Tries address(String address) {
        return byAddress.get(network(address), key -> new Tries());
    }

    private static Cache<String, Tries> cache(AccountProperties.Lockout lockout) {
        return Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(lockout.within().plus(lockout.refused()))
                .build();
    }

    /** Of IPv6 one customer has a whole network of addresses. */
    static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length > NETWORK_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private final class Tries {

        private final Deque<Instant> counted = new ArrayDeque<>();
        private Instant lockedUntil = Instant.MIN;

        synchronized boolean begin(Instant now, int most) {
            if (now.isBefore(lockedUntil)) {
                return false;
            }
            if (counted.size() >= most) {
                counted.clear();
            }
            while (!counted.isEmpty() && !counted.getFirst().isAfter(now.minus(lockout.within()))) {
                counted.removeFirst();
            }
            counted.addLast(now);
            if (counted.size() >= most) {
                lockedUntil = now.plus(lockout.refused());
            }
            return true;
        }

        synchronized void takeBack(int most) {
            counted.pollLast();
            if (counted.size() < most) {
                lockedUntil = Instant.MIN;
            }
        }

        synchronized Duration wait(Instant now) {
            return now.isBefore(lockedUntil) ? Duration.between(now, lockedUntil) : Duration.ZERO;
        }
    }
}
