package io.github.oxytocinmassage.registry.move;

import io.github.oxytocinmassage.registry.move.Table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills a table of the target from that of the source, in batches; the target's transaction is the caller's. */
final class Copy implements Tally.Shown {

    private static final int BATCH_ROWS = 500;

    /** A body may have megabytes: so much text of a batch is held at once. */
    private static final int BATCH_CHARACTERS = 4_000_000;

    private final Table to;
    private final PreparedStatement insert;
    private int rows;
    private long characters;

    private Copy(Table to, PreparedStatement insert) {
        this.to = to;
        this.insert = insert;
    }

    /** @return what was read at the source */
    static Tally copy(Connection source, Table from, Connection target, Table to) throws SQLException {
        try (PreparedStatement insert = target.prepareStatement(to.insert())) {
            Copy copy = new Copy(to, insert);
            Tally read = Tally.of(source, from, copy);
            insert.executeBatch();
            return read;
        }
    }

    /** The target goes on with the number after the greatest at the source. */
    static void number(Connection source, Table from, Connection target, Table to) throws SQLException {
        for (Column column : from.columns()) {
            if (column.numbered()) {
                long next = greatest(source, from, column) + 1;
                try (Statement statement = target.createStatement()) {
                    statement.execute("alter table " + to.quoted() + " alter column "
                            + to.columns().get(from.columns().indexOf(column)).quoted() + " restart with " + next);
                }
            }
        }
    }

    static void clear(Connection target, Table table) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.executeUpdate("delete from " + table.quoted());
        }
    }

    @Override
    public void row(List<@Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            to.columns().get(i).kind().write(insert, i + 1, value);
            characters += value instanceof String text ? text.length() : 0;
        }
        insert.addBatch();
        rows++;
        if (rows == BATCH_ROWS || characters > BATCH_CHARACTERS) {
            insert.executeBatch();
            rows = 0;
            characters = 0;
        }
    }

    private static long greatest(Connection source, Table from, Column column) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(max(" + column.quoted() + "), 0) from " + from.quoted())) {
            row.next();
            return row.getLong(1);
        }
    }
}
