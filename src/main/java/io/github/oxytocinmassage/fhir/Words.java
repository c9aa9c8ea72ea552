package io.github.oxytocinmassage.fhir;

import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** What of a record's own words is fit to be shown. */
final class Words {

    private static final int MAX_DETAIL = 24;
    private static final int MAX_SHOWN = 200;
    private static final Pattern CODE_OR_UNIT = Pattern.compile("[\\p{L}\\p{N}°%/\\[\\]{}().,_^*+#: -]+");

    /** Letters and a symbol that are blank: the fillers of Hangul, an empty cell of Braille. */
    private static final String UNSEEN = "\u115F\u1160\u3164\uFFA0\u2800";

    private Words() {}

    /** FHIR's text may be there without a value, with an extension that says why, or hold nothing that can be seen. */
    static boolean isWritten(@Nullable String text) {
        return text != null && text.codePoints().anyMatch(Words::isSeen);
    }

    private static boolean isSeen(int character) {
        return !Character.isWhitespace(character)
                && UNSEEN.indexOf(character) < 0
                && switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SPACE_SEPARATOR,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }

    /** A code or a unit; empty when it looks like anything else. */
    static String detail(@Nullable String found) {
        return found == null
                        || found.length() > MAX_DETAIL
                        || !CODE_OR_UNIT.matcher(found).matches()
                ? ""
                : found;
    }

    /** The name of what is coded: as it is written, else its code. */
    static String display(CodeableConcept concept, String code) {
        for (Coding coding : concept.getCoding()) {
            if (code.equals(coding.getCode()) && isWritten(coding.getDisplay())) {
                return cut(coding.getDisplay());
            }
        }
        return isWritten(concept.getText()) ? cut(concept.getText()) : code;
    }

    /** A value in a word; empty when there is none. */
    static String value(@Nullable Type value) {
        if (value instanceof CodeableConcept concept) {
            for (Coding coding : concept.getCoding()) {
                if (isWritten(coding.getDisplay()) || isWritten(coding.getCode())) {
                    return cut(isWritten(coding.getDisplay()) ? coding.getDisplay() : coding.getCode());
                }
            }
            return isWritten(concept.getText()) ? cut(concept.getText()) : "";
        }
        if (value instanceof Quantity quantity && quantity.getValue() != null) {
            String unit = isWritten(quantity.getUnit()) ? quantity.getUnit() : quantity.getCode();
            return cut(quantity.getValueElement().getValueAsString() + (unit == null ? "" : " " + unit));
        }
        return value instanceof PrimitiveType<?> primitive && primitive.getValueAsString() != null
                ? cut(primitive.getValueAsString())
                : "";
    }

    /** What people call a patient; empty when no name is written. */
    static String name(Patient patient) {
        String written = "";
        for (HumanName name : patient.getName()) {
            boolean isOfficial = name.getUse() == HumanName.NameUse.OFFICIAL;
            if (written.isEmpty() || isOfficial) {
                String text = PersonName.of(name);
                written = text.isEmpty() ? written : text;
            }
            if (isOfficial && !written.isEmpty()) {
                break;
            }
        }
        return cut(written);
    }

    private static String cut(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) : text;
    }
}
