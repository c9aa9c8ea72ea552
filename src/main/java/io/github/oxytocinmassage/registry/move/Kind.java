package io.github.oxytocinmassage.registry.move;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a column holds. Both databases have their own types for it; read in one way and told in one way, rows of both can be compared. */
enum Kind {
    TEXT(ResultSet::getString),
    NUMBER(ResultSet::getBigDecimal),
    FLOATING((row, at) -> row.getObject(at, Double.class)),
    TRUTH((row, at) -> row.getObject(at, Boolean.class)),
    BYTES(ResultSet::getBytes),
    UNIQUE_ID((row, at) -> row.getObject(at, UUID.class)),
    INSTANT((row, at) -> row.getObject(at, OffsetDateTime.class)),
    DATE_TIME((row, at) -> row.getObject(at, LocalDateTime.class)),
    DATE((row, at) -> row.getObject(at, LocalDate.class)),
    TIME((row, at) -> row.getObject(at, LocalTime.class));

    private final Reader reader;

    Kind(Reader reader) {
        this.reader = reader;
    }

    /** Empty: a type that the two databases do not share. */
    static Optional<Kind> of(int jdbcType, String databaseType) {
        return switch (databaseType.toLowerCase(Locale.ROOT)) {
            case "uuid" -> Optional.of(UNIQUE_ID);
            case "timestamptz", "timestamp with time zone" -> Optional.of(INSTANT);
            case "timetz", "time with time zone" -> Optional.empty();
            default -> Optional.ofNullable(of(jdbcType));
        };
    }

    private static @Nullable Kind of(int jdbcType) {
        return switch (jdbcType) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NCHAR, Types.NVARCHAR -> TEXT;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL -> NUMBER;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> FLOATING;
            case Types.BIT, Types.BOOLEAN -> TRUTH;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> BYTES;
            case Types.TIMESTAMP -> DATE_TIME;
            case Types.DATE -> DATE;
            case Types.TIME -> TIME;
            default -> null;
        };
    }

    @Nullable
    Object read(ResultSet row, int at) throws SQLException {
        return reader.read(row, at);
    }

    void write(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(at, Types.NULL);
        } else {
            statement.setObject(at, value);
        }
    }

    /** The same words for the same value, whichever database it was read from. */
    String told(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof OffsetDateTime time) {
            // PostgreSQL keeps the instant, not the offset it was written with.
            return time.toInstant().toString();
        }
        return value.toString();
    }

    private interface Reader {

        @Nullable
        Object read(ResultSet row, int at) throws SQLException;
    }
}
