package io.github.oxytocinmassage.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the audit trail.
 *
 * @param patient reference of one whose record it was; null: whosever
 * @param from first instant
 * @param until the one after the last
 */
public record AuditQuery(@Nullable String patient, Instant from, Instant until) {}
