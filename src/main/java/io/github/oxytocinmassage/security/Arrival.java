package io.github.oxytocinmassage.security;

import jakarta.servlet.http.HttpServletRequest;

/** When a call came in, by the machine's running clock: its time counts from there, whoever looked at it first. */
public final class Arrival {

    private static final String NANOS = Arrival.class.getName();

    private Arrival() {}

    static void note(HttpServletRequest request, long nanos) {
        request.setAttribute(NANOS, nanos);
    }

    /** As {@link System#nanoTime} has it. */
    public static long nanos(HttpServletRequest request) {
        if (request.getAttribute(NANOS) instanceof Long nanos) {
            return nanos;
        }
        throw new IllegalStateException("Nobody noted when the call came in");
    }
}
