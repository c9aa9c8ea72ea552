package io.github.oxytocinmassage.registry;

import io.github.oxytocinmassage.protocol.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Which tokens were shown before: in the database, so that all instances know. While it does not answer, each instance knows those that
 * it has seen itself (docs/decisions, "replays while the database is away").
 */
public final class SeenTokens {

    private static final Logger LOG = LoggerFactory.getLogger(SeenTokens.class);

    /** Beyond its end, since clocks differ. */
    private static final Duration KEPT_LONGER = Duration.ofMinutes(10);

    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);

    private final NamedParameterJdbcOperations jdbc;
    private final GroupCommit commits;
    private final Clock clock;
    private final Map<Seen, Instant> here = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.MIN);

    SeenTokens(NamedParameterJdbcOperations jdbc, GroupCommit commits, Clock clock) {
        this.jdbc = jdbc;
        this.commits = commits;
        this.clock = clock;
    }

    private record Seen(String issuer, String hash) {}

    /**
     * Remembers a token.
     *
     * @param id the issuer's own for it, of any length
     * @param end after which it is refused for its age
     * @return whether it was never shown before
     */
    public boolean isFirst(String issuer, String id, Instant end) {
        Seen token = new Seen(issuer, Sha256.of(id));
        Instant kept = end.plus(KEPT_LONGER);
        if (here.putIfAbsent(token, kept) != null) {
            return false;
        }
        Instant now = clock.instant();
        boolean sweeps = isTimeToSweep(now);
        if (sweeps) {
            here.values().removeIf(now::isAfter);
        }
        try {
            return isFirstEverywhere(token, kept, sweeps ? now : Instant.EPOCH);
        } catch (StoreUnavailableException e) {
            LOG.debug("The database is away: a token shown at another instance before is not known here");
            return true;
        }
    }

    /** @param sweptUntil what was to be kept until an earlier time goes */
    private boolean isFirstEverywhere(Seen token, Instant kept, Instant sweptUntil) {
        try {
            return commits.write(() -> {
                int added = jdbc.update(
                        "insert into seen_token (issuer, jti_hash, kept_until) select cast(:issuer as varchar(512)), cast(:hash as varchar(64)),"
                                + " cast(:kept as bigint) where not exists"
                                + " (select 1 from seen_token where issuer = :issuer and jti_hash = :hash)",
                        Map.of("issuer", token.issuer(), "hash", token.hash(), "kept", kept.toEpochMilli()));
                if (sweptUntil.isAfter(Instant.EPOCH)) {
                    jdbc.update(
                            "delete from seen_token where kept_until < :until",
                            Map.of("until", sweptUntil.toEpochMilli()));
                }
                return added == 1;
            });
        } catch (DataIntegrityViolationException e) {
            // Another instance was first by a moment.
            return false;
        }
    }

    private boolean isTimeToSweep(Instant now) {
        Instant last = swept.get();
        return now.isAfter(last.plus(BETWEEN_SWEEPS)) && swept.compareAndSet(last, now);
    }
}
