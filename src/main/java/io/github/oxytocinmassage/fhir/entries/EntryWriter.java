package io.github.oxytocinmassage.fhir.entries;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.entries.Entry.BloodPressure;
import io.github.oxytocinmassage.fhir.entries.Entry.DangerReviewed;
import io.github.oxytocinmassage.fhir.entries.Entry.FilledSheet;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageDone;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageMissed;
import io.github.oxytocinmassage.fhir.entries.Entry.Measured;
import io.github.oxytocinmassage.fhir.entries.Entry.ProtocolStarted;
import io.github.oxytocinmassage.fhir.entries.Entry.SingleAnswer;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** An entry as a resource of its profile, without id and key. */
final class EntryWriter {

    private static final String LOINC = "http://loinc.org";
    private static final String UCUM = "http://unitsofmeasure.org";
    private static final String CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category";
    private static final String PANEL = "85354-9";

    private final ZoneId zone;
    private final MassageWriter massages;

    /** @param zone that times are written in */
    EntryWriter(ZoneId zone) {
        this.zone = zone;
        this.massages = new MassageWriter(this);
    }

    ZoneId zone() {
        return zone;
    }

    DomainResource resource(Entry entry, Author author) {
        if (entry instanceof FilledSheet sheet) {
            return sheet(sheet, author);
        } else if (entry instanceof Measured measured) {
            return measured(measured, author);
        } else if (entry instanceof BloodPressure pressure) {
            return pressure(pressure, author);
        } else if (entry instanceof MassageDone done) {
            return massages.done(done, author);
        } else if (entry instanceof MassageMissed missed) {
            return massages.missed(missed, author);
        } else if (entry instanceof SingleAnswer answer) {
            return observation(answer.subject(), "single-sign", item(answer.item()), answer.at(), author)
                    .setValue(value(answer.value()));
        } else if (entry instanceof DangerReviewed reviewed) {
            return observation(reviewed.subject(), "danger-reviewed", item(Item.DANGER_REVIEWED), reviewed.at(), author)
                    .setValue(item(reviewed.sign()));
        } else if (entry instanceof ProtocolStarted started) {
            return plan(started, author);
        }
        throw new IllegalArgumentException(entry.getClass().getName());
    }

    private Observation sheet(FilledSheet sheet, Author author) {
        CodeableConcept code = new CodeableConcept().addCoding(new Coding(Canonical.ITEMS, "adequacy-check", null));
        Observation check = observation(sheet.mother(), "adequacy-check", code, sheet.at(), author);
        check.addFocus(new Reference(sheet.infant()));
        sheet.answers()
                .forEach((item, answer) ->
                        check.addComponent().setCode(item(item)).setValue(value(answer)));
        return check;
    }

    private Observation measured(Measured measured, Author author) {
        Measure measure = measured.measure();
        Observation observation =
                observation(measured.subject(), profile(measure), loinc(measure.loinc()), measured.at(), author);
        observation.setValue(quantity(measured.amount(), measure.unit()));
        return measure == Measure.BIRTH_WEIGHT || measure == Measure.GESTATION ? observation : vitalSign(observation);
    }

    private Observation pressure(BloodPressure pressure, Author author) {
        Observation observation =
                observation(pressure.subject(), "blood-pressure", loinc(PANEL), pressure.at(), author);
        addPart(observation, Measure.SYSTOLIC, pressure.systolic());
        addPart(observation, Measure.DIASTOLIC, pressure.diastolic());
        return vitalSign(observation);
    }

    private static void addPart(Observation panel, Measure measure, int amount) {
        panel.addComponent()
                .setCode(loinc(measure.loinc()))
                .setValue(quantity(BigDecimal.valueOf(amount), measure.unit()));
    }

    private CarePlan plan(ProtocolStarted started, Author author) {
        CarePlan plan = new CarePlan();
        plan.getMeta().addProfile(Canonical.profile("massage-plan"));
        plan.addInstantiatesCanonical(Canonical.PLAN);
        plan.setStatus(CarePlan.CarePlanStatus.ACTIVE).setIntent(CarePlan.CarePlanIntent.PLAN);
        plan.setSubject(new Reference(started.mother()));
        plan.getPeriod().setStartElement(time(started.start()));
        if (author.isKnown()) {
            plan.setAuthor(reference(author));
        }
        return plan;
    }

    private Observation observation(String subject, String profile, CodeableConcept code, Instant at, Author author) {
        Observation observation = new Observation();
        observation.getMeta().addProfile(Canonical.profile(profile));
        observation.setStatus(ObservationStatus.FINAL).setCode(code);
        observation.setSubject(new Reference(subject)).setEffective(time(at));
        if (author.isKnown()) {
            observation.addPerformer(reference(author));
        }
        return observation;
    }

    private static Observation vitalSign(Observation observation) {
        observation.addCategory().addCoding(new Coding(CATEGORIES, "vital-signs", null));
        return observation;
    }

    DateTimeType time(Instant at) {
        return new DateTimeType(Date.from(at), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone(zone));
    }

    static Reference reference(Author author) {
        Reference reference = new Reference();
        if (author.practitioner() != null) {
            reference.setReference(author.practitioner());
        }
        if (!author.name().isEmpty()) {
            reference.setDisplay(author.name());
        }
        return reference;
    }

    static CodeableConcept item(Item item) {
        return new CodeableConcept().addCoding(new Coding(Canonical.ITEMS, item.code(), null));
    }

    static CodeableConcept loinc(String code) {
        return new CodeableConcept().addCoding(new Coding(LOINC, code, null));
    }

    static Quantity quantity(BigDecimal amount, String unit) {
        return new Quantity().setValue(amount).setUnit(unit).setSystem(UCUM).setCode(unit);
    }

    private static Type value(Value value) {
        if (value instanceof Value.YesNo yesNo) {
            return new BooleanType(yesNo.yes());
        } else if (value instanceof Value.Count count) {
            return new IntegerType(count.count());
        } else if (value instanceof Value.Coloured coloured) {
            return new CodeableConcept()
                    .addCoding(new Coding(Canonical.ITEMS, coloured.colour().code(), null));
        } else if (value instanceof Value.Volume volume) {
            return quantity(volume.millilitres(), "mL");
        }
        throw new IllegalArgumentException("no answer to an item: " + value);
    }

    static String profile(Measure measure) {
        return switch (measure) {
            case WEIGHT -> "weighing";
            case BIRTH_WEIGHT -> "birth-weight";
            case TEMPERATURE -> "body-temperature";
            case RESPIRATORY_RATE -> "respiratory-rate";
            case PULSE -> "heart-rate";
            case SYSTOLIC, DIASTOLIC -> "blood-pressure-part";
            case GESTATION -> "gestational-age";
        };
    }
}
