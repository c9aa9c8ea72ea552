package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filled observation sheet as the rules of the signs read it: what was answered, beside what is expected at this age. An item that
 * was not asked, or can't be read, is null.
 *
 * <p>A sheet that answers an item twice stands here twice, once with each answer; the worse sign counts.
 */
public final class Sheet implements Grounds {

    private final int number;
    private final Check check;
    private final Map<Item, Value> values;
    private final Age age;
    private final @Nullable Weighing weighing;
    private final Parameters parameters;

    private Sheet(
            int number,
            Check check,
            Map<Item, Value> values,
            Age age,
            @Nullable Weighing weighing,
            Parameters parameters) {
        this.number = number;
        this.check = check;
        this.values = values;
        this.age = age;
        this.weighing = weighing;
        this.parameters = parameters;
    }

    /**
     * @param number of the check in the course
     * @param weighing the latest within {@code weight.maxAgeHours} before the check; null without one
     */
    static List<Sheet> of(int number, Check check, Infant infant, @Nullable Weighing weighing, Parameters parameters) {
        List<Map<Item, Value>> variants = new ArrayList<>();
        variants.add(new EnumMap<>(Item.class));
        for (Answer answer : check.answers()) {
            Value before = variants.get(0).putIfAbsent(answer.item(), answer.value());
            if (before != null && !before.equals(answer.value())) {
                Map<Item, Value> other = new EnumMap<>(Item.class);
                other.put(answer.item(), answer.value());
                variants.add(other);
            }
        }
        for (Map<Item, Value> other : variants.subList(1, variants.size())) {
            variants.get(0).forEach(other::putIfAbsent);
        }
        Age age = Age.of(infant.birth(), check.when().latest(), parameters.siteZone());
        return variants.stream()
                .map(values -> new Sheet(number, check, values, age, weighing, parameters))
                .toList();
    }

    public int number() {
        return number;
    }

    public Check check() {
        return check;
    }

    @Override
    public String subject() {
        return check.infant();
    }

    @Override
    public List<String> basis() {
        return List.of(check.source());
    }

    public @Nullable Integer feeds24h() {
        return count(Item.FEEDS);
    }

    public @Nullable Integer wetDiapers24h() {
        return count(Item.WET_DIAPERS);
    }

    public @Nullable Integer stools24h() {
        return count(Item.STOOLS);
    }

    public @Nullable Colour stoolColour() {
        return colour(Item.STOOL_COLOUR);
    }

    public @Nullable Colour urineColour() {
        return colour(Item.URINE_COLOUR);
    }

    public @Nullable Boolean settledAfterFeed() {
        return yes(Item.SETTLED);
    }

    public @Nullable Boolean swallowingHeard() {
        return yes(Item.SWALLOWING);
    }

    public @Nullable Boolean breastSofter() {
        return yes(Item.BREAST_SOFTER);
    }

    public @Nullable Boolean letDown() {
        return yes(Item.LET_DOWN);
    }

    public @Nullable Boolean wakesForFeeds() {
        return yes(Item.WAKES_FOR_FEEDS);
    }

    public @Nullable Boolean latchEffective() {
        return yes(Item.LATCH_EFFECTIVE);
    }

    public @Nullable Integer nipplePain() {
        return count(Item.NIPPLE_PAIN);
    }

    public @Nullable Integer supplements24h() {
        return count(Item.SUPPLEMENTS);
    }

    public @Nullable Boolean cannotFeed() {
        return yes(Item.CANNOT_FEED);
    }

    /** Null when the birth is unknown. */
    public @Nullable Integer dayOfLife() {
        return age.dayOfLife();
    }

    public double oldestAgeHours() {
        return age.oldestHours();
    }

    /** Wet nappies expected on this day of life; of an unknown day the most that any day asks. */
    public int wetDiapersNeeded() {
        return parameters.signWetMin().on(age.dayOfLife());
    }

    /** Stools expected on this day of life; of an unknown day the most that any day asks. */
    public int stoolsNeeded() {
        return parameters.signStoolsMin().on(age.dayOfLife());
    }

    public @Nullable Weighing weighing() {
        return weighing;
    }

    /** Day of life of the weighing; null without one. */
    public @Nullable Integer weighedOnDay() {
        return weighing == null ? null : Integer.valueOf(weighing.dayOfLife());
    }

    public @Nullable BigDecimal weightGrams() {
        return weighing == null ? null : weighing.grams();
    }

    public @Nullable BigDecimal birthWeightGrams() {
        return weighing == null ? null : weighing.birthWeightGrams();
    }

    public @Nullable BigDecimal lossPercent() {
        return weighing == null ? null : weighing.lossPercent();
    }

    public @Nullable BigDecimal gainGramsPerDay() {
        return weighing == null ? null : weighing.gainGramsPerDay();
    }

    /** What was answered or weighed for a sign: digits, "true", "false" or the code of a colour; empty when not known. */
    public String shown(Sign sign) {
        if (sign == Sign.WEIGHT) {
            return weighing == null ? "" : weighing.grams().stripTrailingZeros().toPlainString();
        }
        Value value = Item.ofCode(sign.code()).map(values::get).orElse(null);
        if (value instanceof Value.Count c) {
            return String.valueOf(c.count());
        }
        if (value instanceof Value.YesNo y) {
            return String.valueOf(y.yes());
        }
        return value instanceof Value.Coloured c ? c.colour().code() : "";
    }

    /** The answer to an item of the sheet; null when it was not asked. */
    public @Nullable Value value(Item item) {
        return values.get(item);
    }

    private @Nullable Integer count(Item item) {
        return values.get(item) instanceof Value.Count c ? Integer.valueOf(c.count()) : null;
    }

    private @Nullable Boolean yes(Item item) {
        return values.get(item) instanceof Value.YesNo y ? Boolean.valueOf(y.yes()) : null;
    }

    private @Nullable Colour colour(Item item) {
        return values.get(item) instanceof Value.Coloured c ? c.colour() : null;
    }
}
