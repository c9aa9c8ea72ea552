package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.When;
import java.time.Instant;
import java.time.ZoneId;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** What is registered of a person. */
final class Registration {

    private Registration() {}

    static Infant infant(Person person, @Nullable When birth, Instant asOf, ZoneId zone, EpisodeDraft draft) {
        boolean isMultiple = false;
        String label = "";
        for (Recorded record : person.records()) {
            Patient patient = (Patient) record.resource();
            if (Modifiers.changes(patient)) {
                draft.doubt(Doubt.Kind.UNKNOWN_CODE, record, "modifierExtension", person.reference(), "");
                continue;
            }
            isMultiple |= isMultiple(patient);
            label = label.isEmpty() ? Words.name(patient) : label;
        }
        return new Infant(
                person.reference(),
                label.isEmpty() ? person.reference() : label,
                birth,
                hasDied(person, asOf, zone),
                isMultiple);
    }

    /** Every registration of a person says so, and nothing in them that we don't know. */
    static boolean hasDied(Person person, Instant asOf, ZoneId zone) {
        return person.isRegistered()
                && person.patients().allMatch(p -> !Modifiers.changes(p) && isDeceased(p, asOf, zone));
    }

    private static boolean isDeceased(Patient patient, Instant asOf, ZoneId zone) {
        if (patient.getDeceased() instanceof DateTimeType death) {
            FhirTime time = Times.written(death);
            return time != null && !Times.when(time, zone).earliest().isAfter(asOf);
        }
        return patient.getDeceased() instanceof BooleanType yes && Boolean.TRUE.equals(yes.getValue());
    }

    private static boolean isMultiple(Patient patient) {
        if (patient.getMultipleBirth() instanceof IntegerType order) {
            return order.getValue() != null && order.getValue() >= 2;
        }
        return patient.getMultipleBirth() instanceof BooleanType yes && Boolean.TRUE.equals(yes.getValue());
    }
}
