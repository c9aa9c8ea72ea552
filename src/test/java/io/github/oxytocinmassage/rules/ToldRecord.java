package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Colour;
import io.github.oxytocinmassage.protocol.Contraindication;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import io.github.oxytocinmassage.protocol.Whom;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record as the worked cases tell it; what is left unsaid is well. {@code rules/cases/README.md} says how it is told. */
final class ToldRecord {

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    static final String MOTHER = "Patient/mother";

    private static final Set<String> KEYS = Set.of(
            "case",
            "fires",
            "near",
            "asOf",
            "born",
            "start",
            "ended",
            "plans",
            "birthWeight",
            "gestation",
            "sessions",
            "infants",
            "checks",
            "weights",
            "observed",
            "conditions",
            "multiple",
            "doubts",
            "died",
            "motherDied",
            "note");
    private static final Set<String> CHECK_KEYS = Set.of("at", "of", "only");
    private static final Map<String, Measure> MEASURES = Map.of(
            "temperature", Measure.TEMPERATURE,
            "breaths", Measure.RESPIRATORY_RATE,
            "pulse", Measure.PULSE,
            "systolic", Measure.SYSTOLIC,
            "diastolic", Measure.DIASTOLIC,
            "weight", Measure.WEIGHT,
            "birthWeight", Measure.BIRTH_WEIGHT,
            "gestation", Measure.GESTATION);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm[:ss]", Locale.ENGLISH);

    private final Map<String, Object> told;
    private final Instant asOf;
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<Infant> infants = new ArrayList<>();
    private int number;

    ToldRecord(Map<String, Object> told) {
        told.keySet().stream()
                .filter(k -> !KEYS.contains(k) && !Expectation.knows(k))
                .findFirst()
                .ifPresent(k -> {
                    throw new IllegalArgumentException("there is no key \"" + k + "\"");
                });
        this.told = told;
        this.asOf = when(text("asOf", "5 June 12:00")).earliest();
    }

    Episode episode() {
        readInfants();
        List<Measurement> measurements = measurements();
        List<Answer> answers = new ArrayList<>();
        observed(answers, measurements);
        List<Contraindication> conditions = new ArrayList<>();
        for (String code : texts(told.get("conditions"))) {
            conditions.add(new Contraindication(item(code), "Condition/" + code));
        }
        for (String doubt : texts(told.get("doubts"))) {
            String[] kindAndName = doubt.split(" of ");
            String source = kindAndName.length > 1 ? reference(kindAndName[1]) : "Observation/doubted";
            doubts.add(new Doubt(Doubt.Kind.valueOf(kindAndName[0]), source, "", null, ""));
        }
        return new Episode(
                asOf,
                MOTHER,
                Boolean.TRUE.equals(told.get("motherDied")),
                infants,
                plans(),
                sessions(),
                checks(),
                answers,
                measurements,
                conditions,
                doubts,
                List.of());
    }

    private void readInfants() {
        List<String> names = told.containsKey("infants") ? texts(told.get("infants")) : List.of("baby");
        List<String> died = texts(told.get("died"));
        for (String name : names) {
            String born = told.get("born") instanceof Map<?, ?> each
                    ? String.valueOf(each.get(name))
                    : text("born", "1 June 08:00");
            infants.add(new Infant(
                    reference(name),
                    name,
                    born.equals("unknown") ? null : when(born),
                    died.contains(name),
                    Boolean.TRUE.equals(told.get("multiple"))));
        }
    }

    private List<Plan> plans() {
        if (told.get("plans") instanceof List<?> list) {
            return list.stream()
                    .map(each -> (Map<?, ?>) each)
                    .map(p -> new Plan(
                            "CarePlan/" + ++number,
                            when(String.valueOf(p.get("start"))),
                            Boolean.TRUE.equals(p.get("ended")),
                            null))
                    .toList();
        }
        String start = text("start", "3 June");
        return start.equals("none")
                ? List.of()
                : List.of(new Plan("CarePlan/plan", when(start), Boolean.TRUE.equals(told.get("ended")), null));
    }

