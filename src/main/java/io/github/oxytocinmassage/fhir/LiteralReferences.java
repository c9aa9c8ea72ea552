package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** References as they are written: what leads to nothing, whoever reads it, belongs to nobody and is better not stored. */
public final class LiteralReferences {

    private static final Pattern RELATIVE = Pattern.compile("/?[A-Z][A-Za-z]*/[^/?#\\s]+(?:/_history/[^/?#\\s]+)?");
    private static final Pattern ELSEWHERE =
            Pattern.compile("#.*|urn:[^:\\s]+:\\S+|[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s]+\\S*");
    private static final Pattern SEARCH = Pattern.compile("[A-Z][A-Za-z]*\\?\\S+");

    private LiteralReferences() {}

    /**
     * A reference that is none.
     *
     * @param path of its text, from the resource on: "Observation.subject.reference"
     * @param isSearch in a transaction it stands for the one that it finds
     */
    public record Fault(Reference reference, String path, boolean isSearch) {

        /** What is wrong with it. */
        public String what() {
            return isSearch
                    ? "a search stands for what it finds in a transaction only; name the resource itself, as in Patient/1"
                    : "this is no reference; write Type/id, an absolute address, urn:uuid: with a UUID, or # with the id of what is contained";
        }
    }

    public static List<Fault> faults(Resource resource) {
        List<Fault> faults = new ArrayList<>();
        walk(resource, resource.fhirType(), faults);
        return faults;
    }

    /**
     * @param place of the resource: "Bundle.entry[2].resource"; null: the body
     * @throws InvalidRequestException naming each that is none
     */
    public static void check(Resource resource, @Nullable String place, boolean inTransaction) {
        List<Fault> faults = faults(resource);
        faults.removeIf(f -> inTransaction && f.isSearch());
        if (faults.isEmpty()) {
            return;
        }
        OperationOutcome outcome = new OperationOutcome();
        for (Fault fault : faults) {
            String path = place == null
                    ? fault.path()
                    : place + fault.path().substring(resource.fhirType().length());
            outcome.addIssue()
                    .setSeverity(OperationOutcome.IssueSeverity.ERROR)
                    .setCode(OperationOutcome.IssueType.VALUE)
                    .setDiagnostics(path + ": " + fault.what())
                    .addExpression(path);
        }
        InvalidRequestException refusal =
                new InvalidRequestException(outcome.getIssueFirstRep().getDiagnostics());
        refusal.setOperationOutcome(outcome);
        throw refusal;
    }

    private static void walk(Base element, String path, List<Fault> faults) {
        if (element instanceof Reference reference && reference.getReference() != null) {
            String text = reference.getReference();
            if (!RELATIVE.matcher(text).matches() && !ELSEWHERE.matcher(text).matches()) {
                faults.add(new Fault(
                        reference, path + ".reference", SEARCH.matcher(text).matches()));
            }
        }
        for (Property property : element.children()) {
            if (!property.hasValues()) {
                continue;
            }
            String name = path + "." + property.getName().replace("[x]", "");
            List<Base> values = property.getValues();
            for (int i = 0; i < values.size(); i++) {
                if (!values.get(i).isPrimitive()) {
                    walk(values.get(i), property.isList() ? name + "[" + i + "]" : name, faults);
                }
            }
        }
    }
}
