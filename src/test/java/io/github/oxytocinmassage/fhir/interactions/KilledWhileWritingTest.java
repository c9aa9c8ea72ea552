package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process is killed (SIGKILL) while 16 clients write; what was acknowledged is there when it starts again, and no transaction is
 * there by half. Once on each database here; {@code mvn test -Dtest=KilledWhileWritingTest -Dkills=20} does it twenty times on each.
 */
class KilledWhileWritingTest {

    private static final int CLIENTS = 16;
    private static final int KILLS = Integer.getInteger("kills", 1);

    @TempDir
    Path folder;

    @Test
    void h2_in_a_file_keeps_what_was_acknowledged() throws Exception {
        killAndCompare("H2", List.of("--registry.folder=" + folder));
    }

    @Test
    void postgresql_keeps_what_was_acknowledged() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            killAndCompare(
                    "PostgreSQL",
                    List.of(
                            "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                            "--spring.datasource.username=postgres",
                            "--registry.folder=" + folder));
        }
    }

    private void killAndCompare(String database, List<String> settings) throws Exception {
        Path log = folder.resolve("service.log");
        Random random = new Random(20_261_125);
        int acknowledged = 0;
        int transactions = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Writers writers;
            try (Service killed = Service.process(log, settings)) {
                writers = Writers.start(CLIENTS, killed);
                writers.awaitAcknowledged(CLIENTS);
                Thread.sleep(1000 + random.nextInt(1500));
            }
            writers.stop();

            try (Service again = Service.here(settings)) {
                assertThat(writers.acknowledged()).isPositive();
                assertThat(writers.lost(again)).as("lost at kill %d", kill).isEmpty();
                assertThat(writers.halfDone(again))
                        .as("half done at kill %d", kill)
                        .isEmpty();
            }
            acknowledged += writers.acknowledged();
            transactions += writers.transactions();
        }
        System.out.printf(
                "%s: %d kills, %d acknowledged versions, lost 0; %d transactions begun, half done 0%n",
                database, KILLS, acknowledged, transactions);
    }
}
