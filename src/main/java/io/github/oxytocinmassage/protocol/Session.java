package io.github.oxytocinmassage.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One massage, done or missed.
 *
 * @param length null when unknown; negative when it ends before it starts
 * @param done false: a missed session, with its reason
 * @param performer "husband", or another's role as recorded; empty when not said
 * @param reason code of the reason of a missed session; empty when not said
 */
public record Session(
        String source, When start, @Nullable Duration length, boolean done, String performer, String reason) {}
