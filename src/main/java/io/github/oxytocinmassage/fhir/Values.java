package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Colour;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** What was answered to an item, from whatever FHIR type its answer has. What can't be read is withheld: it is neither no nor zero. */
final class Values {

    private static final Value OF_ANOTHER_TYPE = new Value.Withheld(Doubt.Kind.UNIT_OR_TYPE);
    private static final Value UNKNOWN_CODE = new Value.Withheld(Doubt.Kind.UNKNOWN_CODE);
    private static final Set<Item> SCORES = Set.of(Item.NIPPLE_PAIN, Item.EPDS_TOTAL, Item.EPDS_ITEM_10);
    private static final Set<Colour> OF_STOOLS =
            Set.of(Colour.MECONIUM, Colour.TRANSITIONAL, Colour.YELLOW, Colour.PALE);
    private static final Set<Colour> OF_URINE = Set.of(Colour.PALE, Colour.DARK, Colour.URATE_CRYSTALS);

    private Values() {}

    /** @param value null when there is none */
    static Value of(Item item, @Nullable Type value) {
        return switch (item.form()) {
            case YES_NO -> yesNo(value);
            case COUNT -> count(item, value);
            case COLOUR -> coloured(item, value);
            case VOLUME -> volume(value);
            case REVIEW -> reviewed(value);
        };
    }

    /** What was found there instead. */
    static String found(@Nullable Type value) {
        if (value == null) {
            return Doubt.Reason.NO_VALUE.code();
        }
        if (value instanceof Quantity quantity) {
            return quantity.hasComparator()
                    ? Doubt.Reason.ONLY_COMPARED.code()
                    : quantity.getValue() == null
                            ? Doubt.Reason.NO_VALUE.code()
                            : Quantities.unit(quantity).shown();
        }
        if (value.isPrimitive() && !value.hasPrimitiveValue()) {
            return Doubt.Reason.NO_VALUE.code();
        }
        List<Coding> codings = codings(value);
        String code = codings.isEmpty() ? null : codings.get(0).getCode();
        return code == null ? value.fhirType() : code;
    }

    static List<Coding> codings(@Nullable Type value) {
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding();
        }
        return value instanceof Coding coding ? List.of(coding) : List.of();
    }

    private static Value yesNo(@Nullable Type value) {
        if (value instanceof BooleanType yes && yes.getValue() != null) {
            return new Value.YesNo(yes.getValue());
        }
        Boolean coded = Codings.yesOrNo(codings(value));
        if (coded != null) {
            return new Value.YesNo(coded);
        }
        return codings(value).isEmpty() ? OF_ANOTHER_TYPE : UNKNOWN_CODE;
    }

    private static Value count(Item item, @Nullable Type value) {
        Integer count = null;
        if (value instanceof IntegerType integer) {
            count = integer.getValue();
        } else if (value instanceof Quantity quantity) {
            count = Quantities.count(quantity, SCORES.contains(item));
        } else if (value instanceof DecimalType decimal && decimal.getValue() != null) {
            count = Quantities.count(new Quantity().setValue(decimal.getValue()), false);
        }
        return count == null ? OF_ANOTHER_TYPE : new Value.Count(count);
    }

    private static Value coloured(Item item, @Nullable Type value) {
        Set<Colour> possible = item == Item.STOOL_COLOUR ? OF_STOOLS : OF_URINE;
        List<String> codes = Codings.ours(codings(value));
        for (String code : codes) {
            Optional<Colour> colour = Colour.ofCode(code).filter(possible::contains);
            if (colour.isPresent()) {
                return new Value.Coloured(colour.get());
            }
        }
        return codes.isEmpty() && codings(value).isEmpty() ? OF_ANOTHER_TYPE : UNKNOWN_CODE;
    }

    private static Value volume(@Nullable Type value) {
        BigDecimal millilitres = value instanceof Quantity quantity ? Quantities.millilitres(quantity) : null;
        return millilitres == null ? OF_ANOTHER_TYPE : new Value.Volume(millilitres);
    }

    private static Value reviewed(@Nullable Type value) {
        for (String code : Codings.ours(codings(value))) {
            Optional<Item> sign = Item.ofCode(code);
            if (sign.isPresent()) {
                return new Value.Reviewed(sign.get());
            }
        }
        return codings(value).isEmpty() ? OF_ANOTHER_TYPE : UNKNOWN_CODE;
    }
}
