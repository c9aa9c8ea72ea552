package io.github.oxytocinmassage.fhir;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/** A whole run of the protocol as an EHR would send it: 15 checks, 28 sessions, weighings. */
final class SampleRecord {

    static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");
    static final LocalDate BIRTHDAY = LocalDate.of(2026, 6, 1);
    static final Instant AS_OF =
            BIRTHDAY.plusDays(15).atTime(20, 0).atZone(ZONE).toInstant();

    private final Bundle bundle = new Bundle();

    private SampleRecord() {
        bundle.setType(Bundle.BundleType.COLLECTION);
    }

    static Bundle bundle() {
        SampleRecord record = new SampleRecord();
        record.people();
        record.plan();
        for (int day = 2; day <= 15; day++) {
            record.session(BIRTHDAY.plusDays(day).atTime(7, 0));
            record.session(BIRTHDAY.plusDays(day).atTime(17, 0));
        }
        for (int day = 1; day <= 15; day++) {
            record.check(day);
        }
        record.measured("8339-4", 3000, BIRTHDAY.atTime(8, 30));
        record.measured("29463-7", 2850, BIRTHDAY.plusDays(3).atTime(9, 30));
        record.measured("29463-7", 3010, BIRTHDAY.plusDays(9).atTime(9, 30));
        record.measured("29463-7", 3180, BIRTHDAY.plusDays(15).atTime(9, 30));
        return record.bundle;
    }

    private void people() {
        Patient mother = new Patient();
        mother.setGender(Enumerations.AdministrativeGender.FEMALE);
        add("mother", mother);
        Patient infant = new Patient();
        infant.setBirthDateElement(new org.hl7.fhir.r4.model.DateType("2026-06-01"));
        infant.getBirthDateElement()
                .addExtension("http://hl7.org/fhir/StructureDefinition/patient-birthTime", at(BIRTHDAY.atTime(8, 0)));
        add("infant", infant);
        RelatedPerson tie = new RelatedPerson();
        tie.setPatient(new Reference("Patient/infant"));
        tie.addRelationship(new CodeableConcept()
                .addCoding(new Coding()
                        .setSystem("http://terminology.hl7.org/CodeSystem/v3-RoleCode")
                        .setCode("MTH")));
        add("tie", tie);
    }

    private void plan() {
        CarePlan plan = new CarePlan();
        plan.setStatus(CarePlan.CarePlanStatus.ACTIVE)
                .setIntent(CarePlan.CarePlanIntent.PLAN)
                .setSubject(new Reference("Patient/mother"))
                .setPeriod(new Period().setStartElement(at(BIRTHDAY.plusDays(2).atTime(6, 0))));
        plan.addInstantiatesCanonical(Canonical.PLAN);
        add("plan", plan);
    }

    private void session(LocalDateTime start) {
        Procedure session = new Procedure();
        session.setStatus(Procedure.ProcedureStatus.COMPLETED)
                .setCode(item("oxytocin-massage"))
                .setSubject(new Reference("Patient/mother"))
                .setPerformed(new Period().setStartElement(at(start)).setEndElement(at(start.plusMinutes(15))));
        add("session-" + start.toLocalDate() + "-" + start.getHour(), session);
    }

    private void check(int day) {
        Observation check =
                observation(item("adequacy-check"), BIRTHDAY.plusDays(day).atTime(10, 0));
        check.setSubject(new Reference("Patient/mother"));
        check.addFocus(new Reference("Patient/infant"));
        component(check, "feeds-24h", new IntegerType(9));
        component(check, "wet-diapers-24h", new IntegerType(Math.min(6, day + 1)));
        component(check, "stools-24h", new IntegerType(4));
        component(check, "stool-colour", item(day < 4 ? "transitional" : "yellow"));
        component(check, "urine-colour", item("pale"));
        for (String code : List.of("settled-after-feed", "swallowing-heard", "breast-softer", "let-down")) {
            component(check, code, new BooleanType(true));
        }
        component(check, "danger-signs-none", new BooleanType(true));
        add("check-" + day, check);
    }

    private void measured(String loinc, int grams, LocalDateTime when) {
        Observation weight = observation(
                new CodeableConcept()
                        .addCoding(new Coding().setSystem("http://loinc.org").setCode(loinc)),
                when);
        weight.setSubject(new Reference("Patient/infant"));
        weight.setValue(new Quantity()
                .setValue(BigDecimal.valueOf(grams))
                .setUnit("g")
                .setSystem("http://unitsofmeasure.org")
                .setCode("g"));
        add("weight-" + loinc + "-" + when.toLocalDate(), weight);
    }

    private static Observation observation(CodeableConcept code, LocalDateTime when) {
        Observation observation = new Observation();
        observation.setStatus(Observation.ObservationStatus.FINAL).setCode(code).setEffective(at(when));
        return observation;
    }

    private static void component(Observation check, String code, Type value) {
        check.addComponent().setCode(item(code)).setValue(value);
    }

    private static CodeableConcept item(String code) {
        return new CodeableConcept()
                .addCoding(new Coding().setSystem(Canonical.ITEMS).setCode(code));
    }

    private static DateTimeType at(LocalDateTime when) {
        DateTimeType type = new DateTimeType(Date.from(when.atZone(ZONE).toInstant()));
        type.setTimeZone(java.util.TimeZone.getTimeZone(ZONE));
        return type;
    }

    private void add(String id, Resource resource) {
        resource.setId(id);
        bundle.addEntry().setResource(resource);
    }
}
