package io.github.oxytocinmassage.protocol;

/** How soon (protocol section 6): now, the same day, within 48 hours. */
public enum Level {
    EMERGENCY,
    URGENT,
    PRIORITY
}
