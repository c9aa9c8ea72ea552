package io.github.oxytocinmassage.registry;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store over the configured database. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {

    @Bean
    ResourceStore resourceStore(
            NamedParameterJdbcOperations jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new ResourceStore(jdbc, new TransactionTemplate(transactions), clock);
    }
}
