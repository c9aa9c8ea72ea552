package io.github.oxytocinmassage.registry;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The store over the configured database. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {

    private static final long SECONDS_BETWEEN = 5;

    @Bean
    ResourceStore resourceStore(
            NamedParameterJdbcOperations jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new ResourceStore(jdbc, new TransactionTemplate(transactions), clock);
    }

    @Bean
    AdviceStore adviceStore(NamedParameterJdbcOperations jdbc, PlatformTransactionManager transactions) {
        return new AdviceStore(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    Worklist worklist(NamedParameterJdbcOperations jdbc, PlatformTransactionManager transactions) {
        return new Worklist(jdbc, new TransactionTemplate(transactions));
    }

    @Bean(destroyMethod = "close")
    DatabaseLine databaseLine() {
        return new DatabaseLine();
    }

    @Bean(destroyMethod = "close")
    GroupCommit groupCommit(PlatformTransactionManager transactions, DatabaseLine line) {
        return new GroupCommit(new TransactionTemplate(transactions), line);
    }

    @Bean
    AuditTrail auditTrail(NamedParameterJdbcOperations jdbc, GroupCommit commits, @Value("${audit.spool}") Path file) {
        return new AuditTrail(jdbc, commits, new Spool<>(file, AuditEntry.class));
    }

    @Bean
    CardStore cardStore(
            NamedParameterJdbcOperations jdbc,
            GroupCommit commits,
            DatabaseLine line,
            @Value("${cards.spool}") Path file) {
        return new CardStore(jdbc, commits, new Spool<>(file, GivenCard.class), line);
    }

    @Bean
    CardReport cardReport(NamedParameterJdbcOperations jdbc) {
        return new CardReport(jdbc);
    }

    @Bean
    SeenTokens seenTokens(NamedParameterJdbcOperations jdbc, GroupCommit commits, Clock clock) {
        return new SeenTokens(jdbc, commits, clock);
    }

    /** What the database could not take is brought to it every few seconds. */
    @Bean(destroyMethod = "shutdown")
    ScheduledExecutorService leftovers(AuditTrail trail, CardStore cards, ResourceStore store, DatabaseLine line) {
        ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "leftovers");
            thread.setDaemon(true);
            return thread;
        });
        Leftovers leftovers = new Leftovers(trail, cards, store, line);
        schedule.scheduleWithFixedDelay(leftovers, 1, SECONDS_BETWEEN, TimeUnit.SECONDS);
        return schedule;
    }
}
