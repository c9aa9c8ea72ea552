package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import io.github.oxytocinmassage.rules.Advisor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Patient;

/** The records of the registry for rooms that know no FHIR: an episode and its advice. Safe to share. */
public final class MotherRecords {

    private static final String PATIENT = "Patient/";

    /** Stands before the ids of the record; nothing is ever asked of it. */
    private static final String BASE = "http://registry/fhir";

    private final FhirContext context;
    private final RecordReader reader;
    private final Records records;
    private final Advisor advisor;

    MotherRecords(FhirContext context, RecordReader reader, Records records, Advisor advisor) {
        this.context = context;
        this.reader = reader;
        this.records = records;
        this.advisor = advisor;
    }

    /**
     * The record that a patient belongs to, the mother herself or an infant of hers.
     *
     * @param patient logical id
     * @return empty when nothing of this patient is kept
     * @throws UnadvisedException when something is kept that no advice can be drawn from
     * @throws StoreUnavailableException when the database does not answer
     */
    public Optional<MotherRecord> of(String patient, Instant asOf) {
        try {
            return advised(PATIENT + patient, () -> records.motherOf(patient, BASE))
                    .map(kept -> advised(kept.mother(), () -> record(kept, asOf)));
        } catch (UnadvisedException e) {
            throw e.of(mother(e.mother()));
        }
    }

    /** Hers whose infant it is, as far as that can still be told. */
    private String mother(String patient) {
        try {
            Set<String> mothers = advised(patient, () -> records.mothersOf(id(patient)));
            return mothers.size() == 1 ? mothers.iterator().next() : patient;
        } catch (UnadvisedException e) {
            return patient;
        }
    }

    private MotherRecord record(Kept kept, Instant asOf) {
        byte[] body =
                context.newJsonParser().encodeResourceToString(kept.record()).getBytes(StandardCharsets.UTF_8);
        RecordReader.Told told = reader.read(body, kept.mother(), asOf);
        Advice advice = advisor.advise(told.episode());
        return new MotherRecord(kept.mother(), told.mother(), told.episode(), advice, kept.position());
    }

    private static <T> T advised(String mother, Supplier<T> step) {
        try {
            return step.get();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnadvisedException(mother, e);
        }
    }

    /** What people call a patient, read from its Patient alone; its reference when that can't be read either. */
    public String nameOf(String patient) {
        try {
            return advised(patient, () -> records.read("Patient", id(patient)))
                    .map(p -> Words.name((Patient) p))
                    .filter(Words::isWritten)
                    .orElse(patient);
        } catch (UnadvisedException e) {
            return patient;
        }
    }

    /** Logical id of a reference to a Patient. */
    public static String id(String reference) {
        return reference.startsWith(PATIENT) ? reference.substring(PATIENT.length()) : reference;
    }
}
