package io.github.oxytocinmassage.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One item answered, on a sheet or by itself.
 *
 * @param subject reference of the mother or the infant it speaks of; null: an infant, but which one can't be resolved
 * @param source reference of the resource it stands in
 * @param alarmsOnly what it denies or reassures does not count (a half-filled form, a date to the month, a resource withheld)
 */
public record Answer(
        Item item, Value value, When when, @Nullable String subject, String source, boolean alarmsOnly) {}
