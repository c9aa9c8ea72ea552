package io.github.oxytocinmassage.fhir.entries;

/**
 * An entry as the registry keeps it.
 *
 * @param reference {@code Type/id}
 * @param version from 1
 */
public record Entered(String reference, long version) {}
