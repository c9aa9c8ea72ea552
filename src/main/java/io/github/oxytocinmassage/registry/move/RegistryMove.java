package io.github.oxytocinmassage.registry.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the whole registry: every row of every table, in one transaction of the target. Either the target then holds what the source
 * holds, counted and compared, or nothing has changed there. The source is only read.
 */
public final class RegistryMove {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryMove.class);

    private final Source source;
    private final DataSource target;
    private final Schema schema;

    RegistryMove(Source source, DataSource target, Flyway flyway) {
        this.source = source;
        this.target = target;
        this.schema = new Schema(flyway);
    }

    /** @return 0 when it is done; else 1, and the log says why */
    public int run() {
        try {
            move();
            return 0;
        } catch (MoveRefusedException e) {
            LOG.error("Nothing was moved: {}", e.getMessage());
        } catch (SQLException e) {
            // The driver's words may hold what a row holds.
            LOG.error("Nothing was moved: a database failed, SQLState {}", e.getSQLState());
        } catch (FlywayException e) {
            LOG.error("Nothing was moved: the migrations of the source can't be read");
        }
        return 1;
    }

    private void move() throws SQLException, MoveRefusedException {
        DataSource from = source.dataSource();
        try (Connection reading = source.connect(from);
                Connection writing = target.getConnection()) {
            schema.refuseAnother(from);
            writing.setAutoCommit(false);
            try {
                Map<String, Tally> moved = move(reading, writing);
                writing.commit();
                report(moved, writing.getMetaData().getURL());
            } finally {
                writing.rollback();
            }
        }
    }

    private Map<String, Tally> move(Connection reading, Connection writing) throws SQLException, MoveRefusedException {
        Map<String, Table> from = Tables.of(reading);
        Map<String, Table> to = Tables.of(writing);
        refuseOtherTables(from, to);
        holdWriters(writing);
        refuseUnlessFresh(writing, to);

        // Numbers before rows: H2 commits at such a statement.
        for (Table table : to.values()) {
            Copy.number(reading, twin(table, from), writing, table);
        }
        List<Table> backwards = new ArrayList<>(to.values());
        Collections.reverse(backwards);
        for (Table table : backwards) {
            Copy.clear(writing, table);
        }
        Map<String, Tally> moved = new LinkedHashMap<>();
        for (Table table : to.values()) {
            moved.put(table.name(), Copy.copy(reading, twin(table, from), writing, table));
        }
        refuseDifference(moved, writing, to);
        return moved;
    }

    /** Whoever would write at the target waits here, so that it can't begin to be used between the check and the commit. */
    private static void holdWriters(Connection writing) throws SQLException {
        try (Statement statement = writing.createStatement()) {
            statement.execute("select position from registry_clock for update");
        }
    }

    private static void refuseOtherTables(Map<String, Table> from, Map<String, Table> to) throws MoveRefusedException {
        if (!from.keySet().equals(to.keySet())) {
            throw new MoveRefusedException(
                    "the databases have other tables: " + from.keySet() + " there, " + to.keySet() + " here");
        }
        for (Table table : to.values()) {
            List<String> there = twin(table, from).shape();
            if (!there.equals(table.shape())) {
                throw new MoveRefusedException("the table " + table.name() + " has other columns: " + there + " there, "
                        + table.shape() + " here");
            }
        }
    }

    /** Empty is what only the migrations have written to. */
    private void refuseUnlessFresh(Connection writing, Map<String, Table> to)
            throws SQLException, MoveRefusedException {
        DataSource fresh = schema.fresh();
        try (Connection untouched = fresh.getConnection()) {
            schema.migrate(fresh);
            for (Table table : Tables.of(untouched).values()) {
                Tally here = Tally.of(writing, twin(table, to));
                if (!here.equals(Tally.of(untouched, table))) {
                    throw new MoveRefusedException("the target is not empty: " + table.name() + " is in use, rows: "
                            + here.rows() + "; move into a new database");
                }
            }
        }
    }

    private static void refuseDifference(Map<String, Tally> moved, Connection writing, Map<String, Table> to)
            throws SQLException, MoveRefusedException {
        for (Table table : to.values()) {
            Tally here = Tally.of(writing, table);
            if (!here.equals(moved.get(table.name()))) {
                throw new MoveRefusedException("the target does not hold what the source holds in " + table.name());
            }
        }
    }

    private static Table twin(Table table, Map<String, Table> others) throws MoveRefusedException {
        Table twin = others.get(table.name());
        if (twin == null) {
            throw new MoveRefusedException("the table " + table.name() + " is in one of the databases only");
        }
        return twin;
    }

    private void report(Map<String, Tally> moved, String to) {
        LOG.info(
                "Moved {} rows of {} tables from {} to {}, counted and compared: {}",
                moved.values().stream().mapToLong(Tally::rows).sum(),
                moved.size(),
                Source.address(source.url()),
                Source.address(to),
                moved.entrySet().stream()
                        .map(t -> t.getKey() + " " + t.getValue().rows())
                        .collect(Collectors.joining(", ")));
    }
}
