package io.github.oxytocinmassage.fhir;

import java.util.Objects;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * A code and its value, wherever they stand.
 *
 * @param concept as it is coded; null on a questionnaire
 * @param value null when there is none
 * @param isAbsent the record says why there is no value
 * @param isChanged by something that we don't know
 * @param part where in the resource: "component[2]"; empty for the resource itself
 */
record Question(
        Codings.Asked asked,
        @Nullable CodeableConcept concept,
        @Nullable Type value,
        boolean isAbsent,
        boolean isChanged,
        String part) {

    String valuePart() {
        return part.isEmpty() ? "value" : part + ".value";
    }

    String codePart() {
        return concept == null ? part : part.isEmpty() ? "code" : part + ".code";
    }

    /** The code that is shown; empty when there is none. */
    String shownCode() {
        if (asked.unknown() != null) {
            return asked.unknown();
        }
        return concept == null || !concept.hasCoding()
                ? ""
                : Objects.requireNonNullElse(concept.getCodingFirstRep().getCode(), "");
    }
}
