package io.github.oxytocinmassage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every mother with her advice as it stands, worst first. It follows the registry by its positions, so that no write is missed, whichever
 * door or instance it came by. Every method throws {@link StoreUnavailableException} when the database does not answer.
 */
public final class Worklist {

    private static final int NAME = 512;
    private static final String LINE = "\n";

    private final NamedParameterJdbcOperations jdbc;
    private final TransactionTemplate transaction;

    Worklist(NamedParameterJdbcOperations jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * What was written since the list was last brought up to date.
     *
     * @param people references of all whom it concerns
     * @param position up to which it was looked at
     */
    public record Written(Set<String> people, long position) {}

    private record Position(long position, String reference) {}

    /** @param most versions looked at; when more were written, they come the next time */
    public Written written(int most) {
        return ResourceStore.answered(() -> {
            long since = Objects.requireNonNull(
                    jdbc.queryForObject("select position from worklist_position", Map.of(), Long.class));
            List<Position> versions = jdbc.query(
                    "select position, resource_type, resource_id from resource_version where position > :since"
                            + " order by position limit :most",
                    Map.of("since", since, "most", most),
                    (row, number) -> new Position(
                            row.getLong("position"),
                            row.getString("resource_type") + "/" + row.getString("resource_id")));
            if (versions.isEmpty()) {
                return new Written(Set.of(), since);
            }
            long until = versions.get(versions.size() - 1).position();
            Set<String> people = new TreeSet<>(jdbc.queryForList(
                    "select distinct target from index_reference where position > :since and position <= :until"
                            + " and target like 'Patient/%'",
                    Map.of("since", since, "until", until), String.class));
            versions.stream()
                    .map(Position::reference)
                    .filter(r -> r.startsWith("Patient/"))
                    .forEach(people::add);
            return new Written(people, until);
        });
    }

    /** The mothers on the list whose records one of these people belongs to. */
    public Set<String> mothersOf(Collection<String> people) {
        return people.isEmpty()
                ? Set.of()
                : ResourceStore.answered(() -> new TreeSet<>(jdbc.queryForList(
                        "select distinct mother from worklist_person where person in (:people)",
                        Map.of("people", people),
                        String.class)));
    }

    /** A mother as she stands on the list; empty when she is not on it. */
    public Optional<WorklistEntry> of(String mother) {
        return ResourceStore.answered(() -> {
            Set<String> people = new TreeSet<>(jdbc.queryForList(
                    "select person from worklist_person where mother = :mother",
                    Map.of("mother", mother),
                    String.class));
            return jdbc
                    .query(
                            "select * from worklist where mother = :mother",
                            Map.of("mother", mother),
                            (row, number) -> entry(row, people))
                    .stream()
                    .findFirst();
        });
    }

    /** Whose advice may be another by now, or is another release's. */
    public List<String> outOfDate(Instant now, String release, int most) {
        return ResourceStore.answered(() -> jdbc.queryForList(
                "select mother from worklist where holds_until <= :now or release_name <> :release"
                        + " order by urgency, holds_until limit :most",
                Map.of("now", now.toEpochMilli(), "release", release, "most", most),
                String.class));
    }

    /**
     * Brings the list up to date.
     *
     * @param entries in place of those of the same mothers
     * @param gone mothers that are not on it any more
     * @param position up to which it follows the registry now; a lower one than it has is ignored
     */
    public void update(Collection<WorklistEntry> entries, Collection<String> gone, long position) {
        ResourceStore.answered(() -> Objects.requireNonNull(transaction.execute(status -> {
            // Held until the end: of two instances one writes after the other.
            jdbc.update(
                    "update worklist_position set position = case when position < :position then :position else position end",
                    Map.of("position", position));
            gone.forEach(m -> jdbc.update("delete from worklist where mother = :mother", Map.of("mother", m)));
            entries.forEach(this::replace);
            return entries.size();
        })));
    }

    /** Worst first, and of those alike who is to be looked at first. */
    public List<WorklistEntry> page(WorklistQuery query, int offset, int limit) {
        MapSqlParameterSource asked =
                parameters(query).addValue("offset", offset).addValue("limit", limit);
        return ResourceStore.answered(() -> jdbc.query(
                "select * from worklist" + where(query)
                        + " order by urgency, case when next_look is null then 1 else 0 end, next_look, searched, mother"
                        + " limit :limit offset :offset",
                asked,
                (row, number) -> entry(row, Set.of())));
    }

    /** How many there are of each urgency. */
    public Map<Integer, Integer> count(WorklistQuery query) {
        return ResourceStore.answered(() -> {
            Map<Integer, Integer> counts = new TreeMap<>();
            jdbc.query(
                    "select urgency, count(*) as many from worklist" + where(query) + " group by urgency",
                    parameters(query),
                    row -> {
                        counts.put(row.getInt("urgency"), row.getInt("many"));
                    });
            return counts;
        });
    }

    private static String where(WorklistQuery query) {
        return " where searched like :name escape '!'"
                + (query.urgencies().isEmpty() ? "" : " and urgency in (:urgencies)")
                + (query.dueBy() == null ? "" : " and next_look <= :due");
    }

    private static MapSqlParameterSource parameters(WorklistQuery query) {
        String part = Column.fit(query.name().strip().toLowerCase(Locale.ROOT), NAME)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return new MapSqlParameterSource("name", "%" + part + "%")
                .addValue("urgencies", query.urgencies())
                .addValue("due", millis(query.dueBy()));
    }

    private void replace(WorklistEntry entry) {
        jdbc.update("delete from worklist where mother = :mother", Map.of("mother", entry.mother()));
        String infants = String.join(LINE, entry.infants());
        jdbc.update(
                "insert into worklist (mother, name, searched, infants, urgency, disposition, referral_level, leading_rule,"
                        + " leading_about, on_hold, closed, protocol_day, last_check, next_look, as_of, holds_until, release_name)"
                        + " values (:mother, :name, :searched, :infants, :urgency, :disposition, :level, :rule, :about, :hold,"
                        + " :closed, :day, :lastCheck, :nextLook, :asOf, :until, :release)",
                new MapSqlParameterSource()
                        .addValue("mother", entry.mother())
                        .addValue("name", Column.fit(entry.name(), NAME))
                        .addValue(
                                "searched",
                                Column.fit((entry.name() + LINE + infants).toLowerCase(Locale.ROOT), 4 * NAME))
                        .addValue("infants", Column.fit(infants, 2 * NAME))
                        .addValue("urgency", entry.urgency())
                        .addValue("disposition", entry.disposition())
                        .addValue("level", entry.level())
                        .addValue("rule", entry.rule())
                        .addValue("about", Column.fit(entry.about(), NAME))
                        .addValue("hold", entry.hold())
                        .addValue("closed", entry.closed())
                        .addValue("day", entry.protocolDay())
                        .addValue("lastCheck", millis(entry.lastCheck()))
                        .addValue("nextLook", millis(entry.nextLook()))
                        .addValue("asOf", entry.asOf().toEpochMilli())
                        .addValue("until", entry.holdsUntil().toEpochMilli())
                        .addValue("release", entry.release()));
        jdbc.batchUpdate(
                "insert into worklist_person (mother, person) values (:mother, :person)",
                entry.people().stream()
                        .map(p -> Column.fit(p, NAME))
                        .distinct()
                        .map(p -> new MapSqlParameterSource("mother", entry.mother()).addValue("person", p))
                        .toArray(SqlParameterSource[]::new));
    }

    private static WorklistEntry entry(ResultSet row, Set<String> people) throws SQLException {
        String infants = row.getString("infants");
        int day = row.getInt("protocol_day");
        boolean isBefore = row.wasNull();
        return new WorklistEntry(
                row.getString("mother"),
                row.getString("name"),
                infants.isEmpty() ? List.of() : List.of(infants.split(LINE)),
                people,
                row.getInt("urgency"),
                row.getString("disposition"),
                row.getString("referral_level"),
                row.getString("leading_rule"),
                row.getString("leading_about"),
                row.getBoolean("on_hold"),
                row.getBoolean("closed"),
                isBefore ? null : day,
                instant(row, "last_check"),
                instant(row, "next_look"),
                Instant.ofEpochMilli(row.getLong("as_of")),
                Instant.ofEpochMilli(row.getLong("holds_until")),
                row.getString("release_name"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
