package io.github.oxytocinmassage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** Reads versions as they were at a position. */
final class Versions {

    private final NamedParameterJdbcOperations jdbc;

    Versions(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest version at a position, a deleted one too. */
    Optional<StoredVersion> at(String type, String id, long position) {
        return first(
                "resource_type = :type and resource_id = :id and position <= :seen and replaced_by > :seen",
                Map.of("type", type, "id", id, "seen", position));
    }

    Optional<StoredVersion> numbered(String type, String id, long version) {
        return first(
                "resource_type = :type and resource_id = :id and version_id = :version",
                Map.of("type", type, "id", id, "version", version));
    }

    List<StoredVersion> page(SearchQuery query, long position, int offset, int limit) {
        SearchSql sql = new SearchSql(query, position);
        Map<String, Object> parameters = new LinkedHashMap<>(sql.parameters());
        parameters.put("limit", limit);
        parameters.put("offset", offset);
        return jdbc.query(sql.page(), parameters, Versions::version);
    }

    long count(SearchQuery query, long position) {
        SearchSql sql = new SearchSql(query, position);
        return number(sql.count(), sql.parameters());
    }

    List<StoredVersion> history(HistoryQuery query, long position, int offset, int limit) {
        Map<String, Object> parameters = new LinkedHashMap<>(parameters(query, position));
        parameters.put("limit", limit);
        parameters.put("offset", offset);
        return jdbc.query(
                "select * from resource_version where " + where(query)
                        + " order by position desc limit :limit offset :offset",
                parameters,
                Versions::version);
    }

    long countHistory(HistoryQuery query, long position) {
        return number("select count(*) from resource_version where " + where(query), parameters(query, position));
    }

    private static String where(HistoryQuery query) {
        return "resource_type = :type and position <= :seen and written_at >= :since"
                + (query.id() == null ? "" : " and resource_id = :id");
    }

    private static Map<String, Object> parameters(HistoryQuery query, long position) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("type", query.type());
        parameters.put("seen", position);
        parameters.put("since", query.since().toEpochMilli());
        if (query.id() != null) {
            parameters.put("id", query.id());
        }
        return parameters;
    }

    private Optional<StoredVersion> first(String where, Map<String, ?> parameters) {
        return jdbc.query("select * from resource_version where " + where, parameters, Versions::version).stream()
                .findFirst();
    }

    private long number(String sql, Map<String, ?> parameters) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, parameters, Long.class));
    }

    private static StoredVersion version(ResultSet row, int number) throws SQLException {
        @Nullable String body = row.getString("body");
        return new StoredVersion(
                row.getLong("position"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                row.getLong("version_id"),
                Instant.ofEpochMilli(row.getLong("written_at")),
                row.getBoolean("deleted"),
                body);
    }
}
