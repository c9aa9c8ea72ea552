package io.github.oxytocinmassage.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
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
    Optional<Bundle> motherOf(String patient, String base);

    /** One resource as it is now; empty when there is none, or it was deleted. */
    Optional<Resource> read(String type, String id);
}
