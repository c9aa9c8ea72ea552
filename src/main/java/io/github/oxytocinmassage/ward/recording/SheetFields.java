package io.github.oxytocinmassage.ward.recording;

import static io.github.oxytocinmassage.protocol.Item.BREAST_SOFTER;
import static io.github.oxytocinmassage.protocol.Item.CONSENT_REFUSED;
import static io.github.oxytocinmassage.protocol.Item.DANGER_SIGNS_NONE;
import static io.github.oxytocinmassage.protocol.Item.EPDS_ITEM_10;
import static io.github.oxytocinmassage.protocol.Item.EPDS_TOTAL;
import static io.github.oxytocinmassage.protocol.Item.EXPRESSED_VOLUME;
import static io.github.oxytocinmassage.protocol.Item.FEEDS;
import static io.github.oxytocinmassage.protocol.Item.LATCH_EFFECTIVE;
import static io.github.oxytocinmassage.protocol.Item.LET_DOWN;
import static io.github.oxytocinmassage.protocol.Item.MOTHER_DANGER_SIGNS_NONE;
import static io.github.oxytocinmassage.protocol.Item.NIPPLE_PAIN;
import static io.github.oxytocinmassage.protocol.Item.SELF_HARM_THOUGHTS;
import static io.github.oxytocinmassage.protocol.Item.SETTLED;
import static io.github.oxytocinmassage.protocol.Item.STOOLS;
import static io.github.oxytocinmassage.protocol.Item.STOOL_COLOUR;
import static io.github.oxytocinmassage.protocol.Item.SUPPLEMENTS;
import static io.github.oxytocinmassage.protocol.Item.SWALLOWING;
import static io.github.oxytocinmassage.protocol.Item.TECHNIQUE_OK;
import static io.github.oxytocinmassage.protocol.Item.UNSAFE_AT_HOME;
import static io.github.oxytocinmassage.protocol.Item.URINE_COLOUR;
import static io.github.oxytocinmassage.protocol.Item.WAKES_FOR_FEEDS;
import static io.github.oxytocinmassage.protocol.Item.WET_DIAPERS;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Colour;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.Whom;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The items of the sheet in the order they are asked, and their answers from what was typed. What was not answered is not known. */
final class SheetFields {

    /** Asked when nobody of the family hears it, and never shown to them. */
    static final List<Item> ALONE =
            List.of(EPDS_TOTAL, EPDS_ITEM_10, SELF_HARM_THOUGHTS, UNSAFE_AT_HOME, CONSENT_REFUSED);

    private static final int NEVER_SO_MANY = 99;
    private static final int MOST_MILLILITRES = 5000;

    /** A part of the sheet that folds; its name is a word of the bundle. */
    enum Part {
        INFANT_DANGER(dangers(Whom.INFANT)),
        MOTHER_DANGER(dangers(Whom.MOTHER)),
        SIGNS(List.of(
                FEEDS, WET_DIAPERS, URINE_COLOUR, STOOLS, STOOL_COLOUR, SETTLED, SWALLOWING, BREAST_SOFTER, LET_DOWN)),
        FEEDING(List.of(WAKES_FOR_FEEDS, LATCH_EFFECTIVE, NIPPLE_PAIN, SUPPLEMENTS, EXPRESSED_VOLUME, TECHNIQUE_OK)),
        BEFORE_MASSAGE(Arrays.stream(Item.values())
                .filter(i -> i.role() == Item.Role.CONTRAINDICATION && i != CONSENT_REFUSED)
                .toList()),
        ALONE(SheetFields.ALONE);

        private final List<Item> items;

        Part(List<Item> items) {
            this.items = items;
        }

        public List<Item> items() {
            return items;
        }

        /** The item that answers all of the part with one tap; null where there is none. */
        public @Nullable Item none() {
            return this == INFANT_DANGER ? DANGER_SIGNS_NONE : this == MOTHER_DANGER ? MOTHER_DANGER_SIGNS_NONE : null;
        }

