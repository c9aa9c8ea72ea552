package io.github.oxytocinmassage.fhir.profiles;

import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.BodyReader;
import io.github.oxytocinmassage.fhir.DoorPart;
import io.github.oxytocinmassage.fhir.StrictScan;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The FHIR content, its validator, and {@code $validate}. */
@Configuration(proxyBeanMethods = false)
class ProfilesConfiguration {

    @Bean
    Conformance conformance() {
        return Conformance.shared();
    }

    /** Not ready until the first write would not have to wait. */
    @Bean
    HealthIndicator validatorHealthIndicator(Conformance conformance) {
        return () -> (conformance.isWarm() ? Health.up() : Health.outOfService()).build();
    }

    @Bean
    Admission admission(Conformance conformance, @Value("${registry.validation:warn}") Admission.Rule rule) {
        return new Admission(conformance, rule);
    }

    @Bean
    DoorPart validation(StrictScan scan, Artefacts content, Conformance conformance) {
        ValidateOperation operation = new ValidateOperation(new BodyReader(scan), content, conformance);
        List<Object> providers = new ArrayList<>(ValidateType.all(operation));
        providers.add(operation);
        return new DoorPart(providers, List.of(new SupportedProfiles(content)));
    }

    /** Beside the first calls, not before them. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> validatorWarmUp(Conformance conformance) {
        return ready -> {
            Thread warmUp = new Thread(conformance::warmUp, "validator-warm-up");
            warmUp.setDaemon(true);
            warmUp.start();
        };
    }
}
