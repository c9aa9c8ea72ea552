package io.github.oxytocinmassage.fhir;

import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/** Where resources of a record say of whom they are. */
final class PersonReferences {

    private PersonReferences() {}

    /** As they are written, without those that are contained. */
    static Stream<String> of(Resource resource) {
        return references(resource)
                .map(Reference::getReference)
                .filter(Objects::nonNull)
                .filter(r -> !r.isBlank() && !r.startsWith("#"));
    }

    private static Stream<Reference> references(Resource resource) {
        if (resource instanceof Observation observation) {
            return Stream.concat(Stream.of(observation.getSubject()), observation.getFocus().stream());
        } else if (resource instanceof Procedure procedure) {
            return Stream.of(procedure.getSubject());
        } else if (resource instanceof CarePlan plan) {
            return Stream.of(plan.getSubject());
        } else if (resource instanceof Condition condition) {
            return Stream.of(condition.getSubject());
        } else if (resource instanceof QuestionnaireResponse sheet) {
            return Stream.of(QuestionnaireReader.subject(sheet));
        } else if (resource instanceof RelatedPerson related) {
            return Stream.of(related.getPatient());
        } else if (resource instanceof Patient patient) {
            return patient.getLink().stream().map(Patient.PatientLinkComponent::getOther);
        }
        return Stream.empty();
    }
}
