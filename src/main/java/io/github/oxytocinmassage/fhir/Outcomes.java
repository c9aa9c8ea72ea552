package io.github.oxytocinmassage.fhir;

import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Errors as OperationOutcome: what to mend, and where. */
public final class Outcomes {

    private Outcomes() {}

    /** What can't be read, with its path where there is one. */
    public static OperationOutcome of(BadRecordException e) {
        OperationOutcome outcome = of(IssueType.fromCode(e.code()), String.valueOf(e.getMessage()));
        if (e.path() != null) {
            outcome.getIssueFirstRep().addExpression(e.path());
        }
        return outcome;
    }

    /** That it is done, and nothing wrong with it. */
    public static OperationOutcome done(String diagnostics) {
        OperationOutcome outcome = of(IssueType.INFORMATIONAL, diagnostics);
        outcome.getIssueFirstRep().setSeverity(IssueSeverity.INFORMATION);
        return outcome;
    }

    public static OperationOutcome of(IssueType type, String diagnostics) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(diagnostics);
        return outcome;
    }
}
