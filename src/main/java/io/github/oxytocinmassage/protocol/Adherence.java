package io.github.oxytocinmassage.protocol;

/** How well the sessions of the last whole protocol days were kept (protocol section 4). */
public enum Adherence {
    FULL,
    PARTIAL,
    LAPSED
}
