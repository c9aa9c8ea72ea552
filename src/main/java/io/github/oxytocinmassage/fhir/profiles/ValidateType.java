package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;

/** {@code $validate} of one type; HAPI binds an operation to a type by its provider. */
public final class ValidateType implements IResourceProvider {

    private final Class<? extends Resource> type;
    private final ValidateOperation operation;

    private ValidateType(Class<? extends Resource> type, ValidateOperation operation) {
        this.type = type;
        this.operation = operation;
    }

    /** One for each type that our profiles are of, and for their Bundles. */
    static List<Object> all(ValidateOperation operation) {
        return Stream.of(
                        Patient.class,
                        RelatedPerson.class,
                        CarePlan.class,
                        Procedure.class,
                        Observation.class,
                        QuestionnaireResponse.class,
                        Condition.class,
                        GuidanceResponse.class,
                        DetectedIssue.class,
                        ServiceRequest.class,
                        Task.class,
                        CommunicationRequest.class,
                        Bundle.class)
                .<Object>map(type -> new ValidateType(type, operation))
                .toList();
    }

    @Override
    public Class<? extends Resource> getResourceType() {
        return type;
    }

    @Operation(
            name = "$validate",
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Resource-validate",
            manualRequest = true)
    public OperationOutcome validate(ServletRequestDetails details) throws IOException {
        return operation.validate(details);
    }
}
