package io.github.oxytocinmassage.fhir.entries;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** What makes an entry the same entry however often it is sent: a UUID that its form was given. */
public record EntryKey(UUID uuid) {

    public static EntryKey random() {
        return new EntryKey(UUID.randomUUID());
    }

    /** Empty when it is no UUID as it is written. */
    public static Optional<EntryKey> of(String text) {
        return text.matches("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}")
                ? Optional.of(new EntryKey(UUID.fromString(text)))
                : Optional.empty();
    }

    /** As it stands in an identifier. */
    String urn() {
        return "urn:uuid:" + uuid;
    }

    /** The key of another resource of the same entry. */
    EntryKey part(String name) {
        return new EntryKey(UUID.nameUUIDFromBytes((uuid + " " + name).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
