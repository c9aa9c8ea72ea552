package io.github.oxytocinmassage.security;

import io.github.oxytocinmassage.security.outgoing.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * So many calls are let in, a few at work and the others waiting their turn or for the disk; whoever comes beyond them is told at once to come
 * again. So those who are let in are answered about as fast as on a quiet day. Waiting for an EHR's server takes no place here.
 */
public final class Workplaces {

    private static final int WAITING_FOR_EACH_AT_WORK = 3;
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** So long after one had to be sent away, three of four places stay empty: a rush is taken in whole, but it does not last. */
    private static final long CROWDED_NANOS = 1_000_000_000L;

    private final int most;
    private final Semaphore letIn;
    private final Semaphore atWork;

    /** When one was sent away last; long ago at first. */
    private volatile long sentAway;

    private final LongSupplier nanoTime;

    /** @param most that are let in */
    Workplaces(int most) {
        this(most, System::nanoTime);
    }

    Workplaces(int most, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.sentAway = nanoTime.getAsLong() - CROWDED_NANOS;
        this.most = most;
        this.letIn = new Semaphore(most);
        this.atWork = new Semaphore(Math.max(1, most / (1 + WAITING_FOR_EACH_AT_WORK)), true);
    }

    /**
     * Lets a call in.
     *
     * @param deadline when it is given up, if its turn has not come
     * @throws BusyException when there is no place
     */
    public Place enter(Deadline deadline) {
        boolean isQuarterFull = most - letIn.availablePermits() >= Math.max(1, most / 4);
        if (isQuarterFull && isCrowded() || !letIn.tryAcquire()) {
            sentAway = nanoTime.getAsLong();
            throw new BusyException();
        }
        return new Place(deadline);
    }

    private boolean isCrowded() {
        return nanoTime.getAsLong() - sentAway < CROWDED_NANOS;
    }

    int free() {
        return letIn.availablePermits();
    }

    /** Of one call, until it is answered. */
    public final class Place implements AutoCloseable {

        private final AtomicBoolean isHeld = new AtomicBoolean(true);

        private final Deadline deadline;

        private Place(Deadline deadline) {
            this.deadline = deadline;
        }

        /** Works when its turn comes, however many times; a call that waits for another server or for the disk does so between its turns. */
        public <T> T work(Supplier<T> work) {
            boolean isAtWork = false;
            try {
                isAtWork = atWork.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!isAtWork) {
                throw new BusyException();
            }
            try {
                return work.get();
            } finally {
                atWork.release();
            }
        }

        /** From now on the call mostly waits for others: its place is another's. */
        public void stepOut() {
            if (isHeld.getAndSet(false)) {
                letIn.release();
            }
        }

        @Override
        public void close() {
            stepOut();
        }
    }

    /** All places are taken: 503, with Retry-After. */
    public static final class BusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BusyException() {
            super(Refusal.BUSY.diagnostics(), null, false, false);
        }
    }
}
