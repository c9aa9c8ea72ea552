package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import java.util.concurrent.CompletionException;

/** What was to be fetched from the EHR's server is not to be had. The message holds nothing of what came or was asked for. */
final class FetchFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean refusedByServer;

    private FetchFailedException(int status, boolean refusedByServer, String why) {
        super(why);
        this.status = status;
        this.refusedByServer = refusedByServer;
    }

    FetchFailedException(String why) {
        this(412, false, why);
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
                        case ADDRESS_REFUSED, TOO_LARGE, STATUS, REDIRECTED, NOT_REACHABLE, UNREADABLE -> 412;
                    };
            boolean refused = e.reason() == OutgoingCallException.Reason.STATUS && e.status() < 500;
            return new FetchFailedException(status, refused, String.valueOf(e.getMessage()));
        }
        throw new IllegalStateException("fetching failed in a way that was not foreseen", cause);
    }

    /** With which we answer: 412 when the caller can mend it, 503 or 504 when it may go better another time. */
    int status() {
        return status;
    }

    /** The server is there, and does not answer such a request. */
    boolean isRefusedByServer() {
        return refusedByServer;
    }
}
