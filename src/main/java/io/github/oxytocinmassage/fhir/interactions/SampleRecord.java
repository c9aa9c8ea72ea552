package io.github.oxytocinmassage.fhir.interactions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A sample's resources moved in time, under ids of the sample's own. A birth stays on the calendar day of its time. */
final class SampleRecord {

    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    /** A UUID is nobody else's id. */
    private static final Pattern UNIQUE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String TIME_OF_BIRTH = "93857-1";

    /** Who was born longer ago is no infant: her birthday stays. */
    private static final Duration CHILDHOOD = Duration.ofDays(365);

    private final String name;
    private final List<JsonNode> record;
    private final Instant told;
    private final Duration by;
    private final ZoneId zone;
    private final Set<String> renamed;
    private final @Nullable Instant birth;

    /** @param name of the sample, before the ids of all but people */
    SampleRecord(String name, List<JsonNode> record, Instant told, Instant now, ZoneId zone) {
        this.name = name;
        this.record = record;
        this.told = told;
        this.by = Duration.between(told, now);
        this.zone = zone;
        this.renamed = record.stream()
                .filter(r -> !type(r).equals("Patient")
                        && !UNIQUE.matcher(r.path("id").asText()).matches())
                .map(r -> type(r) + "/" + r.path("id").textValue())
                .collect(Collectors.toSet());
        this.birth = record.stream()
                .filter(r ->
                        r.path("code").path("coding").findValuesAsText("code").contains(TIME_OF_BIRTH))
                .map(r -> OffsetDateTime.parse(r.path("valueDateTime").textValue())
                        .toInstant())
                .findFirst()
                .orElse(null);
    }

    List<JsonNode> resources() {
        return record.stream().map(this::moved).toList();
    }

    private JsonNode moved(JsonNode resource) {
        ObjectNode moved = (ObjectNode) moved("", resource.deepCopy());
        if (renamed.contains(type(resource) + "/" + resource.path("id").textValue())) {
            moved.put("id", name + "-" + resource.path("id").textValue());
        }
        if (moved.has("birthDate")) {
            moved.put("birthDate", birthDate(resource));
        }
        return moved;
    }

    private JsonNode moved(String key, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(p -> p.setValue(moved(p.getKey(), p.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, moved(key, array.get(i)));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(moved(key, node.textValue()));
        }
        return node;
    }

    private String moved(String key, String text) {
        if (key.equals("reference") && renamed.contains(text)) {
            int slash = text.indexOf('/') + 1;
            return text.substring(0, slash) + name + "-" + text.substring(slash);
        }
        if (INSTANT.matcher(text).matches()) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                    OffsetDateTime.parse(text).plus(by).withNano(0));
        }
        return DATE.matcher(text).matches() && !key.equals("birthDate")
                ? LocalDate.parse(text).plusDays(by.toDays()).toString()
                : text;
    }

    private String birthDate(JsonNode patient) {
        String said = patient.path("birthDate").textValue();
        LocalDate day = LocalDate.parse(said);
        if (Duration.between(day.atStartOfDay(zone).toInstant(), told).compareTo(CHILDHOOD) > 0) {
            return said;
        }
        String time = patient.path("_birthDate")
                .path("extension")
                .path(0)
                .path("valueDateTime")
                .asText("");
        Instant born = !time.isEmpty() ? OffsetDateTime.parse(time).toInstant() : birth;
        return born == null
                ? day.plusDays(by.toDays()).toString()
                : born.plus(by).atZone(zone).toLocalDate().toString();
    }

    private static String type(JsonNode resource) {
        return resource.path("resourceType").asText();
    }
}
