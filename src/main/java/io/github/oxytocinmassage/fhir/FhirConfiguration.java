package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.registry.AuditTrail;
import io.github.oxytocinmassage.rules.Advisor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Reading, writing and the door of FHIR. */
@Configuration(proxyBeanMethods = false)
class FhirConfiguration {

    @Bean
    FhirContext fhirContext() {
        return FhirR4.context();
    }

    @Bean
    Artefacts content() {
        return Artefacts.carried();
    }

    @Bean
    StrictScan strictScan(FhirContext context) {
        return new StrictScan(context);
    }

    @Bean
    EpisodeReader episodeReader(Artefacts content) {
        return new EpisodeReader(Terminology.of(content));
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
            Clock clock,
            Audit audit) {
        return new RecommendOperation(new Reply(context), new BodyReader(scan), reader, advisor, writer, clock, audit);
    }

    @Bean
    Audit audit(AuditTrail trail, Clock clock) {
        return new Audit(trail, clock);
    }

    /** Only where records are kept. */
    @Bean
    @Conditional(OnKept.class)
    MotherRecords motherRecords(FhirContext context, RecordReader reader, Records records, Advisor advisor) {
        return new MotherRecords(context, reader, records, advisor);
    }

    /** Only where records are kept. */
    @Bean
    @Conditional(OnKept.class)
    KnownPatients knownPatients(Records records) {
        return new KnownPatients(records);
    }

    /** Only where records are kept. */
    @Bean
    @Conditional(OnRegistry.class)
    KeptAdvice keptAdvice(
            FhirContext context,
            StrictScan scan,
            RecommendOperation recommend,
            Records records,
            AdviceStore store,
            Clock clock) {
        return new KeptAdvice(context, scan, recommend, records, store, clock);
    }

    /** Only where records are kept. */
    @Bean
    @Conditional(OnRegistry.class)
    DoorPart recommendStored(FhirContext context, StrictScan scan, Records records, KeptAdvice advice) {
        return new DoorPart(
                List.of(new RecommendStoredOperation(new Reply(context), new BodyReader(scan), records, advice)),
                List.of());
    }

    /** Needs no registry: the sheet comes with the call. */
    @Bean
    DoorPart extract(FhirContext context, StrictScan scan, Artefacts content) {
        return new DoorPart(
                List.of(new ExtractOperation(new Reply(context), new BodyReader(scan), SheetForm.of(content))),
                List.of());
    }

    @Bean
    @Conditional(OnRegistry.class)
    DoorPart extractStored(FhirContext context, StrictScan scan, Artefacts content, Records records, Audit audit) {
        return new DoorPart(
                List.of(new ExtractStoredOperation(
                        new Reply(context), new BodyReader(scan), SheetForm.of(content), records, audit)),
                List.of());
    }

    @Bean
    DoorPart apply(
            FhirContext context,
            StrictScan scan,
            RecommendOperation recommend,
            Optional<Records> records,
            Optional<KeptAdvice> advice) {
        return new DoorPart(
                List.of(new ApplyOperation(context, scan, recommend, advice.flatMap(a -> records), advice)), List.of());
    }

    @Bean
    ServletRegistrationBean<FhirDoor> fhirDoor(
            FhirContext context,
            Artefacts content,
            RecommendOperation recommend,
            List<DoorPart> parts,
            Advisor advisor) {
        List<Object> providers = new ArrayList<>(List.of(recommend));
        parts.forEach(p -> providers.addAll(p.providers()));
        List<Object> interceptors =
                parts.stream().flatMap(p -> p.interceptors().stream()).toList();
        ServletRegistrationBean<FhirDoor> door = new ServletRegistrationBean<>(
                new FhirDoor(
                        context,
                        content,
                        providers,
                        interceptors,
                        advisor.release().name()),
                "/fhir/*");
        door.setName("fhir");
        door.setLoadOnStartup(1);
        return door;
    }
}
