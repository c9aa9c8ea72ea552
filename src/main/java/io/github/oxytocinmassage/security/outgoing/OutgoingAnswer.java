package io.github.oxytocinmassage.security.outgoing;

/**
 * An answer of status 200, wholly there.
 *
 * @param contentType as the header has it; empty without one
 * @param body unpacked
 */
public record OutgoingAnswer(String contentType, byte[] body) {}
