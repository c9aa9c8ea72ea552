package io.github.oxytocinmassage.protocol;

/** While this stands, nothing advises massage (protocol section 3). */
public record MassageHold() {}
