package io.github.oxytocinmassage.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one resource, or of all of a type, newest first.
 *
 * @param id null: of all
 * @param since those written then or later
 */
public record HistoryQuery(String type, @Nullable String id, Instant since) {}
