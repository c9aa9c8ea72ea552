package io.github.oxytocinmassage.fhir;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** Someone the record speaks of: registered in it, or known by a reference alone. */
final class Person {

    private final String reference;
    private final Where where;
    private final List<Recorded> records = new ArrayList<>(1);

    Person(String reference, Where where) {
        this.reference = reference;
        this.where = where;
    }

    enum Where {
        HERE,
        /** Of a server that is named, while it is not known where the record comes from. */
        UNCERTAIN,
        /** Of another server, or no patient at all. */
        ELSEWHERE
    }

    String reference() {
        return reference;
    }

    /** Not known to be of the record: nothing is tied to such a one. */
    boolean isElsewhere() {
        return where != Where.HERE;
    }

    boolean mayBeHere() {
        return where != Where.ELSEWHERE;
    }

    /** Not a group, a device or a related person. */
    boolean isPatient() {
        String type = Address.of(reference).type();
        return type.isEmpty() || type.equals("Patient");
    }

    /** The record holds what is registered of this person. */
    boolean isRegistered() {
        return !records.isEmpty();
    }

    void register(Recorded patient) {
        records.add(patient);
    }

    List<Recorded> records() {
        return records;
    }

    Stream<Patient> patients() {
        return records.stream().map(r -> (Patient) r.resource());
    }

    Stream<Identifier> identifiers() {
        return patients().flatMap(p -> p.getIdentifier().stream()).filter(Identifiers::isWhole);
    }

    /** The values of the identifiers of one system. */
    List<String> identifiers(String system) {
        return identifiers()
                .filter(i -> i.getSystem().equals(system))
                .map(i -> i.getValue().strip())
                .toList();
    }

    /** The first day that the birth date may mean; null when it is unknown. */
    @Nullable
    LocalDate bornOn() {
        return patients()
                .map(Patient::getBirthDateElement)
                .map(DateType::getValueAsString)
                .filter(Objects::nonNull)
                .map(FhirTime::parse)
                .filter(Objects::nonNull)
                .map(FhirTime::first)
                .findFirst()
                .orElseGet(() -> Births.dayOfBirthTime(this));
    }

    boolean isMale() {
        return patients().anyMatch(p -> p.getGender() == AdministrativeGender.MALE);
    }

    @Override
    public String toString() {
        return reference;
    }
}
