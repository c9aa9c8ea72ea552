package io.github.oxytocinmassage.ward.worklist;

import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.registry.Worklist;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.OnWard;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The worklist, kept up to date also while nobody looks. */
@Configuration(proxyBeanMethods = false)
@OnWard
class WorklistConfiguration {

    private static final long SECONDS_BETWEEN = 60;

    @Bean
    WorklistKeeper worklistKeeper(Worklist worklist, MotherRecords records, RuleRelease release, Clock clock) {
        return new WorklistKeeper(worklist, records, release, clock);
    }

    @Bean
    WorklistWriter worklistWriter(RuleRelease release, MessageSource words) {
        return new WorklistWriter(release, words);
    }

    @Bean(destroyMethod = "shutdown")
    ScheduledExecutorService worklistSchedule(WorklistKeeper keeper) {
        ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "worklist");
            thread.setDaemon(true);
            return thread;
        });
        schedule.scheduleWithFixedDelay(keeper::keepUp, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
        return schedule;
    }
}
