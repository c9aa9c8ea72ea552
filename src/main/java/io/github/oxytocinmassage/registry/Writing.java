package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** One transaction of the registry's only writer: all of it is stored, or nothing. It sees what it has written itself. */
public final class Writing {

    static final long NEWEST = Long.MAX_VALUE;
    private static final String ERASED = "erased";

    private final NamedParameterJdbcOperations jdbc;
    private final Versions versions;
    private final long writtenAt;
    private long position;

    Writing(NamedParameterJdbcOperations jdbc, Versions versions, long position, long writtenAt) {
        this.jdbc = jdbc;
        this.versions = versions;
        this.position = position;
        this.writtenAt = writtenAt;
    }

    /** The newest version, a deleted one too. */
    public Optional<StoredVersion> newest(String type, String id) {
        return versions.at(type, id, position);
    }

    /** At most so many of what is found. */
    public List<StoredVersion> search(SearchQuery query, int limit) {
        return versions.page(query, position, 0, limit);
    }

    /** Stores a further version. */
    public StoredVersion put(String type, String id, String body, IndexEntries entries) {
        StoredVersion version = next(type, id, body);
        indexed(
                "index_token",
                "system_uri, code",
                entries.tokens().stream()
                        .map(t -> row(version, t.parameter())
                                .addValue("a", t.system())
                                .addValue("b", t.code()))
                        .toList());
        indexed(
                "index_reference",
                "target",
                entries.references().stream()
                        .map(t -> row(version, t.parameter()).addValue("a", t.reference()))
                        .toList());
        indexed(
                "index_date",
                "from_millis, until_millis",
                entries.dates().stream()
                        .map(t -> row(version, t.parameter())
                                .addValue("a", t.fromMillis())
                                .addValue("b", t.untilMillis()))
                        .toList());
        return version;
    }

    /** Stores that a resource is gone; its earlier versions stay. */
    public StoredVersion delete(String type, String id) {
        return next(type, id, null);
    }

    /**
     * Erases people for good: every version of them, and of whatever has, or ever had, one of them as its subject or patient; all advice that
     * speaks of them; their line of the worklist; all cards of theirs, with what became of them; and their names in the audit trail, which goes on saying who did what and when.
     *
     * @param people {@code Patient/id}
     * @return how much is gone
     */
    public Erased erase(List<String> people) {
        Set<String> gone = new TreeSet<>(people);
        gone.addAll(jdbc.queryForList(
                "select distinct v.resource_type || '/' || v.resource_id from index_reference i"
                        + " join resource_version v on v.position = i.position"
                        + " where i.parameter in ('subject', 'patient') and i.target in (:people)",
                Map.of("people", people),
                String.class));
        int versions = 0;
        for (String reference : gone) {
            int slash = reference.indexOf('/');
            versions += jdbc.update(
                    "delete from resource_version where resource_type = :type and resource_id = :id",
                    Map.of("type", reference.substring(0, slash), "id", reference.substring(slash + 1)));
        }
        jdbc.update(
                "delete from advice_given where id in (select advice_id from advice_person where person in (:people))",
                Map.of("people", people));
        jdbc.update(
                "update audit_event set what = :erased, disposition = '' where id in"
                        + " (select event_id from audit_patient where patient in (:people))",
                Map.of("erased", ERASED, "people", people));
        jdbc.update("delete from audit_patient where patient in (:people)", Map.of("people", people));
        jdbc.update(
                "delete from worklist where mother in (select mother from worklist_person where person in (:people))",
                Map.of("people", people));
        jdbc.update("update audit_event set acting_user = '' where acting_user in (:people)", Map.of("people", people));
        int cards = jdbc.update(
                "delete from card_given where mother in (:people)"
                        + " or id in (select card_id from card_finding where subject in (:people))",
                Map.of("people", people));
        return new Erased(versions, cards);
    }

    /**
     * What an erasure took away.
     *
     * @param versions of resources
     * @param cards that were given
     */
    public record Erased(int versions, int cards) {

        public boolean isNothing() {
            return versions == 0 && cards == 0;
        }
    }

    /** The position of the last write, to read at within this transaction. */
    public long position() {
        return position;
    }

    /** When all of it counts as written: milliseconds since 1970. */
    long writtenAt() {
        return writtenAt;
    }

    private StoredVersion next(String type, String id, @Nullable String body) {
        long number = newest(type, id).map(StoredVersion::version).orElse(0L) + 1;
        position++;
        StoredVersion version =
                new StoredVersion(position, type, id, number, Instant.ofEpochMilli(writtenAt), body == null, body);
        jdbc.update(
                "update resource_version set replaced_by = :position"
                        + " where resource_type = :type and resource_id = :id and replaced_by = :newest",
                Map.of("position", position, "type", type, "id", id, "newest", NEWEST));
        jdbc.update(
                "insert into resource_version"
                        + " (position, resource_type, resource_id, version_id, written_at, deleted, replaced_by, body)"
                        + " values (:position, :type, :id, :version, :writtenAt, :deleted, :newest, :body)",
                new MapSqlParameterSource()
                        .addValue("position", position)
                        .addValue("type", type)
                        .addValue("id", id)
                        .addValue("version", number)
                        .addValue("writtenAt", writtenAt)
                        .addValue("deleted", version.deleted())
                        .addValue("newest", NEWEST)
                        .addValue("body", body));
        return version;
    }

    private static MapSqlParameterSource row(StoredVersion version, String parameter) {
        return new MapSqlParameterSource()
                .addValue("position", version.position())
                .addValue("type", version.type())
                .addValue("parameter", parameter);
    }

    private void indexed(String table, String columns, List<MapSqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into " + table + " (position, resource_type, parameter, " + columns
                            + ") values (:position, :type, :parameter, :a" + (columns.contains(",") ? ", :b)" : ")"),
                    rows.toArray(SqlParameterSource[]::new));
        }
    }
}
