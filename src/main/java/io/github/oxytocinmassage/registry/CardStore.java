package io.github.oxytocinmassage.registry;

import io.github.oxytocinmassage.protocol.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The cards that were given, and what became of them. While the database is away cards wait in a file; feedback is not taken then. */
public final class CardStore {

    private static final int REFERENCE = 512;
    private static final String THESE = " where c.service = :service and c.card_uuid in (:uuids)";

    private final NamedParameterJdbcOperations jdbc;
    private final GroupCommit commits;
    private final DatabaseLine line;
    private final Outbox<GivenCard> outbox;

    CardStore(NamedParameterJdbcOperations jdbc, GroupCommit commits, Spool<GivenCard> spool, DatabaseLine line) {
        this.jdbc = jdbc;
        this.commits = commits;
        this.line = line;
        this.outbox = new Outbox<>(spool, this::insertNew);
    }

    /**
     * Keeps cards; when it returns, they are on the disk, in the database or in the file.
     *
     * @param patience with the database
     * @throws StoreUnavailableException when neither takes them
     */
    public void keep(List<GivenCard> cards, Duration patience) {
        if (!cards.isEmpty()) {
            outbox.put(cards, patience);
        }
    }

    /** Writes to the database what waits in the file; again later, when it does not answer yet. */
    public void writeLeftovers() {
        outbox.writeLeftovers();
    }

    /**
     * What was set aside with a reason, on cards of this mother.
     *
     * @param origin of the call: what was set aside elsewhere is left out
     * @param from what was set aside earlier is left out
     * @param patience with the database
     * @throws StoreUnavailableException when the database is away or too slow
     */
    public List<SetAside> setAside(String mother, String origin, Instant from, Duration patience) {
        return line.ask(
                () -> ResourceStore.answered(() -> jdbc.query(
                        "select distinct i.rule, i.subject, i.evidence, c.given_at, f.outcome_at, f.received_at from card_feedback f"
                                + " join card_given c on c.id = f.card_id join card_finding i on i.card_id = c.id"
                                + " where f.mother = :mother and c.origin = :origin and f.outcome = 'overridden' and f.received_at >= :from"
                                + " and (f.reason_code <> '' or f.has_comment)",
                        new MapSqlParameterSource("mother", Column.fit(mother, REFERENCE))
                                .addValue("origin", Column.fit(origin, REFERENCE))
                                .addValue("from", from.toEpochMilli()),
                        (row, number) -> new SetAside(
                                row.getString("rule"),
                                row.getString("subject"),
                                row.getString("evidence"),
                                Instant.ofEpochMilli(Math.max(
                                        row.getLong("given_at"),
                                        Math.min(row.getLong("outcome_at"), row.getLong("received_at"))))))),
                patience);
    }

