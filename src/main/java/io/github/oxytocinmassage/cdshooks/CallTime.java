package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.security.outgoing.Deadline;
import java.time.Duration;

/**
 * The time of one call, counted from when it came in.
 *
 * @param working until the cards are made: fetching, waiting for a turn, the rules
 * @param whole until it is answered
 */
record CallTime(Deadline working, Deadline whole) {

    /** What is left to ask the database how the cards are made. */
    Duration toAsk() {
        return working.remaining();
    }

    /** What is left to keep what was made. */
    Duration toWrite() {
        return whole.remaining();
    }
}
