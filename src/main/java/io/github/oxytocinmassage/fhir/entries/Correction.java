package io.github.oxytocinmassage.fhir.entries;

import io.github.oxytocinmassage.fhir.Canonical;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** A stored resource with what was entered anew; what the form does not speak of stays. */
final class Correction {

    private static final String DURATION = Canonical.profile("session-duration");
    private static final String VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status";

    private Correction() {}

    /**
     * @param anew the resource as it would be entered now
     * @throws IllegalArgumentException when the two are not of one kind
     */
    static Resource of(Resource before, Resource anew) {
        if (before instanceof Observation old && anew instanceof Observation corrected) {
            return of(old.copy(), corrected);
        } else if (before instanceof Procedure old && anew instanceof Procedure corrected) {
            return of(old.copy(), corrected);
        } else if (before instanceof CarePlan old && anew instanceof CarePlan corrected) {
            CarePlan plan = old.copy();
            plan.getPeriod().setStartElement(corrected.getPeriod().getStartElement());
            return plan;
        }
        throw new IllegalArgumentException(before.fhirType() + " is not corrected by " + anew.fhirType());
    }

    private static Observation of(Observation observation, Observation anew) {
        observation.setStatus(ObservationStatus.CORRECTED).setEffective(anew.getEffective());
        observation.setPerformer(anew.getPerformer());
        if (anew.hasFocus()) {
            observation.setFocus(anew.getFocus());
        }
        if (anew.hasValue()) {
            observation.setValue(anew.getValue()).setDataAbsentReason(null);
        }
        if (anew.hasComponent()) {
            List<ObservationComponentComponent> components = new ArrayList<>(anew.getComponent());
            observation.getComponent().stream()
                    .filter(c -> !isSpokenOf(c, anew))
                    .forEach(components::add);
            observation.setComponent(components);
        }
        return observation;
    }

    /** One of our items: the new sheet has it, or it was not answered after all. Or one that the new one has too. */
    private static boolean isSpokenOf(ObservationComponentComponent component, Observation anew) {
        List<Coding> codings = component.getCode().getCoding();
        return codings.stream().anyMatch(c -> Canonical.ITEMS.equals(c.getSystem()))
                || anew.getComponent().stream()
                        .flatMap(c -> c.getCode().getCoding().stream())
                        .anyMatch(
                                c -> codings.stream().anyMatch(o -> c.getCode().equals(o.getCode())));
    }

    private static Procedure of(Procedure procedure, Procedure anew) {
        procedure.setStatus(anew.getStatus()).setPerformed(anew.getPerformed());
        procedure.setStatusReason(anew.hasStatusReason() ? anew.getStatusReason() : null);
        procedure.getExtension().removeIf(e -> DURATION.equals(e.getUrl()));
        if (anew.hasPerformer() || anew.getStatus() == ProcedureStatus.NOTDONE) {
            procedure.setPerformer(anew.getPerformer());
        }
        procedure.setRecorder(anew.hasRecorder() ? anew.getRecorder() : null);
        return procedure;
    }

    /** It should never have been entered. Its earlier versions stay readable. */
    static Resource withdrawn(Resource before, Author author) {
        Resource copy = before.copy();
        if (copy instanceof Observation observation) {
            observation.setStatus(ObservationStatus.ENTEREDINERROR);
            if (author.isKnown()) {
                observation.setPerformer(List.of(EntryWriter.reference(author)));
            }
        } else if (copy instanceof Procedure procedure) {
            procedure.setStatus(ProcedureStatus.ENTEREDINERROR);
            if (author.isKnown()) {
                procedure.setRecorder(EntryWriter.reference(author));
            }
        } else if (copy instanceof CarePlan plan) {
            plan.setStatus(CarePlanStatus.ENTEREDINERROR);
        } else if (copy instanceof Condition condition) {
            condition.setClinicalStatus(null);
            condition.setVerificationStatus(
                    new CodeableConcept().addCoding(new Coding(VERIFICATION, "entered-in-error", null)));
        } else {
            throw new IllegalArgumentException(copy.fhirType() + " is not withdrawn");
        }
        return copy;
    }

    /** References of whom a resource is about. */
    static boolean isAbout(Resource resource, Set<String> people) {
        String subject = subject(resource);
        return subject != null && people.stream().anyMatch(p -> subject.equals(p) || subject.endsWith("/" + p));
    }

    private static @Nullable String subject(Resource resource) {
        return resource instanceof Observation observation
                ? observation.getSubject().getReference()
                : resource instanceof Procedure procedure
                        ? procedure.getSubject().getReference()
                        : resource instanceof CarePlan plan
                                ? plan.getSubject().getReference()
                                : resource instanceof Condition condition
                                        ? condition.getSubject().getReference()
                                        : null;
    }
}