    /**
     * Those of the cards that this service has given, by id. Cards that still wait in the file are written first, so that they are known.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public Map<String, GivenCard> given(String service, Collection<String> uuids) {
        if (!outbox.isEmpty()) {
            outbox.writeLeftovers();
            if (!outbox.isEmpty()) {
                throw new StoreUnavailableException("Cards go on waiting for the database", null);
            }
        }
        return line.ask(() -> ResourceStore.answered(() -> {
            Map<String, Object> asked = Map.of("service", service, "uuids", uuids);
            Map<String, List<GivenCard.CardFinding>> findings = findings(asked);
            Map<String, GivenCard> found = new LinkedHashMap<>();
            jdbc.query("select * from card_given c" + THESE, asked, row -> {
                String uuid = row.getString("card_uuid");
                found.put(
                        uuid,
                        new GivenCard(
                                uuid,
                                row.getString("service"),
                                row.getString("origin"),
                                row.getString("mother"),
                                Instant.ofEpochMilli(row.getLong("given_at")),
                                row.getString("release_name"),
                                row.getInt("suggestions"),
                                findings.getOrDefault(uuid, List.of())));
            });
            return found;
        }));
    }

    private Map<String, List<GivenCard.CardFinding>> findings(Map<String, Object> asked) {
        Map<String, List<GivenCard.CardFinding>> findings = new HashMap<>();
        jdbc.query(
                "select c.card_uuid, i.rule, i.subject, i.evidence from card_finding i join card_given c on c.id = i.card_id"
                        + THESE,
                asked,
                row -> {
                    findings.computeIfAbsent(row.getString("card_uuid"), id -> new ArrayList<>())
                            .add(new GivenCard.CardFinding(
                                    row.getString("rule"), row.getString("subject"), row.getString("evidence")));
                });
        return findings;
    }

    /**
     * Stores feedback on cards that were given, all of it or none; when it returns, it is on the disk. What was said before in the same words
     * is stored already.
     *
     * @return what was new
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<CardFeedback> store(List<CardFeedback> feedback, Instant receivedAt) {
        return twice(() -> commits.write(() -> {
            List<CardFeedback> fresh = new ArrayList<>();
            for (CardFeedback entry : feedback) {
                if (insert(entry, receivedAt)) {
                    fresh.add(entry);
                }
            }
            return fresh;
        }));
    }

    /** Where two say the same at once, the second finds it stored when it comes again. */
    private static <T> T twice(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException e) {
            return work.get();
        }
    }

    /** False when it was there, or its card is gone. */
    private boolean insert(CardFeedback entry, Instant receivedAt) {
        String said = Sha256.of(entry.toString());
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        int added = jdbc.update(
                "insert into card_feedback (card_id, mother, said, outcome, outcome_at, received_at, reason_code, reason_system,"
                        + " user_comment, has_comment) select c.id, c.mother, cast(:said as varchar(64)),"
                        + " cast(:outcome as varchar(16)), cast(:outcomeAt as bigint), cast(:receivedAt as bigint),"
                        + " cast(:code as varchar(256)), cast(:system as varchar(512)), cast(:comment as text),"
                        + " cast(:hasComment as boolean) from card_given c where c.card_uuid = :card and not exists"
                        + " (select 1 from card_feedback f where f.card_id = c.id and f.said = :said)",
                new MapSqlParameterSource()
                        .addValue("card", entry.card())
                        .addValue("said", said)
                        .addValue("outcome", entry.outcome())
                        .addValue("outcomeAt", entry.outcomeAt().toEpochMilli())
                        .addValue("receivedAt", receivedAt.toEpochMilli())
                        .addValue("code", entry.reasonCode())
                        .addValue("system", entry.reasonSystem())
                        .addValue("comment", entry.comment())
                        .addValue("hasComment", !entry.comment().isEmpty()),
                key,
                new String[] {"id"});
        if (added == 0) {
            return false;
        }
        long id = Objects.requireNonNull(key.getKey()).longValue();
        batch(
                "insert into card_accepted (feedback_id, suggestion_id) values (:id, :suggestion)",
                entry.suggestions().stream()
                        .map(s -> new MapSqlParameterSource("id", id).addValue("suggestion", s))
                        .toList());
        return true;
    }

    private void insertNew(List<GivenCard> cards, Duration patience) {
        twice(() -> commits.write(
                () -> {
                    cards.forEach(this::insertNew);
                    return cards.size();
                },
                patience));
    }

    private void insertNew(GivenCard card) {
        Integer there = jdbc.queryForObject(
                "select count(*) from card_given where card_uuid = :card", Map.of("card", card.uuid()), Integer.class);
        if (there != null && there > 0) {
            return;
        }
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                "insert into card_given (card_uuid, service, origin, mother, given_at, release_name, suggestions) values"
                        + " (:card, :service, :origin, :mother, :givenAt, :release, :suggestions)",
                new MapSqlParameterSource()
                        .addValue("card", card.uuid())
                        .addValue("service", card.service())
                        .addValue("origin", Column.fit(card.origin(), REFERENCE))
                        .addValue("mother", Column.fit(card.mother(), REFERENCE))
                        .addValue("givenAt", card.givenAt().toEpochMilli())
                        .addValue("release", card.release())
                        .addValue("suggestions", card.suggestions()),
                key,
                new String[] {"id"});
        long id = Objects.requireNonNull(key.getKey()).longValue();
        batch(
                "insert into card_finding (card_id, rule, subject, evidence) values (:id, :rule, :subject, :evidence)",
                card.findings().stream()
                        .map(f -> new MapSqlParameterSource("id", id)
                                .addValue("rule", f.rule())
                                .addValue("subject", Column.fit(f.subject(), REFERENCE))
                                .addValue("evidence", f.evidence()))
                        .toList());
    }

    private void batch(String sql, List<MapSqlParameterSource> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
        }
    }
}
