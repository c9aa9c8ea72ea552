package io.github.oxytocinmassage;

import io.github.oxytocinmassage.registry.move.RegistryMove;
import io.github.oxytocinmassage.security.accounts.HashPassword;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the service: the FHIR endpoint, the CDS Hooks services and the nurses' pages in one process. Or, with {@code registry.move-from}
 * set, moves the registry and ends; or, asked to {@code hash-password}, does that.
 */
@SpringBootApplication
public class OxytocinMassageApplication {

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals(HashPassword.COMMAND)) {
            System.exit(HashPassword.run());
        }
        ConfigurableApplicationContext context = SpringApplication.run(OxytocinMassageApplication.class, arguments);
        context.getBeanProvider(RegistryMove.class).ifAvailable(move -> {
            int exitCode = move.run();
            System.exit(SpringApplication.exit(context, () -> exitCode));
        });
    }
}