    private List<Session> sessions() {
        Object sessions = told.getOrDefault("sessions", "2 a day");
        List<Session> all = new ArrayList<>();
        if (sessions instanceof List<?> list) {
            for (Object each : list) {
                Map<?, ?> s = (Map<?, ?>) each;
                boolean missed = s.containsKey("missed");
                Object minutes = s.containsKey("minutes") ? s.get("minutes") : Integer.valueOf(15);
                all.add(new Session(
                        "Procedure/" + ++number,
                        when(String.valueOf(s.get("at"))),
                        missed || minutes.equals("unknown") ? null : length(String.valueOf(minutes)),
                        !missed,
                        "husband",
                        missed ? String.valueOf(s.get("missed")) : ""));
            }
            return all;
        }
        String start = text("start", "3 June");
        int perDay = Integer.parseInt(sessions.toString().split(" ")[0]);
        LocalDate first = when(start.equals("none") ? "3 June" : start)
                .earliest()
                .atZone(ZONE)
                .toLocalDate();
        List<Integer> hours = List.of(7, 17, 20).subList(0, perDay);
        for (LocalDate day = first; day.isBefore(first.plusDays(14)); day = day.plusDays(1)) {
            for (int hour : hours) {
                Instant at = day.atTime(hour, 0).atZone(ZONE).toInstant();
                if (!at.isAfter(asOf)) {
                    all.add(new Session(
                            "Procedure/" + ++number, When.at(at), Duration.ofMinutes(15), true, "husband", ""));
                }
            }
        }
        return all;
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        if (!told.containsKey("checks")) {
            LocalDateTime now = asOf.atZone(ZONE).toLocalDateTime();
            LocalDate day =
                    now.getHour() >= 10 ? now.toLocalDate() : now.toLocalDate().minusDays(1);
            for (Infant infant : infants) {
                checks.add(
                        check(Map.of(), When.at(day.atTime(10, 0).atZone(ZONE).toInstant()), infant));
            }
            return checks;
        }
        for (Object each : (List<?>) told.get("checks")) {
            Map<?, ?> c = (Map<?, ?>) each;
            checks.add(check(c, when(String.valueOf(c.get("at"))), whose(c)));
        }
        return checks;
    }

    private Check check(Map<?, ?> told, When at, Infant infant) {
        String source = "Observation/check-" + ++number;
        Map<Item, Value> values = told.containsKey("only") ? new LinkedHashMap<>() : well(infant, at);
        told.forEach((key, value) -> {
            String code = String.valueOf(key);
            if (!CHECK_KEYS.contains(code)) {
                Item item = item(code);
                if ("not asked".equals(value)) {
                    values.remove(item);
                } else {
                    values.put(item, value(item, value, source));
                }
            }
        });
        List<Answer> answers = new ArrayList<>();
        values.forEach((item, value) -> answers.add(
                new Answer(item, value, at, item.whom() == Whom.MOTHER ? MOTHER : infant.reference(), source, false)));
        return new Check(source, infant.reference(), at, answers);
    }

    /** Nine signs present on that day of life. */
    private static Map<Item, Value> well(Infant infant, When at) {
        Map<Item, Value> values = new LinkedHashMap<>();
        values.put(Item.FEEDS, new Value.Count(10));
        values.put(Item.WET_DIAPERS, new Value.Count(7));
        values.put(Item.STOOLS, new Value.Count(4));
        values.put(Item.STOOL_COLOUR, new Value.Coloured(Colour.YELLOW));
        values.put(Item.URINE_COLOUR, new Value.Coloured(Colour.PALE));
        for (Item item : List.of(Item.SETTLED, Item.SWALLOWING, Item.BREAST_SOFTER, Item.LET_DOWN)) {
            values.put(item, new Value.YesNo(true));
        }
        return values;
    }

    private List<Measurement> measurements() {
        List<Measurement> all = new ArrayList<>();
        for (Infant infant : infants) {
            When birth = infant.birth() == null
                    ? when("1 June 08:00")
                    : When.at(infant.birth().earliest());
            Object birthWeight = each(told.getOrDefault("birthWeight", 3000), infant);
            if (!"none".equals(birthWeight)) {
                all.add(measured(Measure.BIRTH_WEIGHT, birthWeight, birth, infant.reference()));
            }
            Object gestation = each(told.getOrDefault("gestation", "39 weeks"), infant);
            if (!"none".equals(gestation)) {
                all.add(measured(Measure.GESTATION, gestation, birth, infant.reference()));
            }
        }
        if (told.get("weights") instanceof Map<?, ?> weights) {
            weights.forEach((key, value) -> {
                if (value instanceof Map<?, ?> ofOne) {
                    ofOne.forEach((at, grams) -> all.add(
                            measured(Measure.WEIGHT, grams, when(String.valueOf(at)), reference(String.valueOf(key)))));
                } else {
                    all.add(measured(
                            Measure.WEIGHT,
                            value,
                            when(String.valueOf(key)),
                            infants.get(0).reference()));
                }
            });
        }
        return all;
    }

