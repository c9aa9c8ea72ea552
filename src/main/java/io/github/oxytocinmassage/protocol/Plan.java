package io.github.oxytocinmassage.protocol;

/**
 * A CarePlan of the protocol.
 *
 * @param ended completed or revoked
 */
public record Plan(String source, When start, boolean ended) {}
