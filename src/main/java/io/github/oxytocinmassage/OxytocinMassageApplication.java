package io.github.oxytocinmassage;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service: the FHIR endpoint, the CDS Hooks services and the nurses' pages in one process. */
@SpringBootApplication
public class OxytocinMassageApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(OxytocinMassageApplication.class, arguments);
    }
}
