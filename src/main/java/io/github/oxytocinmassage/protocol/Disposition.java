package io.github.oxytocinmassage.protocol;

/** What the service advises; the first that holds (protocol section 7). */
public enum Disposition {
    ESCALATE,
    NOT_ELIGIBLE,
    ASSESS,
    INTENSIFY,
    COMPLETE,
    CONTINUE
}
