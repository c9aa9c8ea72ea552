package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.Audit;
import io.github.oxytocinmassage.fhir.DoorPart;
import io.github.oxytocinmassage.fhir.KeptAdvice;
import io.github.oxytocinmassage.fhir.OnKept;
import io.github.oxytocinmassage.fhir.OnRegistry;
import io.github.oxytocinmassage.fhir.OperationAddresses;
import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.fhir.profiles.Admission;
import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.registry.AuditTrail;
import io.github.oxytocinmassage.registry.CardStore;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.rules.Advisor;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/** The registry's part of the FHIR endpoint, absent unless the site has opened it; and what both with and without it is there. */
@Configuration(proxyBeanMethods = false)
class InteractionsConfiguration {

    @Bean
    @Conditional(OnKept.class)
    FamilyRecord records(FhirContext context, ResourceStore store) {
        return new FamilyRecord(context, store);
    }

    /** Before the pages are served. */
    @Bean
    @Profile("demo")
    @Conditional(OnKept.class)
    SampleRecords sampleRecords(FhirContext context, ResourceStore store, Advisor advisor, Clock clock) {
        ZoneId zone = zone(advisor);
        return new SampleRecords(context, store, new Filing(new StoredResources(context), zone), clock, zone);
    }

    /** For the pages that enter something. */
    @Bean
    @Conditional(OnKept.class)
    Ledger ledger(FhirContext context, ResourceStore store, Admission admission, Advisor advisor, Audit audit) {
        Filing filing = new Filing(new StoredResources(context), zone(advisor));
        return new Ledger(context, store, filing, admission, audit);
    }

    @Bean
    @Conditional(OnRegistry.class)
    Pages pages(FhirContext context, ResourceStore store, Advisor advisor) {
        return new Pages(context, store, zone(advisor));
    }

    @Bean
    @Conditional(OnRegistry.class)
    DoorPart interactions(
            FhirContext context,
            ResourceStore store,
            Pages pages,
            FamilyRecord records,
            StrictScan scan,
            Admission admission,
            Advisor advisor,
            Audit audit,
            CardStore cards,
            AuditTrail trail,
            Clock clock,
            Environment settings) {
        StoredResources resources = new StoredResources(context);
        Filing filing = new Filing(resources, zone(advisor));
        Object guard =
                OnRegistry.asksForTokens(settings) ? new TokenGuard(context, store, records) : new OpenRegistry();
        List<Object> providers = new ArrayList<>();
        RecordTypes.names()
                .forEach(name -> providers.add(new RecordProvider<>(
                        RecordTypes.of(name).resource(), store, resources, filing, pages, admission)));
        EntryRunner runner = new EntryRunner(context, store, filing, pages);
        providers.add(new TransactionProvider(store, new EntryReader(), runner, admission));
        providers.add(new EverythingOperation(records));
        providers.add(new PurgeOperation(store, records, cards, trail));
        return new DoorPart(
                providers,
                List.of(
                        guard,
                        new Gatekeeper(scan),
                        new OwnAddress(context),
                        new Capabilities(Date.from(clock.instant())),
                        new AuditedCalls(audit, store, resources)));
    }

    /** What was advised, and who did what. */
    @Bean
    @Conditional(OnRegistry.class)
    DoorPart keptBeside(FhirContext context, AdviceStore given, KeptAdvice advice, AuditTrail trail, Advisor advisor) {
        ZoneId zone = zone(advisor);
        return new DoorPart(
                List.of(new GivenAdviceProvider(context, given, advice, zone), new AuditProvider(context, trail, zone)),
                List.of());
    }

    /** Errors in FHIR's form, and what {@code fhir-profiles/} holds. */
    @Bean
    DoorPart artefacts(FhirContext context, Artefacts content) {
        return new DoorPart(
                ArtefactProvider.all(context, content),
                List.of(new RegistryErrors(), new OperationAddresses(), new AnswerForm()));
    }

    private static ZoneId zone(Advisor advisor) {
        return advisor.release().parameters().siteZone();
    }
}
