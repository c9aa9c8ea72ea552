package io.github.oxytocinmassage.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.springframework.http.MediaType;

/** What is wrong with a call, as an OperationOutcome in JSON (CDS Hooks, "Returning OperationOutcome"). */
final class OutcomeBody {

    static final MediaType TYPE = new MediaType("application", "fhir+json", StandardCharsets.UTF_8);

    private OutcomeBody() {}

    static byte[] of(List<Issue> issues, FhirContext fhir) {
        OperationOutcome outcome = new OperationOutcome();
        for (Issue issue : issues) {
            OperationOutcome.OperationOutcomeIssueComponent component = outcome.addIssue()
                    .setSeverity(OperationOutcome.IssueSeverity.ERROR)
                    .setCode(OperationOutcome.IssueType.fromCode(issue.code()))
                    .setDiagnostics(issue.diagnostics());
            if (!issue.expression().isEmpty()) {
                component.addExpression(issue.expression());
            }
        }
        return fhir.newJsonParser().encodeResourceToString(outcome).getBytes(StandardCharsets.UTF_8);
    }
}
