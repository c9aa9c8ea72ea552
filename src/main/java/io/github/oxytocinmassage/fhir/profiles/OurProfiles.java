package io.github.oxytocinmassage.fhir.profiles;

import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.protocol.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/**
 * Which of our profiles a resource is of, by what it says: its code, its relationship, the plan or questionnaire that it follows. Nobody has to
 * write {@code meta.profile}; whom a Patient is, mother or infant, it does not say itself.
 */
final class OurProfiles {

    private static final String LOINC = "http://loinc.org";
    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

    private static final Map<String, String> MEASUREMENTS = Map.ofEntries(
            Map.entry("29463-7", "weighing"),
            Map.entry("8339-4", "birth-weight"),
            Map.entry("8310-5", "body-temperature"),
            Map.entry("9279-1", "respiratory-rate"),
            Map.entry("8867-4", "heart-rate"),
            Map.entry("85354-9", "blood-pressure"),
            Map.entry("8480-6", "blood-pressure-part"),
            Map.entry("8462-4", "blood-pressure-part"),
            Map.entry("11884-4", "gestational-age"),
            Map.entry("18185-9", "gestational-age"));

    private static final Set<String> SHEETS = Set.of("adequacy-check", "danger-reviewed");

    private OurProfiles() {}

    /** Canonical addresses; empty when it is none of ours. */
    static Set<String> of(Resource resource) {
        Set<String> profiles = new TreeSet<>();
        names(resource).map(Canonical::profile).forEach(profiles::add);
        return profiles;
    }

    private static Stream<String> names(Resource resource) {
        if (resource instanceof Procedure procedure) {
            return when(has(procedure.getCode(), Canonical.ITEMS, "oxytocin-massage"::equals), "massage-session");
        }
        if (resource instanceof Observation observation) {
            return observation.getCode().getCoding().stream().flatMap(OurProfiles::observed);
        }
        if (resource instanceof Condition condition) {
            return when(has(condition.getCode(), Canonical.ITEMS, code -> true), "contraindication");
        }
        if (resource instanceof CarePlan plan) {
            return when(
                    plan.getIntent() != CarePlan.CarePlanIntent.PROPOSAL
                            && follows(plan.getInstantiatesCanonical(), Canonical.PLAN),
                    "massage-plan");
        }
        if (resource instanceof QuestionnaireResponse response) {
            return when(follows(List.of(response.getQuestionnaireElement()), Canonical.SHEET), "sheet-response");
        }
        return resource instanceof RelatedPerson person ? person(person) : Stream.empty();
    }

    private static Stream<String> observed(Coding coding) {
        if (LOINC.equals(coding.getSystem())) {
            return Stream.ofNullable(MEASUREMENTS.get(String.valueOf(coding.getCode())));
        }
        if (!Canonical.ITEMS.equals(coding.getSystem()) || coding.getCode() == null) {
            return Stream.empty();
        }
        if (SHEETS.contains(coding.getCode())) {
            return Stream.of(coding.getCode());
        }
        return when(Item.ofCode(coding.getCode()).isPresent(), "single-sign");
    }

    private static Stream<String> person(RelatedPerson person) {
        boolean isMother = person.getRelationship().stream().anyMatch(r -> has(r, ROLES, "MTH"::equals));
        boolean isKnown = person.getRelationship().stream().anyMatch(r -> has(r, ROLES, code -> true));
        return isMother ? Stream.of("mother-of-infant") : when(isKnown, "companion");
    }

    private static boolean has(CodeableConcept concept, String system, Predicate<String> code) {
        return concept.getCoding().stream()
                .anyMatch(c -> system.equals(c.getSystem()) && c.getCode() != null && code.test(c.getCode()));
    }

    private static boolean follows(List<CanonicalType> addresses, String ours) {
        return addresses.stream()
                .map(a -> String.valueOf(a.getValue()))
                .anyMatch(a -> a.equals(ours) || a.startsWith(ours + "|"));
    }

    private static Stream<String> when(boolean is, String name) {
        return is ? Stream.of(name) : Stream.empty();
    }
}