    private void observed(List<Answer> answers, List<Measurement> measurements) {
        if (!(told.get("observed") instanceof List<?> list)) {
            return;
        }
        for (Object each : list) {
            Map<?, ?> o = (Map<?, ?>) each;
            When at = when(String.valueOf(o.get("at")));
            String source = "Observation/" + ++number;
            o.forEach((key, value) -> {
                String code = String.valueOf(key);
                if (code.equals("at") || code.equals("of")) {
                    return;
                }
                if (MEASURES.containsKey(code)) {
                    measurements.add(measured(MEASURES.get(code), value, at, subject(o, Whom.INFANT)));
                    return;
                }
                Item item = item(code);
                Value read = value(item, value, source);
                Whom whom = read instanceof Value.Reviewed r ? r.sign().whom() : item.whom();
                String subject = subject(o, whom);
                answers.add(new Answer(item, read, at, subject, source, subject == null));
            });
            if ("unknown".equals(o.get("of"))) {
                doubts.add(new Doubt(Doubt.Kind.INFANT_UNRESOLVED, source, "Observation.subject", null, ""));
            }
        }
    }

    /** Of whom an observation by itself is; null: an infant, but which one can't be told. */
    private @Nullable String subject(Map<?, ?> observed, Whom whom) {
        if (whom == Whom.MOTHER || "mother".equals(observed.get("of"))) {
            return MOTHER;
        }
        return "unknown".equals(observed.get("of")) || infants.isEmpty()
                ? null
                : whose(observed).reference();
    }

    private Measurement measured(Measure measure, Object value, When at, @Nullable String subject) {
        String source = "Observation/" + ++number;
        boolean unreadable = "unreadable".equals(value);
        if (unreadable) {
            doubts.add(new Doubt(Doubt.Kind.UNIT_OR_TYPE, source, "Observation.value", subject, ""));
        }
        return new Measurement(
                measure,
                unreadable ? null : amount(measure, value.toString()),
                at,
                subject,
                source,
                "Observation.value",
                subject == null,
                unreadable ? Doubt.Kind.UNIT_OR_TYPE : null);
    }

    private Value value(Item item, Object value, String source) {
        if ("unreadable".equals(value)) {
            doubts.add(new Doubt(Doubt.Kind.UNIT_OR_TYPE, source, item.code(), null, ""));
            return new Value.Withheld(Doubt.Kind.UNIT_OR_TYPE);
        }
        return switch (item.form()) {
            case YES_NO -> new Value.YesNo((Boolean) value);
            case COUNT -> new Value.Count((Integer) value);
            case COLOUR -> new Value.Coloured(Colour.ofCode(value.toString()).orElseThrow());
            case VOLUME -> new Value.Volume(new BigDecimal(value.toString()));
            case REVIEW -> new Value.Reviewed(item(value.toString()));
        };
    }

    private Infant whose(Map<?, ?> entry) {
        Object of = entry.get("of");
        return infants.stream()
                .filter(i -> of == null || i.label().equals(of) || "mother".equals(of))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no infant \"" + of + "\""));
    }

    private static Object each(Object value, Infant infant) {
        return value instanceof Map<?, ?> map && map.get(infant.label()) != null ? map.get(infant.label()) : value;
    }

    private static Item item(String code) {
        return Item.ofCode(code).orElseThrow(() -> new IllegalArgumentException("there is no item \"" + code + "\""));
    }

    private static BigDecimal amount(Measure measure, String told) {
        return measure == Measure.GESTATION ? weeks(told) : new BigDecimal(told);
    }

    /** "36 weeks 6 days" in weeks, as the reader turns days into weeks. */
    private static BigDecimal weeks(String gestation) {
        String[] parts = gestation.split(" ");
        BigDecimal days = new BigDecimal(parts[0]).multiply(BigDecimal.valueOf(7));
        if (parts.length > 2) {
            days = days.add(new BigDecimal(parts[2]));
        }
        return days.divide(BigDecimal.valueOf(7), MathContext.DECIMAL128);
    }

    /** "15", or "9:59" in minutes and seconds. */
    private static Duration length(String minutes) {
        String[] parts = minutes.split(":");
        return Duration.ofMinutes(Long.parseLong(parts[0]))
                .plusSeconds(parts.length > 1 ? Long.parseLong(parts[1]) : 0);
    }

    private String text(String key, String unsaid) {
        return String.valueOf(told.getOrDefault(key, unsaid));
    }

    static String reference(String name) {
        return name.equals("mother") ? MOTHER : "Patient/" + name;
    }

    /** "4 June 10:00", "4 June" for a date alone, with a year where it is not 2026. */
    static When when(String told) {
        String[] parts = told.split(" ");
        String dated = parts.length > 2 && parts[2].length() == 4
                ? told
                : parts[0] + " " + parts[1] + " 2026" + (parts.length > 2 ? " " + parts[2] : "");
        try {
            return dated.contains(":")
                    ? When.at(LocalDateTime.parse(dated, MINUTE).atZone(ZONE).toInstant())
                    : When.on(LocalDate.parse(dated, DAY), ZONE);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("\"" + told + "\" is no time as in \"4 June 10:00\"", e);
        }
    }

    static List<String> texts(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }
}
