package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.Nik;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** The Patient that a client has read as the mother. */
final class MotherRead {

    private static final int CHILD_YEARS = 10;

    private MotherRead() {}

    /** Of several Patients the one whose chart is open; one without an id is hers. */
    static Optional<Patient> of(Resource read, String patientId) {
        List<Patient> patients = patients(read).toList();
        patients.stream().filter(p -> p.getIdElement().isEmpty()).forEach(p -> p.setId(patientId));
        return patients.size() == 1
                ? Optional.of(patients.get(0))
                : patients.stream().filter(p -> isOf(p, patientId)).findFirst();
    }

    static boolean isOf(Patient patient, String id) {
        return id.equals(patient.getIdElement().getIdPart());
    }

    /** By itself, when nothing else is known of it: a woman may bear her own mother's number. */
    static boolean isChild(Patient patient, Instant asOf) {
        return patient.getBirthDateElement().getYear() == null
                ? patient.getIdentifier().stream().anyMatch(i -> Nik.OF_MOTHER.equals(i.getSystem()))
                : !isGrownUp(patient, asOf);
    }

    static boolean isGrownUp(Patient patient, Instant asOf) {
        Integer year = patient.getBirthDateElement().getYear();
        return year != null && asOf.atZone(ZoneOffset.UTC).getYear() - year >= CHILD_YEARS;
    }

    private static Stream<Patient> patients(Resource read) {
        if (read instanceof Bundle bundle) {
            return bundle.getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .flatMap(r -> r == null ? Stream.empty() : patients(r));
        }
        return read instanceof Patient patient ? Stream.of(patient) : Stream.empty();
    }
}
