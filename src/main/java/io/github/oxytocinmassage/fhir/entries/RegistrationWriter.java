package io.github.oxytocinmassage.fhir.entries;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.Nik;
import io.github.oxytocinmassage.fhir.entries.Entry.Measured;
import io.github.oxytocinmassage.fhir.entries.Entry.SingleAnswer;
import io.github.oxytocinmassage.fhir.entries.Registration.Newborn;
import io.github.oxytocinmassage.fhir.interactions.Ledger.Posting;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Value;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/** A mother, her infants and her husband as resources that know each other; what comes later refers to what came before. */
final class RegistrationWriter {

    private static final String ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

    private final EntryWriter writer;

    RegistrationWriter(EntryWriter writer) {
        this.writer = writer;
    }

    /** The key itself is the mother's. */
    List<Posting> postings(EntryKey key, Registration registration, Author author) {
        List<Posting> all = new ArrayList<>();
        Patient mother = mother(registration);
        for (int i = 0; i < registration.infants().size(); i++) {
            EntryKey infant = key.part("infant " + i);
            EntryKey tie = key.part("mother of infant " + i);
            all.add(posting(infant, infant(registration, i)));
            all.add(posting(tie, motherOf(infant, registration)));
            mother.addLink().setType(LinkType.SEEALSO).setOther(new Reference(tie.urn()));
        }
        all.add(posting(key, mother));
        if (!registration.companion().isEmpty()) {
            all.add(posting(key.part("husband"), husband(key, registration)));
        }
        measurements(key, registration, author, all);
        if (registration.consents() != null) {
            Value refuses = new Value.YesNo(!registration.consents());
            SingleAnswer answer = new SingleAnswer(key.urn(), Item.CONSENT_REFUSED, refuses, registration.at());
            all.add(posting(key.part("consent"), writer.resource(answer, author)));
        }
        return all;
    }

    private static Patient mother(Registration registration) {
        Patient mother = new Patient();
        mother.getMeta().addProfile(Canonical.profile("mother"));
        mother.addName().setText(registration.name());
        mother.setGender(AdministrativeGender.FEMALE);
        if (registration.born() != null) {
            mother.setBirthDateElement(date(registration.born()));
        }
        if (!registration.nationalId().isEmpty()) {
            mother.addIdentifier().setSystem(Nik.OWN).setValue(registration.nationalId());
        }
        return mother;
    }

    private Patient infant(Registration registration, int number) {
        Newborn newborn = registration.infants().get(number);
        Patient infant = new Patient();
        infant.getMeta().addProfile(Canonical.profile("infant"));
        infant.addName().setText(newborn.name());
        infant.setGender(PersonWriter.gender(newborn.sex()));
        infant.setBirthDateElement(PersonWriter.born(newborn.bornOn(), newborn.bornAt(), writer));
        // SATUSEHAT's own way: 0 is a single birth.
        infant.setMultipleBirth(new IntegerType(registration.infants().size() == 1 ? 0 : number + 1));
        if (!registration.nationalId().isEmpty()) {
            infant.addIdentifier().setSystem(Nik.OF_MOTHER).setValue(registration.nationalId());
        }
        return infant;
    }

    private static RelatedPerson motherOf(EntryKey infant, Registration registration) {
        RelatedPerson tie = related("mother-of-infant", infant, "MTH");
        tie.addName().setText(registration.name());
        return tie;
    }

    private static RelatedPerson husband(EntryKey mother, Registration registration) {
        RelatedPerson husband = related("companion", mother, "HUSB");
        husband.addName().setText(registration.companion());
        return husband;
    }

    private static RelatedPerson related(String profile, EntryKey patient, String role) {
        RelatedPerson related = new RelatedPerson();
        related.getMeta().addProfile(Canonical.profile(profile));
        related.setPatient(new Reference(patient.urn()));
        related.addRelationship().addCoding(new Coding(ROLES, role, null));
        return related;
    }

    private void measurements(EntryKey key, Registration registration, Author author, List<Posting> all) {
        for (int i = 0; i < registration.infants().size(); i++) {
            Newborn newborn = registration.infants().get(i);
            String infant = key.part("infant " + i).urn();
            if (newborn.weightGrams() != null) {
                Measured weight = new Measured(infant, Measure.BIRTH_WEIGHT, newborn.weightGrams(), registration.at());
                all.add(posting(key.part("birth weight " + i), atBirth(weight, newborn, author)));
            }
            if (registration.gestationWeeks() != null) {
                Measured weeks =
                        new Measured(infant, Measure.GESTATION, registration.gestationWeeks(), registration.at());
                all.add(posting(key.part("gestation " + i), atBirth(weeks, newborn, author)));
            }
        }
    }

    /** At the time of birth where that is known, else on its day. */
    private Observation atBirth(Measured measured, Newborn newborn, Author author) {
        Observation observation = (Observation) writer.resource(measured, author);
        return observation.setEffective(
                newborn.bornAt() != null
                        ? writer.time(newborn.bornAt())
                        : new DateTimeType(date(newborn.bornOn()).getValueAsString()));
    }

    private static DateType date(LocalDate day) {
        DateType date = new DateType();
        date.setValueAsString(day.toString());
        date.setPrecision(TemporalPrecisionEnum.DAY);
        return date;
    }

    private static Posting posting(EntryKey key, Resource resource) {
        return new Posting(key.urn(), Keyed.with(resource, key));
    }
}
