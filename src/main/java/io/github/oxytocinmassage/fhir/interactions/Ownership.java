package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Whose a resource is, and what in it ties people to one another. */
final class Ownership {

    private static final Pattern NAMES_A_RECORD =
            Pattern.compile("(?:^|.*/)(?:" + String.join("|", RecordTypes.names()) + ")[/?].*", Pattern.DOTALL);

    private Ownership() {}

    /** {@code Patient/id}; empty when it is nobody's here. */
    static String person(Resource resource, @Nullable String id) {
        if (resource instanceof Patient) {
            return id == null ? "" : "Patient/" + id;
        }
        return SearchFields.target(subject(resource).getReferenceElement());
    }

    private static Reference subject(Resource resource) {
        if (resource instanceof RelatedPerson person) {
            return person.getPatient();
        } else if (resource instanceof CarePlan plan) {
            return plan.getSubject();
        } else if (resource instanceof Procedure procedure) {
            return procedure.getSubject();
        } else if (resource instanceof Observation observation) {
            return observation.getSubject();
        } else if (resource instanceof QuestionnaireResponse response) {
            return response.getSubject();
        } else if (resource instanceof Condition condition) {
            return condition.getSubject();
        }
        return new Reference();
    }

    /** Those to what a record is made of, as {@code Type/id}; one of another form stays as it is written. */
    static List<String> references(FhirContext context, Resource resource, Predicate<String> inBundle) {
        List<String> found = new ArrayList<>();
        for (Reference reference : context.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            String value = reference.getReference();
            if (value == null || value.startsWith("#") || inBundle.test(value)) {
                continue;
            }
            if (NAMES_A_RECORD.matcher(value).matches()) {
                String target = SearchFields.target(reference.getReferenceElement());
                found.add(target.isEmpty() ? value : target);
            }
        }
        return found;
    }

    /**
     * Identifiers and links say who is whose mother: with a patient/ scope a Patient keeps those it has, and a RelatedPerson has none that
     * is not its own or the family's.
     */
    static void checkTies(Resource resource, @Nullable Resource before, List<Resource> people) {
        if (resource instanceof Patient patient) {
            Patient known = before instanceof Patient stored ? stored : new Patient();
            if (!Base.compareDeep(patient.getIdentifier(), known.getIdentifier(), true)
                    || !Base.compareDeep(patient.getLink(), known.getLink(), true)) {
                throw Reach.forbidden(
                        "Identifiers and links of a Patient say who belongs to whom; to change them takes a user/ or system/ scope");
            }
        } else if (resource instanceof RelatedPerson person) {
            List<Identifier> known = new ArrayList<>();
            people.forEach(p -> known.addAll(((Patient) p).getIdentifier()));
            if (before instanceof RelatedPerson stored) {
                known.addAll(stored.getIdentifier());
            }
            if (!person.getIdentifier().stream().allMatch(i -> known.stream().anyMatch(k -> isSame(i, k)))) {
                throw Reach.forbidden(
                        "An identifier of a RelatedPerson says whose mother it is; a new one takes a user/ or system/ scope");
            }
        }
    }

    private static boolean isSame(Identifier one, Identifier other) {
        return one.getValue() != null
                && one.getValue().equals(other.getValue())
                && Objects.equals(one.getSystem(), other.getSystem());
    }
}
