package io.github.oxytocinmassage;

import io.github.oxytocinmassage.registry.move.RegistryMove;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the service: the FHIR endpoint, the CDS Hooks services and the nurses' pages in one process. Or, with {@code registry.move-from}
 * set, moves the registry and ends.
 */
@SpringBootApplication
public class OxytocinMassageApplication {

    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = SpringApplication.run(OxytocinMassageApplication.class, arguments);
        context.getBeanProvider(RegistryMove.class).ifAvailable(move -> {
            int exitCode = move.run();
            System.exit(SpringApplication.exit(context, () -> exitCode));
        });
    }
}
