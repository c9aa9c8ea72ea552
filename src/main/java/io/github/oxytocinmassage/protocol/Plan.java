package io.github.oxytocinmassage.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A CarePlan of the protocol.
 *
 * @param ended completed or revoked
 * @param end when that was; null while it runs, and where it is not said
 */
public record Plan(
        String source, When start, boolean ended, @Nullable When end) {}
