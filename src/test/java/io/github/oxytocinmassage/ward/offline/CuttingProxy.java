package io.github.oxytocinmassage.ward.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bad signal: passes bytes on between a phone and the service until it is told when to break. */
final class CuttingProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private volatile boolean isDown;

    /** Bytes of the next submit that get through, on its way up; below zero: none is watched. */
    private volatile int up = -1;

    /** Bytes of the answer to it that get through. */
    private volatile int down = -1;

    private CuttingProxy(int port) throws IOException {
        this.port = port;
        this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    static CuttingProxy before(int port) throws IOException {
        CuttingProxy proxy = new CuttingProxy(port);
        start(proxy::accept);
        return proxy;
    }

    int port() {
        return door.getLocalPort();
    }

    /** After so many bytes of the next submit the line is dead. */
    void cutUp(int bytes) {
        up = bytes;
    }

    /** The next submit arrives; after so many bytes of its answer the line is dead. */
    void cutDown(int bytes) {
        up = Integer.MAX_VALUE;
        down = bytes;
    }

    void cut() {
        isDown = true;
        open.forEach(CuttingProxy::close);
    }

    void mend() {
        up = -1;
        down = -1;
        isDown = false;
    }

    boolean isCut() {
        return isDown;
    }

    private void accept() {
        try {
            while (true) {
                Socket phone = door.accept();
                if (isDown) {
                    close(phone);
                    continue;
                }
                Socket service = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(phone);
                open.add(service);
                Line line = new Line(phone, service);
                start(line::up);
                start(line::down);
            }
        } catch (IOException e) {
            // The door is closed: the test is over.
        }
    }

    /** One connection. */
    private final class Line {

        private final Socket phone;
        private final Socket service;
        private volatile boolean hasSubmitted;

        Line(Socket phone, Socket service) {
            this.phone = phone;
            this.service = service;
        }

        void up() {
            pass(phone, service, true);
        }

        void down() {
            pass(service, phone, false);
        }

        private void pass(Socket from, Socket to, boolean isUp) {
            byte[] bytes = new byte[8192];
            int passed = 0;
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (isUp && up >= 0 && isSubmit(bytes, read)) {
                        hasSubmitted = true;
                    }
                    int most = !hasSubmitted ? -1 : isUp ? up : down;
                    if (most >= 0 && passed + read > most) {
                        out.write(bytes, 0, Math.max(0, most - passed));
                        out.flush();
                        cut();
                        return;
                    }
                    if (hasSubmitted) {
                        passed += read;
                    }
                    out.write(bytes, 0, read);
                    out.flush();
                }
            } catch (IOException e) {
                // Cut, or hung up.
            } finally {
                close(from);
                close(to);
            }
        }

        private boolean isSubmit(byte[] bytes, int length) {
            return new String(bytes, 0, Math.min(length, 64), StandardCharsets.ISO_8859_1)
                    .startsWith("POST /ward/mothers/");
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "bad-signal");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed before.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
