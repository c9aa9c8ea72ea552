package io.github.oxytocinmassage.fhir.entries;

import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageDone;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageMissed;
import io.github.oxytocinmassage.fhir.entries.Entry.Performer;
import java.time.Duration;
import java.util.Locale;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;

/** A massage, done or missed, as a Procedure. */
final class MassageWriter {

    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String BACK = "77568009";

    private final EntryWriter writer;

    MassageWriter(EntryWriter writer) {
        this.writer = writer;
    }

    Procedure done(MassageDone done, Author author) {
        Procedure procedure = massage(done.mother(), ProcedureStatus.COMPLETED, author);
        if (done.minutes() == null) {
            procedure.setPerformed(writer.time(done.start()));
        } else {
            procedure.setPerformed(new Period()
                    .setStartElement(writer.time(done.start()))
                    .setEndElement(writer.time(done.start().plus(Duration.ofMinutes(done.minutes())))));
        }
        if (done.performer() != null) {
            addPerformer(procedure, done.performer(), done.performerName());
        }
        procedure.addBodySite().addCoding(new Coding(SNOMED, BACK, null));
        return procedure;
    }

    Procedure missed(MassageMissed missed, Author author) {
        Procedure procedure = massage(missed.mother(), ProcedureStatus.NOTDONE, author);
        procedure.setStatusReason(new CodeableConcept()
                .addCoding(new Coding(Canonical.ITEMS, missed.reason().code(), null)));
        procedure.setPerformed(writer.time(missed.at()));
        return procedure;
    }

    private static Procedure massage(String mother, ProcedureStatus status, Author author) {
        Procedure procedure = new Procedure();
        procedure.getMeta().addProfile(Canonical.profile("massage-session"));
        procedure.setStatus(status).setSubject(new Reference(mother));
        procedure.getCode().addCoding(new Coding(Canonical.ITEMS, "oxytocin-massage", null));
        if (author.isKnown()) {
            procedure.setRecorder(EntryWriter.reference(author));
        }
        return procedure;
    }

    /** Named by kind where no name is known: FHIR wants somebody. */
    private static void addPerformer(Procedure procedure, Performer performer, String name) {
        Reference actor = new Reference()
                .setType(performer == Performer.MIDWIFE ? "Practitioner" : "RelatedPerson")
                .setDisplay(name.isEmpty() ? performer.name().toLowerCase(Locale.ROOT) : name);
        Procedure.ProcedurePerformerComponent component =
                procedure.addPerformer().setActor(actor);
        String role = role(performer);
        if (!role.isEmpty()) {
            component.setFunction(new CodeableConcept().addCoding(new Coding(ROLES, role, null)));
        }
    }

    private static String role(Performer performer) {
        return switch (performer) {
            case HUSBAND -> "HUSB";
            case COMPANION -> "FAMMEMB";
            case MIDWIFE -> "";
        };
    }
}
