package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.FhirR4;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole registry goes from H2 to PostgreSQL and back, by the command that docs/operations.md names. */
class RegistryMovesTest {

    private static final String WEIGHT = """
            {"resourceType":"Observation","id":"moved-weight","status":"final","code":{"coding":[{"system":"http://loinc.org",
            "code":"29463-7"}]},"subject":{"reference":"Patient/ibu-dewi"},"effectiveDateTime":"2026-06-0%dT09:00:00+07:00",
            "valueQuantity":{"value":58.%d,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"},
            "note":[{"text":"Beratnya naik – bagus ✓ 😊"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void every_version_and_every_answer_is_the_same_after_the_move_and_after_the_way_back() throws Exception {
        String first = "--registry.folder=" + folder.resolve("first");
        String second = "--registry.folder=" + folder.resolve("second");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            String target = "--spring.datasource.url=" + url;
            String user = "--spring.datasource.username=postgres";
            Map<String, String> before = asked(List.of(first), RegistryMovesTest::fill);

            Command move = Command.run("--registry.move-from=" + h2("first"), target, user);

            assertThat(move.exitCode()).as(move.output()).isZero();
            assertThat(move.output()).contains("counted and compared: ").doesNotContain("Tomcat", "password");
            Map<String, String> further = asked(List.of(target, user), service -> {
                assertThat(RegistryState.of(service)).isEqualTo(before);
                assertThat(putWeight(service, 4)).isEqualTo("W/\"4\"");
            });
            assertThat(further).isNotEqualTo(before);

            Command back = Command.run(
                    "--registry.move-from=" + url, "--registry.move-from-username=postgres", second, "--server.port=1");

            assertThat(back.exitCode()).as(back.output()).isZero();
            assertThat(asked(List.of(second), service -> {})).isEqualTo(further);
        }
    }

    private String h2(String name) {
        return "jdbc:h2:file:" + folder.resolve(name).resolve("registry");
    }

    private Map<String, String> asked(List<String> settings, Work work) throws Exception {
        try (Service service = Service.here(settings)) {
            work.on(service);
            return RegistryState.of(service);
        }
    }

    /** Two mothers by transaction, three versions of one thing, one thing deleted and made again, one deleted for good. */
    private static void fill(Service service) throws IOException, InterruptedException {
        for (String sample : List.of("twins-one-losing-weight", "study-mother-one")) {
            assertThat(service.send("POST", "/fhir", transaction(sample)).statusCode())
                    .isEqualTo(200);
        }
        for (int version = 1; version <= 3; version++) {
            assertThat(putWeight(service, version)).isEqualTo("W/\"" + version + "\"");
        }
        String twice = WEIGHT.formatted(7, 7).replace("moved-weight", "made-twice");
        service.send("PUT", "/fhir/Observation/made-twice", twice);
        service.send("DELETE", "/fhir/Observation/made-twice", "");
        service.send("PUT", "/fhir/Observation/made-twice", twice);
        service.send("PUT", "/fhir/Observation/gone", twice.replace("made-twice", "gone"));
        service.send("DELETE", "/fhir/Observation/gone", "");
        assertThat(service.get("/fhir/Observation/gone").statusCode()).isEqualTo(410);
    }

    /** A sample mother's record, each resource under its own id. */
    private static String transaction(String sample) throws IOException {
        Bundle bundle;
        try (InputStream file = RegistryMovesTest.class.getResourceAsStream("/demo/" + sample + ".json")) {
            bundle = FhirR4.context().newJsonParser().parseResource(Bundle.class, file);
        }
        for (Bundle.BundleEntryComponent entry :
                bundle.setType(Bundle.BundleType.TRANSACTION).getEntry()) {
            Resource resource = entry.getResource();
            entry.getRequest().setMethod(Bundle.HTTPVerb.PUT).setUrl(resource.fhirType() + "/" + resource.getIdPart());
        }
        return FhirR4.context().newJsonParser().encodeResourceToString(bundle);
    }

    private static String putWeight(Service service, int version) throws IOException, InterruptedException {
        return service.send("PUT", "/fhir/Observation/moved-weight", WEIGHT.formatted(version, version))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    private interface Work {

        void on(Service service) throws IOException, InterruptedException;
    }
}
