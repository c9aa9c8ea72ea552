package io.github.oxytocinmassage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The advice that was given. Every method throws {@link StoreUnavailableException} when the database does not answer. */
public final class AdviceStore {

    private final NamedParameterJdbcOperations jdbc;
    private final TransactionTemplate transaction;

    AdviceStore(NamedParameterJdbcOperations jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * Keeps an advice; when it returns, it is on the disk.
     *
     * @param people references of all whom it speaks of, the mother among them: who is erased takes it along
     */
    public void keep(GivenAdvice advice, Collection<String> people) {
        ResourceStore.answered(() -> Objects.requireNonNull(transaction.execute(status -> {
            long id = insert(advice);
            jdbc.batchUpdate(
                    "insert into advice_person (advice_id, person) values (:id, :person)",
                    people.stream()
                            .map(p -> new MapSqlParameterSource("id", id).addValue("person", p))
                            .toArray(SqlParameterSource[]::new));
            return id;
        })));
    }

    /** The advice given for a mother, the last one first. */
    public List<GivenAdvice> of(String mother, int limit) {
        return find("mother = :value order by id desc limit :limit", mother, limit);
    }

    /**
     * The advice given for any of these, the last one first.
     *
     * @param before only what has a lower number
     */
    public List<GivenAdvice> of(Collection<String> mothers, long before, int limit) {
        if (mothers.isEmpty()) {
            return List.of();
        }
        return ResourceStore.answered(() -> jdbc.query(
                "select * from advice_given where mother in (:mothers) and id < :before order by id desc limit :limit",
                Map.of("mothers", mothers, "before", before, "limit", limit),
                (row, number) -> advice(row)));
    }

    /** How much advice was given for them. */
    public int count(Collection<String> mothers) {
        if (mothers.isEmpty()) {
            return 0;
        }
        return ResourceStore.answered(() -> Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from advice_given where mother in (:mothers)",
                Map.of("mothers", mothers),
                Integer.class)));
    }

    /** The last advice whose GuidanceResponse has this id. */
    public Optional<GivenAdvice> guidance(String guidance) {
        return find("guidance_id = :value order by id desc limit :limit", guidance, 1).stream()
                .findFirst();
    }

    private List<GivenAdvice> find(String where, String value, int limit) {
        return ResourceStore.answered(() -> jdbc.query(
                "select * from advice_given where " + where,
                Map.of("value", value, "limit", limit),
                (row, number) -> advice(row)));
    }

    private long insert(GivenAdvice advice) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                "insert into advice_given (guidance_id, mother, as_of, given_at, language, base, release_name,"
                        + " record_position, record_hash, disposition, next_look, body) values (:guidance, :mother,"
                        + " :asOf, :givenAt, :language, :base, :release, :position, :hash, :disposition, :nextLook, :body)",
                new MapSqlParameterSource()
                        .addValue("guidance", advice.guidance())
                        .addValue("mother", advice.mother())
                        .addValue("asOf", advice.asOf().toEpochMilli())
                        .addValue("givenAt", advice.givenAt().toEpochMilli())
                        .addValue("language", advice.language())
                        .addValue("base", advice.base())
                        .addValue("release", advice.release())
                        .addValue("position", advice.position())
                        .addValue("hash", advice.recordHash())
                        .addValue("disposition", advice.disposition())
                        .addValue("nextLook", millis(advice.nextLook()))
                        .addValue("body", advice.body()),
                key,
                new String[] {"id"});
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    private GivenAdvice advice(ResultSet row) throws SQLException {
        long nextLook = row.getLong("next_look");
        boolean isLast = row.wasNull();
        return new GivenAdvice(
                row.getLong("id"),
                row.getString("guidance_id"),
                row.getString("mother"),
                Instant.ofEpochMilli(row.getLong("as_of")),
                Instant.ofEpochMilli(row.getLong("given_at")),
                row.getString("language"),
                row.getString("base"),
                row.getString("release_name"),
                row.getLong("record_position"),
                row.getString("record_hash"),
                row.getString("disposition"),
                isLast ? null : Instant.ofEpochMilli(nextLook),
                row.getString("body"));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
