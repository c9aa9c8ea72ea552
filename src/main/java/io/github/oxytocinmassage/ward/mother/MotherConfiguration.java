package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.ward.CardWriter;
import io.github.oxytocinmassage.ward.OnWard;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A mother's page, where records are kept. */
@Configuration(proxyBeanMethods = false)
@OnWard
class MotherConfiguration {

    @Bean
    MotherWriter motherWriter(Advisor advisor, CardWriter cards, AdviceStore given, MessageSource words) {
        return new MotherWriter(advisor, cards, given, words);
    }

    /**
     * @param midwife whom the family calls, as the site writes it ("Bidan Sari, 0812 …"); empty: said in general
     * @param ambulance the number for an emergency
     */
    @Bean
    FamilyWriter familyWriter(
            Advisor advisor,
            Catalogue catalogue,
            MotherWriter mothers,
            @Value("${ward.midwife:}") String midwife,
            @Value("${ward.ambulance:119}") String ambulance) {
        return new FamilyWriter(advisor, catalogue, mothers, midwife, ambulance);
    }
}
