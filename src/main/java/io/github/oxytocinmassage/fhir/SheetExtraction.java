package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one filled sheet as components of its check. What would be read otherwise than it is asked is refused: nothing is lost on
 * the way. An answer to a question that the sheet skips is kept, as the sheet itself is read with it.
 */
final class SheetExtraction {

    private static final String ABSENT_REASONS = "http://terminology.hl7.org/CodeSystem/data-absent-reason";
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private final SheetForm form;
    private final Observation check;
    private final Set<String> answered = new HashSet<>();

    /** @param check that the answers are added to */
    SheetExtraction(SheetForm form, Observation check) {
        this.form = form;
        this.check = check;
    }

    /** @throws BadRecordException when an item is none of the sheet's, or is not answered as it is asked */
    void add(List<QuestionnaireResponseItemComponent> items, String path) {
        for (int i = 0; i < items.size(); i++) {
            QuestionnaireResponseItemComponent item = items.get(i);
            String here = path + ".item[" + i + "]";
            QuestionnaireItemComponent asked = item.getLinkId() != null ? form.item(item.getLinkId()) : null;
            if (asked == null) {
                throw BadRecordException.invalidValue("the sheet has no such item", here + ".linkId");
            }
            if (Modifiers.changes(item)) {
                throw changed(here);
            }
            if (item.getAnswer().size() > 1 || item.hasAnswer() && !answered.add(item.getLinkId())) {
                throw BadRecordException.notFhir("the sheet takes one answer to this", here + ".answer");
            }
            for (QuestionnaireResponseItemAnswerComponent answer : item.getAnswer()) {
                if (Modifiers.changes(answer)) {
                    throw changed(here + ".answer[0]");
                }
                answer(asked, answer.getValue(), here + ".answer[0].value");
                add(answer.getItem(), here + ".answer[0]");
            }
            add(item.getItem(), here);
        }
    }

    private void answer(QuestionnaireItemComponent asked, @Nullable Type value, String path) {
        if (asked.getType() == QuestionnaireItemType.REFERENCE) {
            if (!(value instanceof Reference infant) || infant.getReference() == null && !infant.hasIdentifier()) {
                throw notAsAsked("a reference to the infant", path);
            }
            check.addFocus(infant.copy());
            return;
        }
        Item item = Item.ofCode(asked.getLinkId()).orElse(null);
        if (item == null) {
            throw notAsAsked("items, and no answer: it is a group", path);
        }
        ObservationComponentComponent component = check.addComponent()
                .setCode(new CodeableConcept()
                        .addCoding(new Coding(
                                Canonical.ITEMS,
                                item.code(),
                                asked.getCodeFirstRep().getDisplay())));
        if (value == null || value.isPrimitive() && !value.hasPrimitiveValue()) {
            component.setDataAbsentReason(whyAbsent(value));
            return;
        }
        if (!isOfType(asked.getType(), value) || Values.of(item, value) instanceof Value.Withheld) {
            throw notAsAsked(wanted(asked), path);
        }
        component.setValue(value instanceof Coding code ? new CodeableConcept().addCoding(code.copy()) : value.copy());
    }

    private static boolean isOfType(QuestionnaireItemType type, Type value) {
        return switch (type) {
            case BOOLEAN -> value.fhirType().equals("boolean");
            case INTEGER -> value.fhirType().equals("integer");
            case QUANTITY -> value.fhirType().equals("Quantity");
            case CHOICE -> value instanceof Coding code && Canonical.ITEMS.equals(CodeSystems.of(code.getSystem()));
            default -> false;
        };
    }

    private static String wanted(QuestionnaireItemComponent asked) {
        return switch (asked.getType()) {
            case BOOLEAN -> "a boolean";
            case INTEGER -> "an integer";
            case QUANTITY -> "a quantity in mL";
            case CHOICE -> "a coding of " + asked.getAnswerValueSet();
            default -> "another answer";
        };
    }

    /** An answer without a value says that it can't be told; that is not nothing. */
    private static CodeableConcept whyAbsent(@Nullable Type value) {
        List<Extension> extensions = value == null ? List.of() : value.getExtension();
        String reason = extensions.stream()
                .filter(e -> ABSENT.equals(e.getUrl()) && e.getValue() != null)
                .map(e -> e.getValue().primitiveValue())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("unknown");
        return new CodeableConcept()
                .addCoding(new Coding().setSystem(ABSENT_REASONS).setCode(reason));
    }

    private static BadRecordException notAsAsked(String wanted, String path) {
        return BadRecordException.invalidValue("the sheet takes " + wanted + " here", path);
    }

    private static BadRecordException changed(String path) {
        return BadRecordException.notFhir(
                "what this modifierExtension makes of it is not known here, so it can't be carried over",
                path + ".modifierExtension");
    }
}
