package io.github.oxytocinmassage.registry.move;

import io.github.oxytocinmassage.protocol.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table holds, in two numbers: its rows, and the sum of their SHA-256 hashes. The order of the rows does not matter, each
 * repetition does.
 */
record Tally(long rows, BigInteger sum) {

    static final Tally NOTHING = new Tally(0, BigInteger.ZERO);

    /** Rows fetched at once: PostgreSQL's driver would fetch all of them. */
    private static final int FETCHED = 200;

    static Tally of(Connection connection, Table table) throws SQLException {
        return of(connection, table, values -> {});
    }

    /** Shows every row on the way. */
    static Tally of(Connection connection, Table table, Shown shown) throws SQLException {
        Tally tally = NOTHING;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery(table.select())) {
                while (rows.next()) {
                    List<@Nullable Object> values = values(rows, table);
                    tally = tally.with(hash(values, table));
                    shown.row(values);
                }
            }
        }
        return tally;
    }

    private Tally with(BigInteger hash) {
        return new Tally(rows + 1, sum.add(hash));
    }

    private static List<@Nullable Object> values(ResultSet row, Table table) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            values.add(table.columns().get(i).kind().read(row, i + 1));
        }
        return values;
    }

    /** Each value with its length, so that no two rows read alike. */
    private static BigInteger hash(List<@Nullable Object> values, Table table) {
        MessageDigest digest = Sha256.digest();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            String told = value == null ? null : table.columns().get(i).kind().told(value);
            digest.update(((told == null ? "-" : told.length()) + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(told == null ? new byte[0] : told.getBytes(StandardCharsets.UTF_8));
        }
        return new BigInteger(1, digest.digest());
    }

    /** Sees the rows as they go by. */
    interface Shown {

        void row(List<@Nullable Object> values) throws SQLException;
    }
}
