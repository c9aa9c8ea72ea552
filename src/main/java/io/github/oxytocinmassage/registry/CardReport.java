package io.github.oxytocinmassage.registry;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** Counts by rule over all cards that were given: nothing of a patient, and no text of a user. Counted at most once a minute, since all are looked at. */
public final class CardReport {

    private static final String COUNTS = "select f.rule, count(distinct f.card_id) shown,"
            + " count(distinct case when b.outcome = 'accepted' then f.card_id end) accepted,"
            + " count(distinct case when b.outcome = 'overridden' then f.card_id end) overridden"
            + " from card_finding f left join card_feedback b on b.card_id = f.card_id group by f.rule order by f.rule";

    private static final String REASONS =
            "select f.rule, b.reason_system, b.reason_code, b.has_comment, count(distinct b.id) given"
                    + " from card_finding f join card_feedback b on b.card_id = f.card_id where b.outcome = 'overridden'"
                    + " group by f.rule, b.reason_system, b.reason_code, b.has_comment"
                    + " order by given desc, b.reason_code, b.reason_system";

    private final NamedParameterJdbcOperations jdbc;
    private final LoadingCache<String, List<RuleUse>> counted =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(all -> count());

    CardReport(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * By rule, in the order of their ids.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    public List<RuleUse> byRule() {
        return counted.get("all");
    }

    private List<RuleUse> count() {
        return ResourceStore.answered(() -> {
            Map<String, List<RuleUse.Reason>> reasons = new HashMap<>();
            jdbc.query(REASONS, Map.of(), row -> {
                reasons.computeIfAbsent(row.getString("rule"), rule -> new ArrayList<>())
                        .add(new RuleUse.Reason(
                                row.getString("reason_system"),
                                row.getString("reason_code"),
                                row.getBoolean("has_comment"),
                                row.getLong("given")));
            });
            return jdbc.query(
                    COUNTS,
                    Map.of(),
                    (row, number) -> new RuleUse(
                            row.getString("rule"),
                            row.getLong("shown"),
                            row.getLong("accepted"),
                            row.getLong("overridden"),
                            reasons.getOrDefault(row.getString("rule"), List.of())));
        });
    }
}
