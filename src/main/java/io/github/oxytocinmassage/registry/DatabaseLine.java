package io.github.oxytocinmassage.registry;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line to the database for calls that can be answered without it: it is asked for a bounded time, and not at all from when it did not
 * answer until it is known to be back. So a lost database costs one call a moment, and the others nothing.
 */
final class DatabaseLine {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLine.class);
    static final Duration PATIENCE = Duration.ofMillis(1500);

    private final ExecutorService workers;

    private volatile boolean isAway;

    DatabaseLine() {
        AtomicInteger number = new AtomicInteger();
        // As many as there are calls: none waits for another's thread, so that what is waited for is the database.
        this.workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "database-line-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    boolean isAway() {
        return isAway;
    }

    /** Somebody has heard from it. */
    void isBack() {
        LOG.info("The database answers again");
        isAway = false;
    }

    /**
     * What the call returns. After the time is up it may still be carried out: it has to be one that may be made twice.
     *
     * @throws StoreUnavailableException when the database is away or too slow
     */
    <T> T ask(Supplier<T> call) {
        return ask(call, PATIENCE);
    }

    /**
     * The same for one who has less time: that it ran out says nothing of the database.
     *
     * @param patience nothing is asked when there is none; more than {@link #PATIENCE} is cut to it
     */
    <T> T ask(Supplier<T> call, Duration patience) {
        checkTime(patience);
        if (isAway) {
            throw new StoreUnavailableException("The database did not answer when it was last asked", null);
        }
        Future<T> answer = workers.submit(call::get);
        try {
            return answer.get(bounded(patience).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Not interrupted: H2 would close its file.
            answer.cancel(false);
            throw patience.compareTo(PATIENCE) < 0
                    ? new StoreUnavailableException("The database did not answer in the time there was", e)
                    : lost(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreUnavailableException cause) {
                throw lost(cause);
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("A call of the database failed", e);
        } catch (CancellationException e) {
            throw lost(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while the database was asked", e);
        }
    }

    static void checkTime(Duration patience) {
        if (patience.isZero() || patience.isNegative()) {
            throw new StoreUnavailableException("There is no time left to ask the database", null);
        }
    }

    static Duration bounded(Duration patience) {
        return patience.compareTo(PATIENCE) < 0 ? patience : PATIENCE;
    }

    private StoreUnavailableException lost(Exception cause) {
        if (!isAway) {
            LOG.warn("The database does not answer; it is asked again every few seconds");
        }
        isAway = true;
        return new StoreUnavailableException("The database does not answer", cause);
    }

    void close() {
        workers.shutdown();
    }
}
