package io.github.oxytocinmassage.fhir.entries;

import io.github.oxytocinmassage.fhir.OnKept;
import io.github.oxytocinmassage.fhir.interactions.Ledger;
import io.github.oxytocinmassage.rules.RuleRelease;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Only where records are kept. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnKept.class)
class EntriesConfiguration {

    @Bean
    Entries entries(Ledger ledger, RuleRelease release) {
        return new Entries(ledger, new EntryWriter(release.parameters().siteZone()));
    }
}