        /** What is asked of everybody is unfolded; of the rest what holds something to settle. What is asked alone is shut until it is opened. */
        public boolean isOpen(Typed typed) {
            boolean isAskedOfAll = this == INFANT_DANGER || this == MOTHER_DANGER || this == SIGNS;
            return isAskedOfAll || items.stream().anyMatch(i -> typed.open().containsKey(i.code()));
        }
    }

    private SheetFields() {}

    /** @param infant whether there is a living one: else the mother alone is asked about */
    static List<Part> parts(boolean infant) {
        return infant ? List.of(Part.values()) : List.of(Part.MOTHER_DANGER, Part.BEFORE_MASSAGE, Part.ALONE);
    }

    private static List<Item> dangers(Whom whom) {
        return Arrays.stream(Item.values())
                .filter(i -> i.role() == Item.Role.DANGER_SIGN && i.whom() == whom)
                .filter(i -> !SheetFields.ALONE.contains(i))
                .toList();
    }

    /** Every item that was answered. */
    static Map<Item, Value> answers(Typed typed) {
        Map<Item, Value> answers = new EnumMap<>(Item.class);
        for (Part part : Part.values()) {
            part.items().forEach(i -> put(answers, i, value(typed, i)));
            Item none = part.none();
            if (none != null && typed.value(none.code()).equals("yes")) {
                String seen = part.items().stream()
                        .filter(i -> typed.value(i.code()).equals("yes"))
                        .map(i -> typed.spoken()
                                .wording()
                                .name(i.code(), typed.spoken().locale()))
                        .collect(Collectors.joining(", "));
                if (!seen.isEmpty()) {
                    typed.refuse(none.code(), "refuse.none", seen);
                }
                answers.put(none, new Value.YesNo(true));
            }
        }
        return answers;
    }

    /** The form as a stored sheet fills it. */
    static void fill(Typed typed, List<Answer> answers) {
        answers.forEach(a -> typed.put(a.item().code(), text(a.value())));
    }

    /** The colours that can be chosen, by their code. */
    static Map<String, String> colours(Item item, Spoken spoken) {
        Map<String, String> colours = new LinkedHashMap<>();
        for (Colour colour : Colour.values()) {
            String key = "item." + item.code() + "." + colour.code();
            if (spoken.wording().knows(key, spoken.locale())) {
                colours.put(colour.code(), spoken.wording().term(key, spoken.locale()));
            }
        }
        return colours;
    }

    private static void put(Map<Item, Value> answers, Item item, @Nullable Value value) {
        if (value != null) {
            answers.put(item, value);
        }
    }

    private static @Nullable Value value(Typed typed, Item item) {
        return switch (item.form()) {
            case YES_NO -> {
                Boolean yes = typed.yesNo(item.code());
                yield yes == null ? null : new Value.YesNo(yes);
            }
            case COUNT -> {
                Integer count = typed.whole(item.code(), 0, most(item));
                yield count == null ? null : new Value.Count(count);
            }
            case COLOUR -> {
                Colour colour = typed.choice(item.code(), Colour.class);
                yield colour == null ? null : new Value.Coloured(colour);
            }
            case VOLUME -> {
                BigDecimal volume = typed.decimal(item.code());
                if (volume != null && volume.compareTo(BigDecimal.valueOf(MOST_MILLILITRES)) > 0) {
                    typed.refuse(item.code(), "refuse.between", "0", String.valueOf(MOST_MILLILITRES));
                    yield null;
                }
                yield volume == null ? null : new Value.Volume(volume);
            }
            case REVIEW -> null;
        };
    }

    /** Of a score its end; of a count what can't be meant. */
    private static int most(Item item) {
        return switch (item) {
            case NIPPLE_PAIN -> 10;
            case EPDS_TOTAL -> 30;
            case EPDS_ITEM_10 -> 3;
            default -> NEVER_SO_MANY;
        };
    }

    private static String text(Value value) {
        if (value instanceof Value.YesNo yesNo) {
            return yesNo.yes() ? "yes" : "no";
        } else if (value instanceof Value.Count count) {
            return String.valueOf(count.count());
        } else if (value instanceof Value.Coloured coloured) {
            return coloured.colour().code();
        } else if (value instanceof Value.Volume volume) {
            return volume.millilitres().toPlainString();
        }
        return "";
    }
}
