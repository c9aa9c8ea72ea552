package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * PostgreSQL stops under load and comes back: 503 meanwhile, then all goes on without a restart, and nothing acknowledged is lost. For three
 * seconds here; {@code mvn test -Dtest=DatabaseLostTest -Doutage=30} for thirty.
 */
class DatabaseLostTest {

    private static final int OUTAGE_SECONDS = Integer.getInteger("outage", 3);

    private static final String SOMEONE = """
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient",
              "id":"asked-while-away","gender":"female"}},{"resource":{"resourceType":"CarePlan","status":"active","intent":"plan",
              "instantiatesCanonical":["https://oxytocin-massage-cds.github.io/fhir/PlanDefinition/oxytocin-massage-14-day"],
              "subject":{"reference":"Patient/asked-while-away"},"period":{"start":"2026-06-03"}}}]}
            """;

    /** A mother on the first day of the plan, without infant and check: one card. */
    private static final String CALL = """
            {"hook":"patient-view","hookInstance":"d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
             "context":{"userId":"Practitioner/p1","patientId":"carded-while-away"},
             "prefetch":{"mother":{"resourceType":"Patient","id":"carded-while-away","gender":"female"},
              "plan":{"resourceType":"CarePlan","status":"active","intent":"plan",
              "instantiatesCanonical":["https://oxytocin-massage-cds.github.io/fhir/PlanDefinition/oxytocin-massage-14-day"],
              "subject":{"reference":"Patient/carded-while-away"},"period":{"start":"%s"}},
              "infants":{"resourceType":"Bundle","type":"searchset","total":0},"sessions":{"resourceType":"Bundle","type":"searchset","total":0},
              "checks":{"resourceType":"Bundle","type":"searchset","total":0},
              "measurements":{"resourceType":"Bundle","type":"searchset","total":0},
              "conditions":{"resourceType":"Bundle","type":"searchset","total":0}}}
            """.formatted(Instant.now());

    private static final String FEEDBACK = "/cds-services/oxytocin-massage/feedback";

    @TempDir
    Path folder;

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void writers_are_told_to_come_again_and_lose_nothing(CapturedOutput log) throws Exception {
        int port = freePort();
        EmbeddedPostgres postgres = postgres(port);
        Service service = Service.here(List.of(
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--spring.datasource.username=postgres",
                "--registry.folder=" + folder));
        try {
            Writers writers = Writers.start(8, service);
            writers.awaitAcknowledged(20);
            int before = writers.acknowledged();

            postgres.close();
            Thread.sleep(OUTAGE_SECONDS * 500L);
            HttpResponse<String> advised = service.send("POST", "/fhir/$recommend", SOMEONE);
            HttpResponse<String> carded = service.send("POST", "/cds-services/oxytocin-massage", CALL);
            HttpResponse<String> feedbackMeanwhile = service.send("POST", FEEDBACK, feedback(carded));
            HttpResponse<String> askedOfTheStore = service.get("/fhir/Patient/asked-while-away/$recommend");
            int report = service.get("/evidence/use").statusCode();
            int readiness = service.get("/actuator/health/readiness").statusCode();
            int liveness = service.get("/actuator/health/liveness").statusCode();
            Thread.sleep(OUTAGE_SECONDS * 500L);
            int during = writers.acknowledged();
            postgres = postgres(port);
            writers.awaitAcknowledged(during + 100);
            writers.stop();

            assertThat(before).isPositive();
            assertThat(new TreeSet<>(writers.refusals())).containsExactly(503);
            assertThat(readiness).isEqualTo(503);
            assertThat(report).isEqualTo(503);
            assertThat(liveness).isEqualTo(200);
            assertThat(advised.statusCode()).as("advice needs no database").isEqualTo(200);
            assertThat(carded.statusCode()).as("cards need no database").isEqualTo(200);
            assertThat(feedbackMeanwhile.statusCode()).isEqualTo(503);
            assertThat(feedbackMeanwhile.headers().firstValue("Retry-After")).isPresent();
            assertThat(feedbackOnceKnown(service, feedback(carded)))
                    .as("the card has waited, and is known")
                    .isEqualTo(200);
            assertThat(audited(service, "Patient/carded-while-away", "$patient-view"))
                    .contains("$patient-view", "Practitioner/p1");
            assertThat(service.send(
                                    "POST",
                                    "/fhir/Patient/carded-while-away/$purge",
                                    "{\"resourceType\":\"Parameters\"}")
                            .body())
                    .contains("1 cards with their feedback");
            assertThat(service.send("POST", FEEDBACK, feedback(carded)).statusCode())
                    .as("an erased card is not known any more")
                    .isEqualTo(404);
            assertThat(askedOfTheStore.statusCode()).isEqualTo(503);
            assertThat(askedOfTheStore.headers().firstValue("Retry-After")).isPresent();
            assertThat(audited(service, "Patient/asked-while-away", "$recommend"))
                    .as("its audit entry has waited")
                    .contains("$recommend");
            assertThat(writers.acknowledged()).as("writes after it came back").isGreaterThan(during);
            assertThat(writers.lost(service)).isEmpty();
            assertThat(writers.halfDone(service)).isEmpty();
            // PostgreSQL's own words, which it says on its own machine, are not the service's.
            assertThat(log.getAll()
                            .lines()
                            .filter(line -> !line.contains("EmbeddedPostgres"))
                            .collect(Collectors.joining("\n")))
                    .as("what was to be written is not in the log")
                    .contains("does not answer")
                    .doesNotContainIgnoringCase("insert into", "batch entry", "-while-away");
            System.out.printf(
                    "PostgreSQL away for %d s: %d writes refused with 503, %d acknowledged (%d after it came back), lost 0%n",
                    OUTAGE_SECONDS, writers.refusals().size(), writers.acknowledged(), writers.acknowledged() - during);
        } finally {
            service.close();
            postgres.close();
        }
    }

    /** The trail of a patient, once it holds this: what has waited is written every few seconds. */
    private static String audited(Service service, String patient, String awaited) throws Exception {
        String trail = "";
        for (int attempt = 0; attempt < 120 && !trail.contains(awaited); attempt++) {
            Thread.sleep(250);
            trail = service.get("/fhir/AuditEvent?patient=" + patient).body();
        }
        return trail;
    }

    /** The answer to feedback, once its card is known: what has waited is written every few seconds, and until then one is told to come again. */
    private static int feedbackOnceKnown(Service service, String feedback) throws Exception {
        int status = 404;
        for (int attempt = 0; attempt < 120 && (status == 404 || status == 503); attempt++) {
            Thread.sleep(250);
            status = service.send("POST", FEEDBACK, feedback).statusCode();
        }
        return status;
    }

    private static String feedback(HttpResponse<String> cards) {
        Matcher card = Pattern.compile("\"uuid\":\"([0-9a-f-]{36})\"").matcher(cards.body());
        assertThat(card.find()).as(cards.body()).isTrue();
        return "{\"feedback\":[{\"card\":\"" + card.group(1)
                + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-06-05T10:00:00Z\"}]}";
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
