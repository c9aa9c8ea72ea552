package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import io.github.oxytocinmassage.fhir.LiteralReferences;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;

/** Whether what fails its profile is stored ({@code registry.validation}); that it fails is said in any case. */
public final class Admission {

    /** What becomes of a resource that fails its profile. */
    public enum Rule {
        /** It is stored, and the answer says what is wrong. */
        WARN,
        /** It is refused. */
        REJECT
    }

    private final Conformance conformance;
    private final Rule rule;

    Admission(Conformance conformance, Rule rule) {
        this.conformance = conformance;
        this.rule = rule;
    }

    /**
     * @return what is to be said of it; without an issue when it conforms
     * @throws ca.uhn.fhir.rest.server.exceptions.InvalidRequestException (400) when a reference in it is none
     * @throws UnprocessableEntityException (422) when it may not be stored
     */
    public OperationOutcome admit(Resource resource) {
        LiteralReferences.check(resource, null, false);
        OperationOutcome said = look(List.of(resource)).get(0);
        if (isRefused(said)) {
            throw refusal(said);
        }
        return said;
    }

    /** The same for several at once, in their order, without refusing: see {@link #isRefused}. */
    public List<OperationOutcome> look(List<Resource> resources) {
        return resources.isEmpty()
                ? List.of()
                : conformance.check(resources).stream().map(Flaw::outcome).toList();
    }

    /** Whether a resource of which this is said may not be stored. */
    public boolean isRefused(OperationOutcome said) {
        return rule == Rule.REJECT
                && said.getIssue().stream().anyMatch(i -> i.getSeverity() == OperationOutcome.IssueSeverity.ERROR);
    }

    /** The refusal of a resource of which this is said. */
    public UnprocessableEntityException refusal(OperationOutcome said) {
        UnprocessableEntityException refusal = new UnprocessableEntityException(
                "The resource fails its profile; mend what the issues name, or have the site store it all the same (registry.validation)");
        refusal.setOperationOutcome(said);
        return refusal;
    }
}
