package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.registry.Criterion;
import io.github.oxytocinmassage.registry.Criterion.Compared;
import io.github.oxytocinmassage.registry.Criterion.Comparison;
import io.github.oxytocinmassage.registry.Criterion.TokenIn;
import io.github.oxytocinmassage.registry.SearchQuery;
import io.github.oxytocinmassage.registry.SearchQuery.Order;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.DateTimeType;
import org.jspecify.annotations.Nullable;

/**
 * The query of a search, read.
 *
 * @param query what is searched for
 * @param ignored parameters that this server does not know
 */
record SearchTerms(SearchQuery query, List<String> ignored) {

    /** Read by HAPI, or of no effect on what is found. */
    private static final Set<String> OF_THE_ANSWER =
            Set.of("_format", "_pretty", "_summary", "_elements", "_count", "_total", "_sort");

    private static final int MOST_VALUES = 1000;

    /**
     * @param parameters name (with its modifier) to values, as in the URL
     * @param zone of dates without one
     * @throws InvalidRequestException when a value can't be read, or a modifier is not known: it would change what is found
     */
    static SearchTerms of(String type, Map<String, String[]> parameters, ZoneId zone) {
        RecordTypes.Type known = RecordTypes.of(type);
        List<Criterion> criteria = new ArrayList<>();
        List<Order> order = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        parameters.forEach((name, values) -> {
            String plain = name.split("[:.]", 2)[0];
            for (String value : values) {
                if (value.isEmpty()) {
                    continue;
                }
                if (name.equals("_sort")) {
                    order.addAll(order(value, known));
                } else if (OF_THE_ANSWER.contains(name)) {
                    continue;
                } else if (!plain.equals("_id")
                        && !plain.equals("_lastUpdated")
                        && !known.parameters().containsKey(plain)) {
                    ignored.add(name);
                } else {
                    criteria.add(criterion(name, value, known.parameters().get(plain), zone));
                }
            }
        });
        return new SearchTerms(
                new SearchQuery(type, criteria, order),
                ignored.stream().distinct().toList());
    }

    private static Criterion criterion(String name, String value, RecordTypes.@Nullable Kind kind, ZoneId zone) {
        String[] parts = name.split(":", 2);
        boolean patientReference =
                kind == RecordTypes.Kind.REFERENCE && parts.length == 2 && parts[1].equals("Patient");
        if (name.contains(".") || parts.length == 2 && !patientReference) {
            throw new InvalidRequestException("The search parameter " + shown(name)
                    + " has a modifier or a chain that this server does not know; leave it out");
        }
        List<String> values = split(value);
        if (values.isEmpty() || values.size() > MOST_VALUES || value.indexOf('\0') >= 0) {
            throw new InvalidRequestException("The search parameter " + shown(name) + " takes one to " + MOST_VALUES
                    + " values, separated by commas, of characters that can be read");
        }
        if (name.equals("_id")) {
            return new Criterion.IdIn(values);
        }
        if (name.equals("_lastUpdated")) {
            return new Criterion.WrittenIn(
                    values.stream().map(v -> compared(name, v, zone)).toList());
        }
        return switch (Objects.requireNonNull(kind)) {
            case TOKEN ->
                new TokenIn(name, values.stream().map(v -> wanted(name, v)).toList());
            case DATE ->
                new Criterion.DateIn(
                        name, values.stream().map(v -> compared(name, v, zone)).toList());
            case REFERENCE ->
                new Criterion.ReferenceIn(
                        parts[0], values.stream().map(SearchTerms::target).toList());
        };
    }

    /** An id alone is a Patient's: every reference that can be searched by is one to a person. */
    private static String target(String value) {
        return value.contains("/") || value.contains(":") ? value : "Patient/" + value;
    }

    private static TokenIn.Wanted wanted(String name, String value) {
        int bar = value.indexOf('|');
        if (value.equals("|")) {
            throw new InvalidRequestException(
                    "The search parameter " + shown(name) + " has neither a system nor a code");
        }
        if (bar < 0) {
            return new TokenIn.Wanted(null, value);
        }
        String code = value.substring(bar + 1);
        return new TokenIn.Wanted(value.substring(0, bar), code.isEmpty() ? null : code);
    }

    private static Compared compared(String name, String value, ZoneId zone) {
        Comparison comparison = Comparison.EQ;
        String date = value;
        if (value.length() > 2 && Character.isLetter(value.charAt(0))) {
            String prefix = value.substring(0, 2).toUpperCase(Locale.ROOT);
            comparison = Arrays.stream(Comparison.values())
                    .filter(c -> c.name().equals(prefix))
                    .findFirst()
                    .orElseThrow(() -> badDate(name));
            date = value.substring(2);
        }
        try {
            DateSpan span = DateSpan.of(new DateTimeType(date.replace(' ', '+')), zone);
            return new Compared(comparison, span.from(), span.until());
        } catch (DataFormatException | IllegalArgumentException | DateTimeException e) {
            throw badDate(name);
        }
    }

    private static InvalidRequestException badDate(String name) {
        return new InvalidRequestException(
                "The search parameter " + shown(name)
                        + " has to be a FHIR date, perhaps after one of eq, ne, gt, lt, ge, le, sa, eb, ap; as in ge2026-06-01");
    }

    private static List<Order> order(String value, RecordTypes.Type known) {
        List<Order> order = new ArrayList<>();
        for (String key : value.split(",", -1)) {
            boolean descending = key.startsWith("-");
            String name = descending ? key.substring(1) : key;
            if (!name.equals("_id")
                    && !name.equals("_lastUpdated")
                    && known.parameters().get(name) != RecordTypes.Kind.DATE) {
                throw new InvalidRequestException(
                        "_sort takes _id, _lastUpdated or a date parameter of the type; this is " + shown(name));
            }
            order.add(new Order(name, descending));
        }
        return order;
    }

    /** At commas that no backslash stands before. */
    private static List<String> split(String value) {
        return Arrays.stream(value.split("(?<!\\\\),", -1))
                .map(v -> v.replace("\\,", ",")
                        .replace("\\|", "|")
                        .replace("\\$", "$")
                        .replace("\\\\", "\\"))
                .filter(v -> !v.isEmpty())
                .toList();
    }

    /** A name from a URL, fit for an error. */
    static String shown(String name) {
        return name.replaceAll("[^A-Za-z0-9_.:-]", "?");
    }
}
