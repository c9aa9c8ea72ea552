import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the service stays upright at four times what it can do.
 *
 * <p>Finds what it can do (eight callers, one after the other), then sends half of that, four times that, and half again, each at a steady rate,
 * whatever comes back. Prints for each: what was answered, the 50th and 99th percentile of the time of those that were answered, how many were
 * told to come again (503 with Retry-After), and how many hung (no answer in ten seconds) or failed otherwise; then the ratio of the 99th
 * percentiles. All of one run, on one machine with the service: the numbers are ratios, no promises.
 *
 * <pre>
 * mvn spring-boot:run
 * java benchmarks/Overload.java http://localhost:8080            # the overload lasts 60 s; a second argument gives other seconds
 * </pre>
 */
final class Overload {

    private static final int CALLERS = 128;
    private static final String SERVICE = "/cds-services/oxytocin-massage";

    private final String host;
    private final int port;
    private final byte[] request;

    private Overload(String host, int port, byte[] body) {
        this.host = host;
        this.port = port;
        byte[] head = ("POST " + SERVICE + " HTTP/1.1\r\nHost: " + host + ":" + port
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
    }

    public static void main(String[] arguments) throws Exception {
        URI base = URI.create(arguments[0]);
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        HttpResponse<byte[]> sample = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "/demo/twins-one-losing-weight.hook.json"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        if (sample.statusCode() != 200) {
            throw new IllegalStateException("no sample request at " + sample.uri() + ": is it the demo?");
        }
        Overload load = new Overload(base.getHost(), base.getPort() < 0 ? 80 : base.getPort(), sample.body());
        load.asFastAsPossible(10);
        double able = load.asFastAsPossible(15);
        System.out.printf(Locale.ROOT, "It can do %.0f calls a second.%n", able);
        Outcome half = load.send("half of that", able / 2, Math.max(20, seconds / 2));
        Outcome four = load.send("four times that", able * 4, seconds);
        Outcome after = load.send("half again, at once", able / 2, 10);
        System.out.printf(
                Locale.ROOT,
                "p99 of the answered: %.1f times that of half load; afterwards %.1f times.%n",
                (double) four.percentile(99) / half.percentile(99),
                (double) after.percentile(99) / half.percentile(99));
        boolean upright = four.failed() + four.hung() + half.failed() + half.hung() + after.failed() + after.hung() == 0;
        System.out.println(upright ? "Nothing hung, nothing failed." : "SOMETHING HUNG OR FAILED.");
        System.exit(upright ? 0 : 1);
    }

    /** Eight callers, each with its next call as soon as the last is answered; calls a second. */
    private double asFastAsPossible(int seconds) throws InterruptedException {
        Outcome outcome = new Outcome();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        run(8, outcome, () -> System.nanoTime() < end ? System.nanoTime() : -1);
        return outcome.times.size() / (double) seconds;
    }

    private Outcome send(String name, double perSecond, int seconds) throws InterruptedException {
        Outcome outcome = new Outcome();
        AtomicLong next = new AtomicLong();
        long begin = System.nanoTime();
        long all = (long) (perSecond * seconds);
        run(CALLERS, outcome, () -> {
            long number = next.getAndIncrement();
            return number < all ? begin + (long) (number * 1e9 / perSecond) : -1;
        });
        double took = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-20s sent %6.0f/s: answered %6.0f/s (p50 %.1f ms, p99 %.1f ms), 503 %6.0f/s, hung %d, failed %d%n",
                name,
                outcome.all() / took,
                outcome.times.size() / took,
                outcome.percentile(50) / 1e6,
                outcome.percentile(99) / 1e6,
                outcome.refused / took,
                outcome.hung,
                outcome.failed);
        return outcome;
    }

    private interface Schedule {

        /** When the next call is due, in nanoseconds; -1 when there is none. */
        long next();
    }

    private void run(int callers, Outcome outcome, Schedule schedule) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Thread caller = new Thread(() -> call(outcome, schedule));
            caller.start();
            threads.add(caller);
        }
        for (Thread caller : threads) {
            caller.join();
        }
    }

    private void call(Outcome outcome, Schedule schedule) {
        Connection connection = null;
        long due = schedule.next();
        while (due >= 0) {
            try {
                long wait = (due - System.nanoTime()) / 1_000_000;
                if (wait > 0) {
                    Thread.sleep(wait);
                }
                if (connection == null) {
                    connection = new Connection(host, port);
                }
                long begin = System.nanoTime();
                int status = connection.send(request);
                outcome.add(status, connection.retryAfter, System.nanoTime() - begin);
                if (connection.closes) {
                    connection.close();
                    connection = null;
                }
            } catch (java.net.SocketTimeoutException e) {
                outcome.addHung();
                connection = null;
            } catch (IOException e) {
                outcome.failed(e);
                connection = null;
            } catch (InterruptedException e) {
                return;
            }
            due = schedule.next();
        }
        if (connection != null) {
            connection.close();
        }
    }

    private static final class Connection {

        private final Socket socket;
        private final OutputStream out;
        private final InputStream in;
        private boolean retryAfter;
        private boolean closes;

        Connection(String host, int port) throws IOException {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            out = socket.getOutputStream();
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
        }

        int send(byte[] request) throws IOException {
            out.write(request);
            out.flush();
            String status = line();
            int length = 0;
            boolean chunked = false;
            retryAfter = false;
            closes = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).trim());
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
                retryAfter |= lower.startsWith("retry-after:");
                closes |= lower.startsWith("connection:") && lower.contains("close");
            }
            if (chunked) {
                for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                    in.skipNBytes(size);
                    line();
                }
                line();
            } else {
                in.skipNBytes(length);
            }
            return Integer.parseInt(status.split(" ")[1]);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the connection was closed");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Outcome {

        private final List<Long> times = new ArrayList<>();
        private long refused;
        private long hung;
        private long failed;

        synchronized void add(int status, boolean retryAfter, long took) {
            if (status == 200) {
                times.add(took);
            } else if (status == 503 && retryAfter) {
                refused++;
            } else {
                failed(new IOException("status " + status));
            }
        }

        synchronized void addHung() {
            hung++;
        }

        synchronized void failed(IOException why) {
            if (failed++ == 0) {
                System.out.println("First failure: " + why);
            }
        }

        long hung() {
            return hung;
        }

        long failed() {
            return failed;
        }

        long all() {
            return times.size() + refused + hung + failed;
        }

        synchronized long percentile(int percent) {
            long[] sorted = times.stream().mapToLong(t -> t).sorted().toArray();
            return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
        }
    }
}
