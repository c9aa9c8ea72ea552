package io.github.oxytocinmassage.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what several calls bring at the same time in one transaction. A commit waits for the disk; those who come meanwhile share the next
 * one, so that a busy service writes no slower than a quiet one.
 */
final class GroupCommit {

    private static final int MOST_IN_ONE = 64;

    private final TransactionTemplate transaction;
    private final DatabaseLine line;
    private final BlockingQueue<Waiting<?>> waiting = new LinkedBlockingQueue<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "group-commit");
        thread.setDaemon(true);
        return thread;
    });

    GroupCommit(TransactionTemplate transaction, DatabaseLine line) {
        this.transaction = transaction;
        this.line = line;
    }

    private record Waiting<T>(Supplier<T> work, CompletableFuture<T> written) {

        /** Within the transaction. @return what tells the caller, once it is committed */
        Runnable carryOut() {
            T result = work.get();
            return () -> written.complete(result);
        }
    }

    /**
     * What the work returns; when it returns, it is committed. It may be carried out twice, or although it is given up: it has to be work that
     * may.
     *
     * @throws StoreUnavailableException when the database is away or too slow
     */
    <T> T write(Supplier<T> work) {
        return write(work, DatabaseLine.PATIENCE);
    }

    /**
     * The same for one who has less time.
     *
     * @param patience nothing is written when there is none; more than {@link DatabaseLine#PATIENCE} is cut to it
     */
    <T> T write(Supplier<T> work, Duration patience) {
        DatabaseLine.checkTime(patience);
        CompletableFuture<T> written = new CompletableFuture<>();
        waiting.add(new Waiting<>(work, written));
        writer.execute(this::writeWhatWaits);
        try {
            return written.get(DatabaseLine.bounded(patience).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new StoreUnavailableException("The database is too slow", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for the database", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreUnavailableException cause) {
                throw new StoreUnavailableException("The database does not answer", cause);
            }
            if (e.getCause() instanceof DataIntegrityViolationException cause) {
                throw cause;
            }
            throw new IllegalStateException("What was to be written could not be", e);
        }
    }

    private void writeWhatWaits() {
        List<Waiting<?>> group = new ArrayList<>();
        waiting.drainTo(group, MOST_IN_ONE);
        if (group.isEmpty()) {
            return;
        }
        try {
            commit(group);
        } catch (StoreUnavailableException e) {
            group.forEach(w -> w.written().completeExceptionally(e));
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).written().completeExceptionally(e);
            } else {
                // One of them can't be stored: the others are not to suffer for it.
                group.forEach(this::writeAlone);
            }
        } finally {
            // Nobody waits for ever, whatever was thrown; those who were answered stay so.
            group.forEach(w -> w.written().completeExceptionally(new IllegalStateException("Not written")));
        }
    }

    private void writeAlone(Waiting<?> one) {
        try {
            commit(List.of(one));
        } catch (RuntimeException e) {
            one.written().completeExceptionally(e);
        }
    }

    private void commit(List<Waiting<?>> group) {
        List<Runnable> tellings =
                line.ask(() -> ResourceStore.answered(() -> Objects.requireNonNull(transaction.execute(
                        status -> group.stream().map(Waiting::carryOut).toList()))));
        tellings.forEach(Runnable::run);
    }

    /** How many wait for the next transaction. */
    int waiting() {
        return waiting.size();
    }

    void close() {
        writer.shutdown();
    }
}
