package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.Outcomes;
import io.github.oxytocinmassage.fhir.Records;
import io.github.oxytocinmassage.registry.AuditTrail;
import io.github.oxytocinmassage.registry.CardStore;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.Writing;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;

/** {@code Patient/[id]/$purge}: erases a mother's whole record with every version, for good; a right under Indonesia's law 27 of 2022. */
public final class PurgeOperation {

    private final ResourceStore store;
    private final Records records;
    private final CardStore cards;
    private final AuditTrail trail;

    PurgeOperation(ResourceStore store, Records records, CardStore cards, AuditTrail trail) {
        this.store = store;
        this.records = records;
        this.cards = cards;
        this.trail = trail;
    }

    @Operation(name = "$purge", typeName = "Patient", canonicalUrl = Canonical.OPERATION + "Patient-purge")
    public OperationOutcome purge(@IdParam IdType id, RequestDetails request) {
        Stream<String> family = records.everything(id.getIdPart(), request.getFhirServerBase()).stream()
                .flatMap(b -> b.getEntry().stream())
                .filter(e -> e.getResource() instanceof Patient)
                .map(e -> "Patient/" + e.getResource().getIdElement().getIdPart());
        List<String> people = Stream.concat(Stream.of("Patient/" + id.getIdPart()), family)
                .distinct()
                .toList();
        // What still waits for the database would come back after the erasure.
        cards.writeLeftovers();
        trail.writeLeftovers();
        Writing.Erased erased = store.write(writing -> writing.erase(people));
        if (erased.isNothing()) {
            throw new ResourceNotFoundException(id);
        }
        OperationOutcome outcome = Outcomes.of(
                IssueType.INFORMATIONAL,
                "Erased for good: " + erased.versions() + " versions of " + people.size()
                        + " people and of what was about them, and " + erased.cards() + " cards with their feedback");
        outcome.getIssueFirstRep().setSeverity(IssueSeverity.INFORMATION);
        return outcome;
    }
}
