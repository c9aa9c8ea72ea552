package io.github.oxytocinmassage.registry;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every version of every resource. What {@link #write} has returned is on the disk; readers never wait for a writer, and see
 * a transaction whole or not at all. Every method throws {@link StoreUnavailableException} when the database does not answer.
 */
public final class ResourceStore {

    private static final long PATIENCE_SECONDS = 10;
    private static final int SLICE = 500;

    private final NamedParameterJdbcOperations jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Versions versions;

    /** Writers of this instance wait here, in turn, rather than each on a connection. */
    private final ReentrantLock turn = new ReentrantLock(true);

    ResourceStore(NamedParameterJdbcOperations jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.versions = new Versions(jdbc);
    }

    /** The position of the last write: what is read at it stays as it is. */
    public long position() {
        return answered(() -> Objects.requireNonNull(
                jdbc.queryForObject("select position from registry_clock", Map.of(), Long.class)));
    }

    /** The newest version, a deleted one too. */
    public Optional<StoredVersion> newest(String type, String id) {
        return answered(() -> versions.at(type, id, Long.MAX_VALUE - 1));
    }

    /** The newest version at a position, a deleted one too. */
    public Optional<StoredVersion> at(String type, String id, long position) {
        return answered(() -> versions.at(type, id, position));
    }

    public Optional<StoredVersion> version(String type, String id, long version) {
        return answered(() -> versions.numbered(type, id, version));
    }

    public List<StoredVersion> search(SearchQuery query, long position, int offset, int limit) {
        return answered(() -> versions.page(query, position, offset, limit));
    }

    /** All that is found, however much. */
    public List<StoredVersion> all(SearchQuery query, long position) {
        return inSlices(offset -> search(query, position, offset, SLICE));
    }

    public long count(SearchQuery query, long position) {
        return answered(() -> versions.count(query, position));
    }

    /** Newest first. */
    public List<StoredVersion> history(HistoryQuery query, long position, int offset, int limit) {
        return answered(() -> versions.history(query, position, offset, limit));
    }

    /** Newest first, however many. */
    public List<StoredVersion> all(HistoryQuery query, long position) {
        return inSlices(offset -> history(query, position, offset, SLICE));
    }

    private static List<StoredVersion> inSlices(IntFunction<List<StoredVersion>> from) {
        List<StoredVersion> all = new ArrayList<>(from.apply(0));
        for (int read = all.size(); read > 0 && all.size() % SLICE == 0; ) {
            List<StoredVersion> next = from.apply(all.size());
            all.addAll(next);
            read = next.size();
        }
        return all;
    }

    public long count(HistoryQuery query, long position) {
        return answered(() -> versions.countHistory(query, position));
    }

    /**
     * Writes, alone: what the work reads does not change under it. An exception of the work undoes all of it.
     *
     * @return what the work returns, once it is on the disk
     */
    public <T> T write(Function<Writing, T> work) {
        awaitTurn();
        try {
            return answered(() -> Objects.requireNonNull(transaction.execute(status -> {
                Writing writing = begin();
                T result = work.apply(writing);
                end(writing);
                return result;
            })));
        } finally {
            turn.unlock();
        }
    }

    private void awaitTurn() {
        try {
            if (!turn.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreUnavailableException("Too many writers wait for their turn", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for its turn", e);
        }
    }

    private Writing begin() {
        return jdbc.query("select position, written_at from registry_clock for update", Map.of(), rows -> {
            if (!rows.next()) {
                throw new IllegalStateException("registry_clock has lost its row");
            }
            long now = Math.max(clock.millis(), rows.getLong("written_at"));
            return new Writing(jdbc, versions, rows.getLong("position"), now);
        });
    }

    private void end(Writing writing) {
        jdbc.update(
                "update registry_clock set position = :position, written_at = :writtenAt",
                Map.of("position", writing.position(), "writtenAt", writing.writtenAt()));
    }

    static <T> T answered(Supplier<T> call) {
        try {
            return call.get();
        } catch (NonTransientDataAccessResourceException e) {
            throw new StoreUnavailableException("The database does not answer", e);
        } catch (NonTransientDataAccessException e) {
            throw e;
        } catch (DataAccessException | TransactionException e) {
            throw new StoreUnavailableException("The database does not answer", e);
        }
    }
}
