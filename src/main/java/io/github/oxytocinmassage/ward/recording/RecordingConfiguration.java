package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Entries;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.ward.OnWard;
import java.time.Clock;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@OnWard
class RecordingConfiguration {

    @Bean
    Desk desk(Entries entries, MotherRecords records, Advisor advisor, MessageSource messageSource, Clock clock) {
        return new Desk(entries, records, advisor, messageSource, clock);
    }
}
