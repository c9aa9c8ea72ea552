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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A random record: mostly likely values, many of them at a threshold or just beside one. */
final class RandomRecord {

    private static final LocalDate BIRTHDAY = LocalDate.of(2026, 6, 1);
    private static final List<Item> DANGER_SIGNS = Arrays.stream(Item.values())
            .filter(i -> i.role() == Item.Role.DANGER_SIGN && i.form() == Item.Form.YES_NO)
            .toList();
    private static final List<Item> CONTRAINDICATIONS = Arrays.stream(Item.values())
            .filter(i -> i.role() == Item.Role.CONTRAINDICATION)
            .toList();

    private final Random random;
    private final List<Infant> infants = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Contraindication> contraindications = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final LocalDateTime asOf;
    private int number;

    private RandomRecord(long seed) {
        this.random = new Random(seed);
        this.asOf = BIRTHDAY.plusDays(random.nextInt(chance(10) ? 60 : 20)).atTime(random.nextInt(24), 0);
    }

    static Episode of(long seed) {
        return new RandomRecord(seed).episode();
    }

    private Episode episode() {
        int count = chance(4) ? 0 : chance(25) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            infants.add(infant("Patient/infant-" + i));
        }
        if (!chance(15)) {
            plans.add(new Plan(
                    "CarePlan/" + ++number,
                    chance(50)
                            ? When.on(BIRTHDAY.plusDays(random.nextInt(5)), ToldRecord.ZONE)
                            : at(BIRTHDAY.plusDays(random.nextInt(5)).atTime(random.nextInt(24), 0)),
                    chance(8),
                    null));
        }
        infants.forEach(this::measure);
        if (!chance(12)) {
            sessions();
        }
        infants.forEach(this::checks);
        for (int i = chance(60) ? 0 : random.nextInt(4); i > 0; i--) {
            answers.add(answer(pick(DANGER_SIGNS), new Value.YesNo(chance(40)), time(), "Observation/" + ++number));
        }
        for (int i = chance(60) ? 0 : random.nextInt(3); i > 0; i--) {
            own();
        }
        if (chance(6)) {
            contraindications.add(new Contraindication(pick(CONTRAINDICATIONS), "Condition/" + ++number));
        }
        return new Episode(
                instant(asOf),
                ToldRecord.MOTHER,
                false,
                infants,
                plans,
                sessions,
                checks,
                answers,
                measurements,
                contraindications,
                doubts,
                List.of());
    }

    private Infant infant(String reference) {
        When birth = chance(70)
                ? at(BIRTHDAY.atTime(8, random.nextInt(60)))
                : chance(85) ? When.on(BIRTHDAY, ToldRecord.ZONE) : null;
        return new Infant(reference, reference, birth, chance(4), chance(5));
    }

    private void measure(Infant infant) {
        When birth = at(BIRTHDAY.atTime(9, 0));
        if (!chance(8)) {
            measured(Measure.BIRTH_WEIGHT, chance(6) ? 2499 : 3000, birth, infant.reference());
        }
        if (!chance(10)) {
            measured(Measure.GESTATION, chance(6) ? 36 : 39, birth, infant.reference());
        }
        boolean thriving = chance(60);
        int weight = 3000;
        for (int day = 1; day < 16; day++) {
            if (chance(45)) {
                weight += pick(
                        thriving ? List.of(20, 25, 40, 60) : List.of(20, 19, 21, 40, 60, 0, -60, -210, -211, -150));
                int shown = !thriving && chance(12) ? pick(List.of(2790, 2789, 2700, 2699, 2640, 2639)) : weight;
                measured(Measure.WEIGHT, shown, when(BIRTHDAY.plusDays(day).atTime(9, 0)), infant.reference());
            }
        }
    }

    private void own() {
        String whom = infants.isEmpty() || chance(50)
                ? ToldRecord.MOTHER
                : pick(infants).reference();
        switch (random.nextInt(6)) {
            case 0 ->
                measured(
                        Measure.TEMPERATURE,
                        pick(List.of("36.8", "37.5", "37.4", "38.0", "36.4", "35.4", "39.0", "50")),
                        time(),
                        whom);
            case 1 -> measured(Measure.RESPIRATORY_RATE, pick(List.of("40", "59", "60", "24", "25")), time(), whom);
            case 2 ->
                measured(
                        Measure.SYSTOLIC,
                        pick(List.of("89", "90", "120", "139", "140", "160")),
                        time(),
                        ToldRecord.MOTHER);
            case 3 ->
                answers.add(answer(
                        Item.EPDS_TOTAL, new Value.Count(8 + random.nextInt(5)), time(), "Observation/" + ++number));
            case 4 ->
                answers.add(answer(
                        Item.EPDS_ITEM_10, new Value.Count(random.nextInt(3)), time(), "Observation/" + ++number));
            default ->
                answers.add(answer(
                        Item.DANGER_REVIEWED,
                        new Value.Reviewed(pick(DANGER_SIGNS)),
                        time(),
                        "Observation/" + ++number));
        }
    }

    private void sessions() {
        for (int day = 0; day < 15; day++) {
            for (int n = random.nextInt(4); n > 0; n--) {
                LocalDateTime start = BIRTHDAY.plusDays(day + 1L).atTime(6 + random.nextInt(16), random.nextInt(60));
                Duration length =
                        chance(15) ? null : Duration.ofMinutes(pick(List.of(15, 15, 15, 12, 11, 10, 9, 30, 121)));
                sessions.add(new Session("Procedure/" + ++number, at(start), length, !chance(5), "husband", ""));
            }
        }
    }

    private void checks(Infant infant) {
        boolean well = chance(65);
        for (int day = 0; day < 17; day++) {
            if (chance(55)) {
                When at = when(BIRTHDAY.plusDays(day).atTime(8 + random.nextInt(4), 0));
                String source = "Observation/check-" + ++number;
                List<Answer> all = new ArrayList<>();
                for (Item item : Item.values()) {
                    Value value = item.role() == Item.Role.SHEET ? sheetValue(item, well) : rarely(item);
                    if (value != null) {
                        all.add(new Answer(
                                item,
                                value,
                                at,
                                item.whom() == Whom.MOTHER ? ToldRecord.MOTHER : infant.reference(),
                                source,
                                false));
                    }
                }
                checks.add(new Check(source, infant.reference(), at, all));
            }
        }
    }

    private @Nullable Value sheetValue(Item item, boolean well) {
        if (chance(well ? 6 : 15)) {
            return null;
        }
        if (chance(1)) {
            return new Value.Withheld(Doubt.Kind.UNIT_OR_TYPE);
        }
        boolean good = chance(well ? 97 : 60);
        return switch (item) {
            case FEEDS -> new Value.Count(good ? 8 + random.nextInt(5) : random.nextInt(8));
            case WET_DIAPERS -> new Value.Count(good ? 6 + random.nextInt(3) : random.nextInt(6));
            case STOOLS -> new Value.Count(good ? 3 + random.nextInt(3) : random.nextInt(3));
            case STOOL_COLOUR ->
                new Value.Coloured(
                        good ? Colour.YELLOW : pick(List.of(Colour.MECONIUM, Colour.TRANSITIONAL, Colour.PALE)));
            case URINE_COLOUR ->
                new Value.Coloured(good ? Colour.PALE : pick(List.of(Colour.DARK, Colour.URATE_CRYSTALS)));
            case NIPPLE_PAIN -> new Value.Count(good ? 0 : 4);
            case SUPPLEMENTS -> new Value.Count(good ? 0 : 2);
            case EXPRESSED_VOLUME -> null;
            default -> new Value.YesNo(good);
        };
    }

    private @Nullable Value rarely(Item item) {
        if (item == Item.DANGER_SIGNS_NONE || item == Item.MOTHER_DANGER_SIGNS_NONE) {
            return chance(30) ? new Value.YesNo(true) : null;
        }
        return item.form() == Item.Form.YES_NO && random.nextInt(600) == 0 ? new Value.YesNo(chance(50)) : null;
    }

    private Answer answer(Item item, Value value, When when, String source) {
        Item about = value instanceof Value.Reviewed r ? r.sign() : item;
        boolean mothers = about.whom() == Whom.MOTHER;
        boolean unresolved = !mothers && (infants.isEmpty() || chance(5));
        return new Answer(
                item,
                value,
                when,
                mothers ? ToldRecord.MOTHER : unresolved ? null : pick(infants).reference(),
                source,
                unresolved);
    }

    private void measured(Measure measure, Object amount, When when, String subject) {
        boolean unreadable = chance(2);
        measurements.add(new Measurement(
                measure,
                unreadable ? null : new BigDecimal(amount.toString()),
                when,
                subject,
                "Observation/" + ++number,
                "Observation.value",
                false,
                unreadable ? Doubt.Kind.UNIT_OR_TYPE : null));
    }

    private When time() {
        return when(BIRTHDAY.plusDays(random.nextInt(15)).atTime(8 + random.nextInt(4), 0));
    }

    private When when(LocalDateTime at) {
        return chance(6) ? When.on(at.toLocalDate(), ToldRecord.ZONE) : at(at);
    }

    private static When at(LocalDateTime at) {
        return When.at(instant(at));
    }

    private static Instant instant(LocalDateTime at) {
        return at.atZone(ToldRecord.ZONE).toInstant();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
