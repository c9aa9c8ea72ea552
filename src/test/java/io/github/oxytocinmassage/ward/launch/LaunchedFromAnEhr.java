package io.github.oxytocinmassage.ward.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

/** A ward whose pages open from an EHR, in its frame. The sample mothers are there. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ActiveProfiles("demo")
abstract class LaunchedFromAnEhr {

    static final SimulatedEhr EHR = new SimulatedEhr();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toAbsolutePath(), "launch");
        Path secret = Files.writeString(folder.resolve("secret"), SimulatedEhr.SECRET + "\n");
        int port = TestSocketUtils.findAvailableTcpPort();
        properties.add("server.port", () -> port);
        properties.add("cds.base-url", () -> "http://127.0.0.1:" + port + "/");
        properties.add("registry.folder", folder::toString);
        properties.add("outgoing.hosts", () -> EHR.host() + ",localhost:9");
        properties.add("ward.frame-ancestors", EHR::base);
        properties.add("ward.contact", () -> "Bidan Ratih, ext. 12");
        properties.add("ward.ehrs.melati.iss", () -> EHR.iss() + "/");
        properties.add("ward.ehrs.melati.client-id", () -> SimulatedEhr.CLIENT);
        properties.add("ward.ehrs.same.iss", EHR::issOfSameIds);
        properties.add("ward.ehrs.same.client-id", () -> SimulatedEhr.CLIENT);
        properties.add("ward.ehrs.same.client-secret-file", secret::toString);
        properties.add("ward.ehrs.same.same-ids", () -> "true");
        properties.add("ward.ehrs.old.iss", EHR::issOfOld);
        properties.add("ward.ehrs.old.client-id", () -> SimulatedEhr.CLIENT);
        properties.add("ward.ehrs.away.iss", () -> "http://localhost:9/fhir");
        properties.add("ward.ehrs.away.client-id", () -> SimulatedEhr.CLIENT);
    }

    @BeforeEach
    void asUsual() {
        EHR.asUsual();
    }
}
