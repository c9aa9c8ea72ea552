package io.github.oxytocinmassage.registry.move;

import io.github.oxytocinmassage.registry.move.Table.Column;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the tables of a database by what it says of itself, so that those of later migrations are found too. */
final class Tables {

    /** Which migrations have run: each database's own. */
    private static final String MIGRATIONS = "flyway_schema_history";

    private final Connection connection;
    private final DatabaseMetaData metadata;
    private final String quote;

    private Tables(Connection connection) throws SQLException {
        this.connection = connection;
        this.metadata = connection.getMetaData();
        this.quote = metadata.getIdentifierQuoteString();
    }

    /** By name; a table comes after those that it refers to. */
    static Map<String, Table> of(Connection connection) throws SQLException, MoveRefusedException {
        Tables tables = new Tables(connection);
        tables.refuseSequences();
        return tables.inOrder();
    }

    private Map<String, Table> inOrder() throws SQLException, MoveRefusedException {
        List<String> spelled = new ArrayList<>(spelled());
        Map<String, Table> ordered = new LinkedHashMap<>();
        while (!spelled.isEmpty()) {
            int before = spelled.size();
            for (String name : List.copyOf(spelled)) {
                Set<String> others = referredTo(name);
                others.remove(small(name));
                if (ordered.keySet().containsAll(others)) {
                    ordered.put(small(name), new Table(small(name), quoted(name), columns(name)));
                    spelled.remove(name);
                }
            }
            if (spelled.size() == before) {
                throw new MoveRefusedException("these tables refer to each other in a circle: " + spelled);
            }
        }
        return ordered;
    }

    private Set<String> spelled() throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet rows = metadata.getTables(
                connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME"));
            }
        }
        names.removeIf(name -> small(name).equals(MIGRATIONS));
        return names;
    }

    private Set<String> referredTo(String table) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet rows = metadata.getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (rows.next()) {
                names.add(small(rows.getString("PKTABLE_NAME")));
            }
        }
        return names;
    }

    private List<Column> columns(String table) throws SQLException, MoveRefusedException {
        List<Column> columns = new ArrayList<>();
        String pattern = table.replace("_", metadata.getSearchStringEscape() + "_");
        try (ResultSet rows = metadata.getColumns(connection.getCatalog(), connection.getSchema(), pattern, "%")) {
            while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                boolean numbered = "YES".equals(rows.getString("IS_AUTOINCREMENT"));
                boolean reckoned = !numbered && "YES".equals(rows.getString("IS_GENERATEDCOLUMN"));
                if (!reckoned) {
                    Kind kind = kind(table, name, rows.getInt("DATA_TYPE"), rows.getString("TYPE_NAME"));
                    columns.add(new Column(small(name), quoted(name), kind, numbered));
                }
            }
        }
        columns.sort(Comparator.comparing(Column::name));
        return List.copyOf(columns);
    }

    private static Kind kind(String table, String column, int jdbcType, String databaseType)
            throws MoveRefusedException {
        return Kind.of(jdbcType, databaseType)
                .orElseThrow(() -> new MoveRefusedException("the move does not know the type " + databaseType + " of "
                        + small(table) + "." + small(column)));
    }

    /** Columns that number themselves are moved; a sequence of its own would begin anew, without a word. */
    private void refuseSequences() throws SQLException, MoveRefusedException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select sequence_name from information_schema.sequences where sequence_schema = ?")) {
            statement.setString(1, connection.getSchema());
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    throw new MoveRefusedException(
                            "the move does not know how to carry the sequence " + rows.getString(1));
                }
            }
        }
    }

    private String quoted(String name) {
        return quote + name + quote;
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
