package io.github.oxytocinmassage.security;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something fetched from elsewhere: when it is first asked for, and again when it is old. What was fetched serves until that succeeds. */
public final class Remembered<T> {

    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);
    private static final Duration BETWEEN_DEMANDS = Duration.ofMinutes(1);

    private final Source<T> source;
    private final Clock clock;
    private volatile @Nullable Copy<T> copy;
    private Instant tried = Instant.MIN;
    private Instant demanded = Instant.MIN;

    public Remembered(Source<T> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Where it comes from. */
    @FunctionalInterface
    public interface Source<T> {

        T fetch() throws IOException;
    }

    private record Copy<T>(T value, Instant at) {}

    /** @throws IOException when it can't be had, and never could */
    public T get() throws IOException {
        Copy<T> there = copy;
        if (there != null && clock.instant().isBefore(there.at().plus(FRESH))) {
            return there.value();
        }
        return fetched(there);
    }

    /** Fetched anew for one who did not find what it needs; at most once a minute, else as it is. */
    public synchronized T again() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(demanded.plus(BETWEEN_DEMANDS))) {
            return get();
        }
        demanded = now;
        tried = Instant.MIN;
        return fetched(copy);
    }

    private synchronized T fetched(@Nullable Copy<T> known) throws IOException {
        Copy<T> newest = copy;
        if (newest != null && newest != known) {
            return newest.value();
        }
        Instant now = clock.instant();
        if (!now.isBefore(tried.plus(BETWEEN_TRIES))) {
            tried = now;
            try {
                T value = source.fetch();
                copy = new Copy<>(value, now);
                return value;
            } catch (IOException e) {
                if (newest == null) {
                    throw e;
                }
            }
        }
        if (newest == null) {
            throw new IOException("tried a moment ago, in vain");
        }
        return newest.value();
    }
}
