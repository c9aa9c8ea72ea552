package io.github.oxytocinmassage.security.outgoing;

/** A call out that gave no answer. The message says why in our own words: no address, no header, nothing of a body. */
public final class OutgoingCallException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** We may not call there; no connection was made. */
        ADDRESS_REFUSED,
        /** The deadline passed. */
        TOO_SLOW,
        /** The body is longer than it may be. */
        TOO_LARGE,
        /** Another status than 200: {@link #status()}. */
        STATUS,
        /** Sent elsewhere, or in circles. */
        REDIRECTED,
        /** No such host, nobody there, no trusted certificate, or the connection broke. */
        NOT_REACHABLE,
        /** What came is no HTTP, or is packed in a way that we can't unpack. */
        UNREADABLE,
        /** Too many calls to this host are under way. */
        BUSY,
        /** The host has not answered lately, and is left alone for a while. */
        PAUSED
    }

    private final Reason reason;
    private final int status;

    OutgoingCallException(Reason reason, String message) {
        this(reason, 0, message);
    }

    private OutgoingCallException(Reason reason, int status, String message) {
        super(message);
        this.reason = reason;
        this.status = status;
    }

    /** The cause is for a debugger; its message may name addresses. */
    OutgoingCallException because(Exception cause) {
        initCause(cause);
        return this;
    }

    static OutgoingCallException ofStatus(int status) {
        return new OutgoingCallException(Reason.STATUS, status, "the server answered " + status);
    }

    static OutgoingCallException tooSlow() {
        return new OutgoingCallException(Reason.TOO_SLOW, "the server was too slow");
    }

    public Reason reason() {
        return reason;
    }

    /** Of HTTP; 0 when it is not for its status that the call failed. */
    public int status() {
        return status;
    }
}
