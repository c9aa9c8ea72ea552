package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.fhir.interactions.RecordTypes.Kind;
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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.DateTimeType;

/**
 * The query of a search, read.
 *
 * @param query what is searched for
 * @param ignored parameters that this server does not know
 */
record SearchTerms(SearchQuery query, List<String> ignored) {

    /** Of no effect on what is found. */
    static final Set<String> OF_THE_ANSWER =
            Set.of("_format", "_pretty", "_summary", "_elements", "_count", "_total", "_page");

    private static final int MOST_VALUES = 1000;

    private static final Pattern TO_THE_MINUTE = Pattern.compile("(.*T\\d{2}:\\d{2})(Z|[+-]\\d{2}:\\d{2}|)");

    /**
     * @param parameters name (with its modifier) to values, as in the URL
     * @param base of this server, under which references may be written; empty when that is not known
     * @param zone of dates without one
     * @throws InvalidRequestException when a value can't be read, or a modifier is not known: it would change what is found
     */
    static SearchTerms of(String type, Map<String, String[]> parameters, String base, ZoneId zone) {
        return of(type, RecordTypes.of(type).known(), true, parameters, base, zone);
    }

    /**
     * The same of what is no part of a record.
     *
     * @param known search parameters
     * @param isSorted whether an order can be asked for
     */
    static SearchTerms of(
            String type,
            Map<String, Kind> known,
            boolean isSorted,
            Map<String, String[]> parameters,
            String base,
            ZoneId zone) {
        List<Criterion> criteria = new ArrayList<>();
        List<Order> order = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        parameters.forEach((name, values) -> {
            String plain = name.split("[:.]", 2)[0];
            for (String value : values) {
                Kind kind = known.get(plain);
                if (OF_THE_ANSWER.contains(name)) {
                    continue;
                } else if (kind == null && !(isSorted && name.equals("_sort"))) {
                    ignored.add(name);
                } else if (value.isEmpty()) {
                    continue;
                } else if (kind == null) {
                    order.addAll(order(value, known));
                } else {
                    criteria.add(criterion(type, name, value, kind, base, zone));
                }
            }
        });
        return new SearchTerms(
                new SearchQuery(type, criteria, order),
                ignored.stream().distinct().toList());
    }

    private static Criterion criterion(String type, String name, String value, Kind kind, String base, ZoneId zone) {
        String[] parts = name.split(":", 2);
        boolean patientReference = kind == Kind.REFERENCE && parts.length == 2 && parts[1].equals("Patient");
        if (name.contains(".") || parts.length == 2 && !patientReference) {
            throw badModifier(name);
        }
        List<String> escaped =
                Escaped.split(value, ',').stream().filter(v -> !v.isEmpty()).toList();
        List<String> values = escaped.stream().map(Escaped::plain).toList();
        if (values.isEmpty() || values.size() > MOST_VALUES || value.indexOf('\0') >= 0) {
            throw new InvalidRequestException("The search parameter " + shown(name) + " takes one to " + MOST_VALUES
                    + " values, separated by commas, of characters that can be read");
        }
        return switch (kind) {
            case ID -> new Criterion.IdIn(values);
            case WRITTEN ->
                new Criterion.WrittenIn(
                        values.stream().map(v -> compared(name, v, zone)).toList());
            case TOKEN ->
                new TokenIn(name, escaped.stream().map(v -> wanted(name, v)).toList());
            case CODE ->
                new TokenIn(
                        name,
                        escaped.stream()
                                .map(v -> ofTheElement(
                                        wanted(name, v), RecordTypes.of(type).statusSystem()))
                                .toList());
            case DATE ->
                new Criterion.DateIn(
                        name, values.stream().map(v -> compared(name, v, zone)).toList());
            case REFERENCE ->
                new Criterion.ReferenceIn(
                        parts[0],
                        values.stream()
                                .map(v -> target(v, base))
                                .map(SearchFields::cut)
                                .toList());
        };
    }

    /** An id alone is a Patient's: every reference that can be searched by is one to a person. */
    private static String target(String value, String base) {
        return value.contains("/") || value.contains(":") ? OwnAddress.relative(value, base) : "Patient/" + value;
    }

    /** As it is indexed: too long a text is found by its beginning. */
    private static TokenIn.Wanted wanted(String name, String escaped) {
        int bar = Escaped.indexOf(escaped, '|', 0);
        if (escaped.equals("|")) {
            throw new InvalidRequestException(
                    "The search parameter " + shown(name) + " has neither a system nor a code");
        }
        String code = SearchFields.cut(Escaped.plain(escaped.substring(bar + 1)));
        if (bar < 0) {
            return new TokenIn.Wanted(null, code);
        }
        String system = SearchFields.cut(Escaped.plain(escaped.substring(0, bar)));
        return new TokenIn.Wanted(system, code.isEmpty() ? null : code);
    }

    /** A code of an element is indexed without the system that the element gives it. */
    private static TokenIn.Wanted ofTheElement(TokenIn.Wanted wanted, String system) {
        return system.equals(wanted.system()) ? new TokenIn.Wanted("", wanted.code()) : wanted;
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
            DateSpan span = DateSpan.of(date(date.replace(' ', '+')), zone);
            return new Compared(comparison, span.from(), span.until());
        } catch (DataFormatException | IllegalArgumentException | DateTimeException e) {
            throw badDate(name);
        }
    }

    /** A search, unlike a resource, may name a minute without its seconds. */
    private static DateTimeType date(String date) {
        Matcher toTheMinute = TO_THE_MINUTE.matcher(date);
        if (!toTheMinute.matches()) {
            return new DateTimeType(date);
        }
        DateTimeType minute = new DateTimeType(toTheMinute.group(1) + ":00" + toTheMinute.group(2));
        minute.setPrecision(TemporalPrecisionEnum.MINUTE);
        return minute;
    }

    static InvalidRequestException badModifier(String name) {
        return new InvalidRequestException("The search parameter " + shown(name)
                + " has a modifier or a chain that this server does not know; leave it out");
    }

    private static InvalidRequestException badDate(String name) {
        return new InvalidRequestException(
                "The search parameter " + shown(name)
                        + " has to be a FHIR date, perhaps after one of eq, ne, gt, lt, ge, le, sa, eb, ap; as in ge2026-06-01");
    }

    private static List<Order> order(String value, Map<String, Kind> known) {
        List<Order> order = new ArrayList<>();
        for (String key : value.split(",", -1)) {
            boolean descending = key.startsWith("-");
            String name = descending ? key.substring(1) : key;
            if (!name.equals("_id") && !name.equals("_lastUpdated") && known.get(name) != Kind.DATE) {
                throw new InvalidRequestException(
                        "_sort takes _id, _lastUpdated or a date parameter of the type; this is " + shown(name));
            }
            order.add(new Order(name, descending));
        }
        return order;
    }

    /** A name from a URL, fit for an error. */
    static String shown(String name) {
        return name.replaceAll("[^A-Za-z0-9_.:-]", "?");
    }
}
