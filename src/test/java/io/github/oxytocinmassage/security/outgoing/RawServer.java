package io.github.oxytocinmassage.security.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that says what no server should. */
public final class RawServer implements AutoCloseable {

    /** What is said on a connection; it ends when the connection is broken. */
    public interface Script {
        void say(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Integer> accepted = new CopyOnWriteArrayList<>();

    public RawServer(Script script) throws IOException {
        socket = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (!socket.isClosed()) {
                Socket connection = socket.accept();
                accepted.add(connection.getPort());
                threads.submit(() -> {
                    try (connection) {
                        script.say(connection.getInputStream(), connection.getOutputStream());
                    }
                    return null;
                });
            }
            return null;
        });
    }

    /** Takes the connection, and is silent. */
    public static RawServer silent() throws IOException {
        return new RawServer((in, out) -> in.transferTo(OutputStream.nullOutputStream()));
    }

    /** Says a head, and then the same again and again. */
    public static RawServer endless(String head, String again, long pauseMillis) throws IOException {
        return new RawServer((in, out) -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            byte[] more = again.getBytes(StandardCharsets.ISO_8859_1);
            while (!Thread.currentThread().isInterrupted()) {
                out.write(more);
                out.flush();
                if (pauseMillis > 0) {
                    Thread.sleep(pauseMillis);
                }
            }
        });
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** How many have connected until now: connections are accepted in their order, so one of our own is waited for, and not counted. */
    public int connections() throws IOException, InterruptedException {
        try (Socket own = new Socket(socket.getInetAddress(), port())) {
            int before;
            while ((before = accepted.indexOf(own.getLocalPort())) < 0) {
                Thread.sleep(5);
            }
            accepted.remove(before);
            return before;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
