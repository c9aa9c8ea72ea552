package io.github.oxytocinmassage.fhir.entries;

/** An entry that was not taken; nothing of it was stored. */
public final class EntryRefusedException extends RuntimeException {

    /** What the one who enters can do about it. */
    public enum Why {
        /** Someone has changed it meanwhile: look at the newest, and change that. */
        CHANGED_MEANWHILE,
        /** The same form was sent before, filled otherwise: correct that entry. */
        ENTERED_OTHERWISE,
        /** A number is another person's. */
        NUMBER_TAKEN,
        /** Whom or what it is about is not there. */
        NOT_THERE,
        /** It fails its profile, and the site has such refused. */
        FAILS_PROFILE
    }

    private static final long serialVersionUID = 1L;

    private final Why why;

    EntryRefusedException(Why why, Throwable cause) {
        super(why.name(), cause);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
