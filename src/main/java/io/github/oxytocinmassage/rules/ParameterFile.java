package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.DayTable;
import io.github.oxytocinmassage.protocol.Parameters;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code rules/parameters.yaml}, and what a site has set instead, made into {@link Parameters}. */
final class ParameterFile {

    private static final int MOST_DECIMALS = 6;

    /** One parameter of the file. */
    private record Entry(
            Object standard,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            String unit,
            String source,
            Map<String, String> meanings) {

        String boundsText() {
            return low == null
                    ? ""
                    : low.equals(high) ? "it is fixed at " + standard : low + " to " + high + " " + unit;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    ParameterFile(Reader yaml) {
        Map<String, Map<String, Object>> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        file.forEach((name, fields) -> {
            List<?> bounds = (List<?>) fields.get("bounds");
            entries.put(
                    name,
                    new Entry(
                            Objects.requireNonNull(fields.get("default"), name + " has no default"),
                            bounds == null ? null : number(bounds.get(0)),
                            bounds == null ? null : number(bounds.get(1)),
                            String.valueOf(fields.get("unit")),
                            String.valueOf(fields.get("source")),
                            Map.of(
                                    "en", Objects.toString(fields.get("means"), ""),
                                    "id", Objects.toString(fields.get("means_id"), ""))));
        });
    }

    /**
     * @param overrides by name as in the file; upper and lower case and dashes don't matter, so that environment variables can be used
     * @throws InvalidParameterException for an unknown name, a value of another kind, or one out of bounds; it names the parameter
     */
    Parameters parameters(Map<String, String> overrides) {
        Map<String, String> left = new LinkedHashMap<>();
        overrides.forEach((name, value) -> left.put(canonical(name), value));
        RecordComponent[] components = Parameters.class.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String component = components[i].getName();
            Map.Entry<String, Entry> entry = entries.entrySet().stream()
                    .filter(e -> component(e.getKey()).equals(component))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("rules/parameters.yaml has no parameter for " + component));
            String override = left.remove(canonical(entry.getKey()));
            values[i] = value(entry.getKey(), entry.getValue(), override, components[i].getType());
        }
        if (!left.isEmpty()) {
            throw new InvalidParameterException("There is no parameter \""
                    + left.keySet().iterator().next() + "\". The names stand in rules/parameters.yaml.");
        }
        if (entries.size() != components.length) {
            throw new IllegalStateException(
                    "rules/parameters.yaml has " + entries.size() + " parameters, the rules know " + components.length);
        }
        try {
            return (Parameters) Parameters.class
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("a record has a constructor of its components", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Every parameter beside what it may be, in the order of the file. */
    List<Threshold> thresholds(Parameters parameters) {
        Map<String, RecordComponent> components = Arrays.stream(Parameters.class.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, c -> c));
        return entries.entrySet().stream()
                .map(e -> threshold(
                        e.getKey(),
                        e.getValue(),
                        Objects.requireNonNull(components.get(component(e.getKey()))),
                        parameters))
                .toList();
    }

    private static Threshold threshold(String name, Entry entry, RecordComponent component, Parameters parameters) {
        try {
            String value = text(component.getAccessor().invoke(parameters));
            String standard = text(value(name, entry, null, component.getType()));
            return new Threshold(
                    name,
                    value,
                    standard,
                    entry.low(),
                    entry.high(),
                    entry.unit(),
                    entry.source(),
                    entry.meanings(),
                    !value.equals(standard));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a record shows its components", e);
        }
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        } else if (value instanceof DayTable table) {
            return table.fromDay().entrySet().stream()
                    .map(e -> e.getKey() + ":" + e.getValue())
                    .collect(Collectors.joining(", "));
        }
        return value.toString();
    }

    private static Object value(String name, Entry entry, @Nullable String override, Class<?> type) {
        if (type == ZoneId.class) {
            return zone(name, override == null ? String.valueOf(entry.standard()) : override);
        }
        if (type == String.class) {
            return override == null ? String.valueOf(entry.standard()) : override;
        }
        if (type == DayTable.class) {
            return table(name, entry, override);
        }
        BigDecimal number = override == null ? number(entry.standard()) : number(name, override);
        checkBounds(name, entry, number);
        if (type == BigDecimal.class) {
            return number;
        }
        try {
            return number.intValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidParameterException(
                    "Parameter " + name + " is " + number + ", but it takes a whole number of " + entry.unit() + ".");
        }
    }

    private static DayTable table(String name, Entry entry, @Nullable String override) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        if (override == null) {
            ((Map<?, ?>) entry.standard())
                    .forEach((day, count) -> counts.put(
                            number(day).intValueExact(), number(count).intValueExact()));
        } else {
            for (String pair : override.split(",")) {
                String[] dayAndCount = pair.split(":", -1);
                if (dayAndCount.length != 2) {
                    throw new InvalidParameterException("Parameter " + name + " is \"" + override
                            + "\", but it takes pairs of day of life and count, as in \"1:1, 2:2, 3:3\".");
                }
                counts.put(
                        number(name, dayAndCount[0]).intValue(),
                        number(name, dayAndCount[1]).intValue());
            }
        }
        counts.values().forEach(count -> checkBounds(name, entry, BigDecimal.valueOf(count)));
        if (!counts.containsKey(1)) {
            throw new InvalidParameterException("Parameter " + name + " needs a count for day of life 1.");
        }
        return new DayTable(counts);
    }

    private static void checkBounds(String name, Entry entry, BigDecimal value) {
        if ((entry.low() != null && value.compareTo(entry.low()) < 0)
                || (entry.high() != null && value.compareTo(entry.high()) > 0)) {
            throw new InvalidParameterException(
                    "Parameter " + name + " is " + value + ", out of its bounds: " + entry.boundsText() + ".");
        }
    }

    private static ZoneId zone(String name, String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new InvalidParameterException(
                    "Parameter " + name + " is \"" + value + "\", but it takes a time zone as in \"Asia/Jakarta\".");
        }
    }

    private static BigDecimal number(Object yaml) {
        return new BigDecimal(String.valueOf(yaml));
    }

    private static BigDecimal number(String name, String value) {
        try {
            BigDecimal number = new BigDecimal(value.strip());
            if (number.stripTrailingZeros().scale() > MOST_DECIMALS) {
                throw new InvalidParameterException("Parameter " + name + " is " + value + ", but it takes at most "
                        + MOST_DECIMALS + " decimals.");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new InvalidParameterException("Parameter " + name + " is \"" + value + "\", but it takes a number.");
        }
    }

    /** The name of the component of {@link Parameters}: {@code weight.lossUrgent} is {@code weightLossUrgent}. */
    static String component(String name) {
        String[] parts = name.split("\\.");
        StringBuilder component = new StringBuilder(parts[0]);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            component.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return component.toString();
    }

    private static String canonical(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
