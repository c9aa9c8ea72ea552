package io.github.oxytocinmassage.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What one caller can do to the others: nothing. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "doors.body-timeout=1s",
            "doors.calls-per-second=5",
            "registry.folder=./target/door-limits",
            "doors.client-tokens=none"
        })
@ActiveProfiles("demo")
class DoorLimitsTest {

    @LocalServerPort
    private int port;

    @Test
    void a_body_that_trickles_in_is_refused_and_its_connection_closed() throws IOException, InterruptedException {
        try (Socket slow = from("127.0.0.3")) {
            OutputStream out = slow.getOutputStream();
            out.write(head("POST /fhir/$recommend", 1_000_000));
            Thread trickle = new Thread(() -> trickle(out));
            trickle.start();

            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            trickle.join();
            assertThat(answer).startsWith("HTTP/1.1 408").contains("OperationOutcome", "doors.body-timeout");
        }
    }

    @Test
    void a_client_that_runs_wild_is_told_to_wait_and_takes_nobody_else_s_turn() throws IOException {
        List<Socket> atOnce = new ArrayList<>();
        for (int call = 0; call < 30; call++) {
            atOnce.add(from("127.0.0.1"));
        }
        List<String> wild = discover(atOnce);

        assertThat(wild).anyMatch(answer -> answer.startsWith("HTTP/1.1 200"));
        assertThat(wild)
                .filteredOn(answer -> answer.startsWith("HTTP/1.1 429"))
                .isNotEmpty()
                .allSatisfy(answer ->
                        assertThat(answer).contains("Retry-After: 1", "OperationOutcome", "doors.calls-per-second"));
        assertThat(discover(List.of(from("127.0.0.2"))))
                .singleElement()
                .asString()
                .startsWith("HTTP/1.1 200");
    }

    /** Asks them all, then hears them all. */
    private List<String> discover(List<Socket> callers) throws IOException {
        for (Socket caller : callers) {
            caller.getOutputStream().write(head("GET /cds-services", 0));
        }
        List<String> answers = new ArrayList<>();
        for (Socket caller : callers) {
            try (caller) {
                answers.add(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return answers;
    }

    private Socket from(String address) throws IOException {
        Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(address), 0);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private byte[] head(String what, int length) {
        return (what + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/fhir+json\r\n"
                        + (length > 0 ? "Content-Length: " + length + "\r\n" : "") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A byte now and then, until the other side has had enough. */
    private static void trickle(OutputStream out) {
        try {
            for (int i = 0; i < 200; i++) {
                out.write(' ');
                Thread.sleep(100);
            }
        } catch (SocketException e) {
            // The connection is closed, as it should be.
            return;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("nobody closed the connection");
    }
}
