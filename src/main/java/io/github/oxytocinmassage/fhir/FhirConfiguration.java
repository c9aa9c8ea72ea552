package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.rules.Advisor;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reading, writing and the door of FHIR. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    @Bean
    FhirContext fhirContext() {
        return FhirR4.context();
    }

    @Bean
    StrictScan strictScan(FhirContext context) {
        return new StrictScan(context);
    }

    @Bean
    EpisodeReader episodeReader(FhirContext context) {
        return new EpisodeReader(Terminology.load(context));
    }

    @Bean
    AdviceWriter adviceWriter(Advisor advisor) {
        return new AdviceWriter(advisor.release());
    }

    @Bean
    RecommendOperation recommendOperation(
            FhirContext context,
            StrictScan scan,
            EpisodeReader reader,
            Advisor advisor,
            AdviceWriter writer,
            Clock clock) {
        return new RecommendOperation(context, new BodyReader(scan), reader, advisor, writer, clock);
    }

    @Bean
    ServletRegistrationBean<FhirDoor> fhirDoor(FhirContext context, RecommendOperation recommend, Advisor advisor) {
        ServletRegistrationBean<FhirDoor> door = new ServletRegistrationBean<>(
                new FhirDoor(context, recommend, advisor.release().name()), "/fhir/*");
        door.setName("fhir");
        door.setLoadOnStartup(1);
        return door;
    }
}
