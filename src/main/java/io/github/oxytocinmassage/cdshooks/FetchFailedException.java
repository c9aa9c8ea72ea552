package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException.Reason;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** What was to be fetched from the EHR's server is not to be had. The message holds nothing of what came or was asked for. */
final class FetchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Statuses by which a server asks for patience, and ours for them. */
    private static final Map<Integer, Integer> AGAIN_LATER = Map.of(408, 504, 429, 503);

    private final int status;
    private final Kind kind;

    private enum Kind {
        LOST,
        CLOSED,
        REFUSED
    }

    private FetchFailedException(int status, Kind kind, String why) {
        super(why);
        this.status = status;
        this.kind = kind;
    }

    FetchFailedException(String why) {
        this(412, Kind.LOST, why);
    }

    /** There is no way to ask, and none that would open by asking again. */
    static FetchFailedException closed(String why) {
        return new FetchFailedException(412, Kind.CLOSED, why);
    }

    /** The failure of a future. */
    static FetchFailedException of(Throwable failure) {
        Throwable cause = failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
        if (cause instanceof FetchFailedException known) {
            return known;
        }
        if (cause instanceof OutgoingCallException e) {
            int status =
                    switch (e.reason()) {
                        case TOO_SLOW, PAUSED -> 504;
                        case BUSY -> 503;
                        case STATUS -> AGAIN_LATER.getOrDefault(e.status(), 412);
                        case ADDRESS_REFUSED, TOO_LARGE, REDIRECTED, NOT_REACHABLE, UNREADABLE -> 412;
                    };
            return new FetchFailedException(status, kind(e), String.valueOf(e.getMessage()));
        }
        throw new IllegalStateException("fetching failed in a way that was not foreseen", cause);
    }

    private static Kind kind(OutgoingCallException e) {
        if (e.reason() == Reason.ADDRESS_REFUSED) {
            return Kind.CLOSED;
        }
        return e.reason() == Reason.STATUS && e.status() < 500 && !AGAIN_LATER.containsKey(e.status())
                ? Kind.REFUSED
                : Kind.LOST;
    }

    /** With which we answer: 412 when the caller can mend it, 503 or 504 when it may go better another time. */
    int status() {
        return status;
    }

    /** The server does not answer such a request, or is none that we may ask: nothing was lost on the way. */
    boolean isRefused() {
        return kind != Kind.LOST;
    }

    /** It was asked, and does not give it. */
    boolean isRefusedByServer() {
        return kind == Kind.REFUSED;
    }
}
