package io.github.oxytocinmassage.fhir.entries;

import io.github.oxytocinmassage.fhir.interactions.Ledger;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/** A resource with the key of its entry among its identifiers. */
final class Keyed {

    private Keyed() {}

    static Resource with(Resource resource, EntryKey key) {
        Identifier identifier = new Identifier().setSystem(Ledger.KEYS).setValue(key.urn());
        if (resource instanceof Observation observation) {
            observation.addIdentifier(identifier);
        } else if (resource instanceof Procedure procedure) {
            procedure.addIdentifier(identifier);
        } else if (resource instanceof CarePlan plan) {
            plan.addIdentifier(identifier);
        } else if (resource instanceof Patient patient) {
            patient.addIdentifier(identifier);
        } else if (resource instanceof RelatedPerson related) {
            related.addIdentifier(identifier);
        } else {
            throw new IllegalArgumentException(resource.fhirType() + " bears no key");
        }
        return resource;
    }
}
