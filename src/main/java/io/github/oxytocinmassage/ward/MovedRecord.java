package io.github.oxytocinmassage.ward;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A record whose dates have all moved by the same number of whole days: ages, gaps and times of day stay as they are. For a door that
 * advises as of now and would find an old record closed.
 */
final class MovedRecord {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_AND_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+(Z|[+-]\\d{2}:\\d{2})");

    private final long days;

    private MovedRecord(long days) {
        this.days = days;
    }

    /** The record with its instant moved into the last 24 hours. */
    static JsonNode upTo(Instant now, JsonNode record, Instant asOf) {
        long days = Math.floorDiv(
                Duration.between(asOf, now).toSeconds(), Duration.ofDays(1).toSeconds());
        return new MovedRecord(days).moved(record);
    }

    private JsonNode moved(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(p -> copy.set(p.getKey(), moved(p.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.values().forEach(v -> copy.add(moved(v)));
            return copy;
        }
        return node instanceof StringNode text ? StringNode.valueOf(moved(text.stringValue())) : node;
    }

    private String moved(String text) {
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).plusDays(days).toString();
        }
        return DATE_AND_TIME.matcher(text).matches()
                ? OffsetDateTime.parse(text).plusDays(days).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                : text;
    }
}
