package io.github.oxytocinmassage.fhir;

import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * The check of a filled sheet (SDC {@code $extract}): an Observation {@code adequacy-check} that has, in a record, the same advice as the
 * sheet itself. An unfinished sheet gives a preliminary one, which by its {@code derivedFrom} is read as unfinished too.
 */
final class SheetCheck {

    private static final String PATH = "QuestionnaireResponse";
    private static final Set<String> PERFORMERS =
            Set.of("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson");

    private SheetCheck() {}

    /** @throws BadRecordException when it is no sheet of ours, or can't be carried over whole */
    static Observation of(Resource resource, SheetForm form) {
        if (!(resource instanceof QuestionnaireResponse response)) {
            throw BadRecordException.notFhir(
                    "$extract takes a QuestionnaireResponse", Objects.requireNonNull(resource.fhirType()));
        }
        refuse(response, form);
        Observation check = new Observation();
        check.addDerivedFrom(sheet(response));
        check.setStatus(status(response))
                .setCode(new CodeableConcept()
                        .addCoding(form.questionnaire().getCodeFirstRep().copy()))
                .setSubject(QuestionnaireReader.subject(response).copy())
                .setEffective(response.getAuthoredElement().copy());
        check.getCode().getCodingFirstRep().setDisplayElement(null);
        response.getBasedOn().stream()
                .filter(b -> b.getReferenceElement().hasResourceType())
                .forEach(b -> check.addBasedOn(b.copy()));
        if (response.hasEncounter()) {
            check.setEncounter(response.getEncounter().copy());
        }
        if (response.hasAuthor()) {
            author(check, response.getAuthor().copy());
        }
        new SheetExtraction(form, check).add(response.getItem(), PATH);
        return check;
    }

    private static void refuse(QuestionnaireResponse response, SheetForm form) {
        if (!Canonical.isOf(response.getQuestionnaire(), Canonical.SHEET)) {
            throw BadRecordException.invalidValue(
                    "only filled sheets of " + form.questionnaire().getUrl() + " are known here",
                    PATH + ".questionnaire");
        }
        if (Modifiers.changes(response)) {
            throw BadRecordException.notFhir(
                    "what this makes of the sheet is not known here, so it can't be carried over",
                    PATH + (response.hasModifierExtension() ? ".modifierExtension" : ".implicitRules"));
        }
        if (response.hasContained()) {
            throw BadRecordException.notFhir(
                    "what is contained would be left behind; refer to it as a resource of its own",
                    PATH + ".contained");
        }
        Reference subject = QuestionnaireReader.subject(response);
        if (!(subject.getReference() != null || subject.hasIdentifier()) || !isOf(subject, Set.of("Patient"))) {
            throw BadRecordException.notFhir(
                    "a sheet has to name the mother or the infant, a Patient, as its subject", PATH + ".subject");
        }
        if (!response.getAuthoredElement().hasValue()) {
            throw BadRecordException.notFhir("a sheet has to say when it was filled", PATH + ".authored");
        }
    }

    private static ObservationStatus status(QuestionnaireResponse response) {
        if (response.getStatus() == null) {
            throw BadRecordException.notFhir("a sheet has to say whether it is completed", PATH + ".status");
        }
        return switch (response.getStatus()) {
            case COMPLETED -> ObservationStatus.FINAL;
            case AMENDED -> ObservationStatus.AMENDED;
            case INPROGRESS, STOPPED -> ObservationStatus.PRELIMINARY;
            default ->
                throw BadRecordException.invalidValue(
                        "what was entered in error holds nothing to be taken out", PATH + ".status");
        };
    }

    private static void author(Observation check, Reference author) {
        if (isOf(author, Set.of("Device"))) {
            check.setDevice(author);
        } else if (isOf(author, PERFORMERS)) {
            check.addPerformer(author);
        }
    }

    /** Its type always stands there, so that an unfinished sheet is known as one even when it has no id. */
    private static Reference sheet(QuestionnaireResponse response) {
        String id = response.getIdElement().getIdPart();
        Reference sheet = id == null ? new Reference() : new Reference("QuestionnaireResponse/" + id);
        sheet.setType("QuestionnaireResponse");
        if (response.hasIdentifier()) {
            sheet.setIdentifier(response.getIdentifier().copy());
        } else if (id == null) {
            sheet.setDisplay("a sheet without an id");
        }
        return sheet;
    }

    /** Of one of these types, or of a type that is not said. */
    private static boolean isOf(Reference reference, Set<String> types) {
        String type = reference.getType() != null
                ? reference.getType()
                : reference.getReferenceElement().getResourceType();
        return type == null || types.contains(type);
    }
}
