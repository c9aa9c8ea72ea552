package io.github.oxytocinmassage.security.outgoing;

import java.time.Duration;

/** A point in time by which something has to be done. It goes by the machine's running clock, so that setting the time does not move it. */
public final class Deadline {

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** @param fromNanos of the running clock, as {@link System#nanoTime} has it */
    public static Deadline after(long fromNanos, Duration duration) {
        return new Deadline(fromNanos + duration.toNanos());
    }

    /** This one, or the one after the duration, whichever comes first. */
    public Deadline orAfter(Duration duration) {
        Deadline other = after(duration);
        return other.atNanos - atNanos < 0 ? other : this;
    }

    /** Zero when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
    }

    public boolean isOver() {
        return remaining().isZero();
    }
}
