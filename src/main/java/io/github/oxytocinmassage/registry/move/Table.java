package io.github.oxytocinmassage.registry.move;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of the registry in one database.
 *
 * @param name in small letters, the same in both databases
 * @param quoted as this database spells it
 * @param columns by name
 */
record Table(String name, String quoted, List<Column> columns) {

    /**
     * A column.
     *
     * @param name in small letters, the same in both databases
     * @param quoted as this database spells it
     * @param kind what it holds
     * @param numbered the database numbers its rows
     */
    record Column(String name, String quoted, Kind kind, boolean numbered) {}

    /** What has to be the same in both databases. */
    List<String> shape() {
        return columns.stream().map(c -> c.name() + ":" + c.kind()).toList();
    }

    String select() {
        return "select " + columnNames() + " from " + quoted;
    }

    /** With the numbers that the rows have, where the database would give its own. */
    String insert() {
        return "insert into " + quoted + " (" + columnNames() + ") overriding system value values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    private String columnNames() {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }
}
