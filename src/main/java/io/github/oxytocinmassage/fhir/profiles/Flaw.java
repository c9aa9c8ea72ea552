package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * What the validator finds wrong.
 *
 * @param isError else it is doubtful only
 * @param path FHIRPath of the element
 * @param message in words
 * @param key of the constraint that is broken or of the kind of flaw; empty when the validator gives none
 */
public record Flaw(boolean isError, String path, String message, String key) {

    static Flaw of(SingleValidationMessage message, String path) {
        ResultSeverityEnum severity = message.getSeverity();
        return new Flaw(
                severity == ResultSeverityEnum.ERROR || severity == ResultSeverityEnum.FATAL,
                path,
                message.getMessage(),
                Objects.requireNonNullElse(message.getMessageId(), ""));
    }

    /** One issue for each; none when there is no flaw. */
    static OperationOutcome outcome(List<Flaw> flaws) {
        OperationOutcome outcome = new OperationOutcome();
        flaws.forEach(f -> outcome.addIssue()
                .setSeverity(f.isError() ? IssueSeverity.ERROR : IssueSeverity.WARNING)
                .setCode(IssueType.INVARIANT)
                .setDiagnostics(f.message())
                .addExpression(f.path()));
        return outcome;
    }
}
