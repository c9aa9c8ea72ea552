package io.github.oxytocinmassage.fhir.interactions;

import io.github.oxytocinmassage.OxytocinMassageApplication;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service on a database of the test's choice, open to all and without samples: in a process of its own, which can be killed, or beside the
 * test, which starts in a tenth of the time.
 */
final class Service implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final List<String> OPEN =
            List.of("--registry.open=true", "--doors.client-tokens=none", "--doors.calls-per-second=0");

    private final int port;
    private final AutoCloseable running;

    private Service(int port, AutoCloseable running) {
        this.port = port;
        this.running = running;
    }

    /** Starts it beside the test. {@link #close} stops it as an operator would. */
    static Service here(List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(OPEN);
        arguments.addAll(settings);
        ConfigurableApplicationContext context =
                SpringApplication.run(OxytocinMassageApplication.class, arguments.toArray(String[]::new));
        return new Service(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class), context);
    }

    /** Starts it in a process, and waits until it answers. {@link #close} kills it (SIGKILL): nothing of it runs any more. */
    static Service process(Path log, List<String> settings) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds: what the second compiler would win is less than it takes.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OxytocinMassageApplication.class.getName(),
                "--server.port=" + port));
        command.addAll(OPEN);
        command.addAll(settings);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
        Service service = new Service(port, () -> process.destroyForcibly().waitFor());
        service.awaitReadiness(process, log);
        return service;
    }

    private void awaitReadiness(Process process, Path log) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 1800; attempt++) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service did not start: " + Files.readString(log));
            }
            try {
                if (get("/actuator/health/readiness").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Its port is not open yet.
            }
            Thread.sleep(100);
        }
        process.destroyForcibly();
        throw new IllegalStateException("the service is not ready after three minutes; see " + log);
    }

    @Override
    public void close() throws Exception {
        running.close();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/fhir+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
