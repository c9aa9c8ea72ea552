package io.github.oxytocinmassage.registry.move;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** There when {@code registry.move-from} names a database to move from; the target is the configured one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${" + MoveConfiguration.FROM + ":}'.isBlank()")
class MoveConfiguration {

    static final String FROM = "registry.move-from";

    @Bean
    @DependsOnDatabaseInitialization
    RegistryMove registryMove(Environment environment, DataSource target, Flyway flyway) {
        Source source = new Source(
                environment.getRequiredProperty(FROM),
                environment.getProperty("registry.move-from-username"),
                environment.getProperty("registry.move-from-password"));
        return new RegistryMove(source, target, flyway);
    }
}
