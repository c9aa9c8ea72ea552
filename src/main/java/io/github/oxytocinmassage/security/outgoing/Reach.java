package io.github.oxytocinmassage.security.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where an address leads to (the special-purpose registries of IANA, RFC 6890, and the addresses at which clouds give out secrets). */
enum Reach {
    /** The public internet. */
    OUTSIDE,
    /** A private network. */
    INSIDE,
    /** This machine's loopback. */
    THIS_MACHINE,
    /** Nowhere a record or a key set can lie: link-local, metadata, multicast, reserved, or an address hidden in another. */
    NEVER;

    /** Clouds' metadata services that do not lie in a range that is never called anyway. */
    private static final List<Block> METADATA = List.of(
            Block.of("100.100.100.200", 32),
            Block.of("168.63.129.16", 32),
            Block.of("fd00:ec2::", 32),
            Block.of("fd20:ce::254", 128));

    private static final List<Block> LOOPBACK = List.of(Block.of("127.0.0.0", 8), Block.of("::1", 128));

    private static final List<Block> PRIVATE = List.of(
            Block.of("10.0.0.0", 8),
            Block.of("172.16.0.0", 12),
            Block.of("192.168.0.0", 16),
            Block.of("100.64.0.0", 10),
            Block.of("198.18.0.0", 15),
            Block.of("fc00::", 7),
            Block.of("fec0::", 10));

    private static final List<Block> RESERVED = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("192.0.0.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("224.0.0.0", 3),
            // Teredo hides an address in another
            Block.of("2001::", 32));

    /** Addresses of IPv4 in IPv6: 6to4, NAT64. */
    private static final Block SIX_TO_FOUR = Block.of("2002::", 16);

    private static final Block NAT64 = Block.of("64:ff9b::", 96);
    private static final Block GLOBAL_IPV6 = Block.of("2000::", 3);

    static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (isIn(METADATA, bytes) || isIn(RESERVED, bytes)) {
            return NEVER;
        }
        if (isIn(LOOPBACK, bytes)) {
            return THIS_MACHINE;
        }
        if (isIn(PRIVATE, bytes)) {
            return INSIDE;
        }
        if (bytes.length == 4) {
            return OUTSIDE;
        }
        if (SIX_TO_FOUR.holds(bytes)) {
            return outsideOrNever(bytes, 2);
        }
        if (NAT64.holds(bytes)) {
            return outsideOrNever(bytes, 12);
        }
        return GLOBAL_IPV6.holds(bytes) ? OUTSIDE : NEVER;
    }

    /** Of the address of IPv4 within. */
    private static Reach outsideOrNever(byte[] bytes, int from) {
        byte[] within = {bytes[from], bytes[from + 1], bytes[from + 2], bytes[from + 3]};
        return of(address(within)) == OUTSIDE ? OUTSIDE : NEVER;
    }

    private static boolean isIn(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(b -> b.holds(address));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("not the length of an address", e);
        }
    }

    /** The addresses that begin with the same bits. */
    private record Block(byte[] start, int bits) {

        /** @param literal an address, which needs no resolving */
        static Block of(String literal, int bits) {
            try {
                return new Block(InetAddress.getByName(literal).getAddress(), bits);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(literal, e);
            }
        }

        boolean holds(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
