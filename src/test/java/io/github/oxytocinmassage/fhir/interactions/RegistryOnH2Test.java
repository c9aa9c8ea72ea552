package io.github.oxytocinmassage.fhir.interactions;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The registry as it comes: H2 in a file. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@DirtiesContext
class RegistryOnH2Test extends EveryInteraction {

    @TempDir
    static Path folder;

    @DynamicPropertySource
    static void fresh(DynamicPropertyRegistry properties) {
        properties.add("registry.folder", folder::toString);
    }
}
