package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.rules.Advisor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

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
     * @throws io.github.oxytocinmassage.registry.StoreUnavailableException when the database does not answer
     */
    public Optional<MotherRecord> of(String patient, Instant asOf) {
        return records.motherOf(patient, BASE).map(kept -> {
            byte[] body = context.newJsonParser()
                    .encodeResourceToString(kept.record())
                    .getBytes(StandardCharsets.UTF_8);
            RecordReader.Told told = reader.read(body, kept.mother(), asOf);
            Advice advice = advisor.advise(told.episode());
            return new MotherRecord(kept.mother(), told.mother(), told.episode(), advice, kept.position());
        });
    }

    /** Logical id of a reference to a Patient. */
    public static String id(String reference) {
        return reference.startsWith(PATIENT) ? reference.substring(PATIENT.length()) : reference;
    }
}
