package io.github.oxytocinmassage.security.outgoing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A port of this machine at which nobody may knock. */
final class Trap implements AutoCloseable {

    private final ServerSocketChannel socket;

    Trap() throws IOException {
        socket = ServerSocketChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.configureBlocking(false);
    }

    int port() throws IOException {
        return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    /** A connection is made by the system, whether or not it is accepted: it would be here by now. */
    boolean wasKnockedAt() throws IOException {
        try (SocketChannel knock = socket.accept()) {
            return knock != null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
