package io.github.oxytocinmassage.registry;

import java.time.Instant;

/**
 * A finding whose card was overridden with a reason.
 *
 * @param since when it was: by the client's clock, yet not before the card was given nor after the feedback came
 */
public record SetAside(String rule, String subject, String evidence, Instant since) {}
