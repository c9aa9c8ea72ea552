package io.github.oxytocinmassage.registry.move;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The migrations, and which of them a database has seen. */
final class Schema {

    private final Flyway flyway;

    /** @param flyway that of the target, which it has migrated */
    Schema(Flyway flyway) {
        this.flyway = flyway;
    }

    /** A copied row means the same in both databases only if the same migrations made their tables. */
    void refuseAnother(DataSource source) throws MoveRefusedException {
        List<String> there = applied(at(source));
        List<String> here = applied(flyway);
        if (there.isEmpty()) {
            throw new MoveRefusedException("the source is no registry: no migration has run there");
        }
        if (!there.equals(here)) {
            throw new MoveRefusedException("the source's tables are those of another release (migrations " + there
                    + " there, " + here + " here); start this release on the source once, which migrates it");
        }
    }

    /** Gone when its last connection closes; holds what the migrations themselves put into the tables. */
    DataSource fresh() {
        return new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID());
    }

    void migrate(DataSource fresh) {
        at(fresh).migrate();
    }

    private Flyway at(DataSource other) {
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(other)
                .load();
    }

    private static List<String> applied(Flyway flyway) {
        return Arrays.stream(flyway.info().applied()).map(Schema::told).toList();
    }

    private static String told(MigrationInfo migration) {
        return migration.getVersion() + " " + migration.getState().getDisplayName() + " " + migration.getChecksum();
    }
}
