package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** Where whole records are kept. */
public interface Records {

    /**
     * A patient's whole record: a mother's with her infants.
     *
     * @param patient logical id
     * @param base address of the FHIR endpoint, for {@code fullUrl}
     * @return empty when nothing of this patient is kept
     */
    Optional<Bundle> everything(String patient, String base);

    /** The same of the mother whom an infant is tied to; of the patient itself when it is no infant of the registry. */
    Optional<Kept> motherOf(String patient, String base);

    /** A mother's record as it was at a position. */
    Optional<Kept> at(long position, String mother, String base);

    /**
     * Refuses a caller who may not read all that this patient's advice is drawn from.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException that says what is missing
     */
    void checkMayRead(String patient, RequestDetails request);

    /** All whom an infant is tied to as its mother, by reference; empty for one that is nobody's infant. */
    Set<String> mothersOf(String patient);

    /** The Patients that bear one of these identifiers; one without a system or value finds nobody. */
    List<Patient> identified(List<Identifier> identifiers);

    /** One resource as it is now; empty when there is none, or it was deleted. */
    Optional<Resource> read(String type, String id);
}
