package io.github.oxytocinmassage.security;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * So many calls are let in to be worked out, a few at work and the others waiting their turn; whoever comes beyond them is told at once to come
 * again. So those who are let in are answered about as fast as on a quiet day. Waiting for an EHR's server takes no place here.
 */
public final class Workplaces {

    private static final int WAITING_FOR_EACH_AT_WORK = 3;
    private static final long LONGEST_TURN_SECONDS = 2;

    private final Semaphore letIn;
    private final Semaphore atWork;

    /** @param most that are let in */
    Workplaces(int most) {
        this.letIn = new Semaphore(most);
        this.atWork = new Semaphore(Math.max(1, most / (1 + WAITING_FOR_EACH_AT_WORK)), true);
    }

    /** @throws BusyException when there is no place */
    public <T> T work(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    void enter() {
        if (!letIn.tryAcquire()) {
            throw new BusyException();
        }
        boolean isAtWork = false;
        try {
            isAtWork = atWork.tryAcquire(LONGEST_TURN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isAtWork) {
                letIn.release();
            }
        }
        if (!isAtWork) {
            throw new BusyException();
        }
    }

    int free() {
        return letIn.availablePermits();
    }

    void leave() {
        atWork.release();
        letIn.release();
    }

    /** All places are taken: 503, with Retry-After. */
    public static final class BusyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BusyException() {
            super(Refusal.BUSY.diagnostics(), null, false, false);
        }
    }
}
