package io.github.oxytocinmassage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * The audit trail: in the database before the call is answered. While the database does not answer, entries wait in a file and are written
 * later, so that advice that needs no database is still given.
 */
public final class AuditTrail {

    /** With the database, of one who has time. */
    public static final Duration PATIENCE = DatabaseLine.PATIENCE;

    private final NamedParameterJdbcOperations jdbc;
    private final GroupCommit commits;
    private final Outbox<AuditEntry> outbox;

    AuditTrail(NamedParameterJdbcOperations jdbc, GroupCommit commits, Spool<AuditEntry> spool) {
        this.jdbc = jdbc;
        this.commits = commits;
        this.outbox = new Outbox<>(spool, this::store);
    }

    /** Writes an entry; when it returns, it is on the disk, in the database or in the file. */
    public void record(AuditEntry entry) {
        record(entry, PATIENCE);
    }

    /**
     * The same for a call that has so much time left; without any it goes to the file.
     *
     * @param patience with the database
     */
    public void record(AuditEntry entry, Duration patience) {
        outbox.put(List.of(entry), patience);
    }

    /** Writes to the database what waits in the file; again later, when it does not answer yet. */
    public void writeLeftovers() {
        outbox.writeLeftovers();
    }

    /** The last ones first, with their ids. */
    public Map<Long, AuditEntry> find(AuditQuery query, int limit) {
        AuditSql sql = new AuditSql(query);
        return read(
                sql.where() + " order by recorded_at desc, id desc limit :limit",
                sql.parameters().addValue("limit", limit));
    }

    public int count(AuditQuery query) {
        AuditSql sql = new AuditSql(query);
        return Math.toIntExact(number("select count(*) from audit_event where " + sql.where(), sql.parameters()));
    }

    /** The highest id; 0 when there is none. */
    public long last() {
        return number("select coalesce(max(id), 0) from audit_event", new MapSqlParameterSource());
    }

    private long number(String statement, SqlParameterSource parameters) {
        return ResourceStore.answered(
                () -> Objects.requireNonNull(jdbc.queryForObject(statement, parameters, Long.class)));
    }

    public Optional<AuditEntry> entry(long id) {
        return Optional.ofNullable(
                read("id = :id", new MapSqlParameterSource("id", id)).get(id));
    }

    private Map<Long, AuditEntry> read(String where, SqlParameterSource parameters) {
        return ResourceStore.answered(() -> {
            Map<Long, AuditEntry> found = new LinkedHashMap<>();
            jdbc.query("select * from audit_event where " + where, parameters, row -> {
                found.put(row.getLong("id"), entry(row));
            });
            Map<Long, List<String>> patients = patients(found.keySet());
            found.replaceAll((id, entry) -> entry.about(patients.getOrDefault(id, List.of())));
            return found;
        });
    }

    private Map<Long, List<String>> patients(Set<Long> events) {
        Map<Long, List<String>> patients = new HashMap<>();
        if (!events.isEmpty()) {
            jdbc.query(
                    "select event_id, patient from audit_patient where event_id in (:events) order by patient",
                    Map.of("events", events),
                    row -> {
                        patients.computeIfAbsent(row.getLong("event_id"), id -> new ArrayList<>())
                                .add(row.getString("patient"));
                    });
        }
        return patients;
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                Instant.ofEpochMilli(row.getLong("recorded_at")),
                row.getString("action"),
                row.getString("interaction"),
                row.getInt("status"),
                row.getString("agent"),
                row.getString("acting_user"),
                row.getString("address"),
                row.getString("what"),
                List.of(),
                row.getString("release_name"),
                row.getString("disposition"));
    }

    private void store(List<AuditEntry> entries, Duration patience) {
        commits.write(
                () -> {
                    entries.forEach(this::insert);
                    return entries.size();
                },
                patience);
    }

    private void insert(AuditEntry entry) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                "insert into audit_event (recorded_at, action, interaction, status, agent, acting_user, address, what, release_name,"
                        + " disposition) values (:recorded, :action, :interaction, :status, :agent, :actingUser, :address, :what,"
                        + " :release, :disposition)",
                new MapSqlParameterSource()
                        .addValue("recorded", entry.recorded().toEpochMilli())
                        .addValue("action", entry.action())
                        .addValue("interaction", Column.fit(entry.interaction(), 64))
                        .addValue("status", entry.status())
                        .addValue("agent", Column.fit(entry.agent(), 256))
                        .addValue("actingUser", Column.fit(entry.actingUser(), 256))
                        .addValue("address", Column.fit(entry.address(), 64))
                        .addValue("what", Column.fit(entry.what(), 512))
                        .addValue("release", entry.release())
                        .addValue("disposition", entry.disposition()),
                key,
                new String[] {"id"});
        long id = Objects.requireNonNull(key.getKey()).longValue();
        jdbc.batchUpdate(
                "insert into audit_patient (event_id, patient) values (:id, :patient)",
                entry.patients().stream()
                        .distinct()
                        .map(p -> new MapSqlParameterSource("id", id).addValue("patient", Column.fit(p, 512)))
                        .toArray(SqlParameterSource[]::new));
    }
}
