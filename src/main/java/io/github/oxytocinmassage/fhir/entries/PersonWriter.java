package io.github.oxytocinmassage.fhir.entries;

import io.github.oxytocinmassage.fhir.PersonName;
import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** A Patient as a page corrects it, and back. */
final class PersonWriter {

    static final String BIRTH_TIME = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";

    private static final int DAY = "2026-06-05".length();

    private final EntryWriter writer;
    private final ZoneId zone;

    PersonWriter(EntryWriter writer) {
        this.writer = writer;
        this.zone = writer.zone();
    }

    Person read(Patient patient) {
        return new Person(
                patient.getName().stream().findFirst().map(PersonName::of).orElse(""),
                sex(patient.getGender()),
                day(patient.getBirthDateElement().getValueAsString()),
                birthTime(patient),
                isDead(patient),
                patient.getDeceased() instanceof DateTimeType death ? day(death.getValueAsString()) : null);
    }

    /** Where a record has it that this is not known, nobody is taken for dead. */
    private static boolean isDead(Patient patient) {
        return patient.getDeceased() instanceof DateTimeType death && death.hasValue()
                || patient.getDeceased() instanceof BooleanType yes && Boolean.TRUE.equals(yes.getValue());
    }

    /** What the page does not speak of stays, and what it says as before stays as it was written. */
    Patient correct(Patient before, Person person) {
        Person old = read(before);
        Patient patient = before.copy();
        if (!person.name().equals(old.name())) {
            rename(patient, person.name());
        }
        if (person.sex() != old.sex()) {
            patient.setGender(gender(person.sex()));
        }
        if (!Objects.equals(person.bornOn(), old.bornOn()) || !Objects.equals(person.bornAt(), old.bornAt())) {
            patient.getExtension().removeIf(e -> BIRTH_TIME.equals(e.getUrl()));
            patient.setBirthDateElement(born(person.bornOn(), person.bornAt(), writer));
        }
        if (person.died() != old.died() || !Objects.equals(person.diedOn(), old.diedOn())) {
            patient.setDeceased(
                    !person.died()
                            ? null
                            : person.diedOn() == null
                                    ? new BooleanType(true)
                                    : new DateTimeType(person.diedOn().toString()));
        }
        return patient;
    }

    /** A date of birth, with the time where it is known; null for none. */
    static @Nullable DateType born(@Nullable LocalDate day, @Nullable Instant time, EntryWriter writer) {
        if (day == null) {
            return null;
        }
        DateType born = new DateType(day.toString());
        if (time != null) {
            born.addExtension(new Extension(BIRTH_TIME, writer.time(time)));
        }
        return born;
    }

    static AdministrativeGender gender(Sex sex) {
        return switch (sex) {
            case FEMALE -> AdministrativeGender.FEMALE;
            case MALE -> AdministrativeGender.MALE;
            case UNKNOWN -> AdministrativeGender.UNKNOWN;
        };
    }

    private static Sex sex(@Nullable AdministrativeGender gender) {
        return gender == AdministrativeGender.FEMALE
                ? Sex.FEMALE
                : gender == AdministrativeGender.MALE ? Sex.MALE : Sex.UNKNOWN;
    }

    /** Its parts would tell another name than its text. */
    private static void rename(Patient patient, String name) {
        HumanName first = patient.hasName() ? patient.getName().get(0) : patient.addName();
        first.setText(name)
                .setFamily(null)
                .setGiven(List.of())
                .setPrefix(List.of())
                .setSuffix(List.of());
    }

    private @Nullable LocalDate day(@Nullable String date) {
        if (date == null || date.length() < DAY) {
            return null;
        }
        return date.length() == DAY
                ? LocalDate.parse(date)
                : new DateTimeType(date).getValue().toInstant().atZone(zone).toLocalDate();
    }

    private static @Nullable Instant birthTime(Patient patient) {
        return Stream.of(patient.getBirthDateElement().getExtension(), patient.getExtension())
                .flatMap(List::stream)
                .filter(e -> BIRTH_TIME.equals(e.getUrl()))
                .map(Extension::getValue)
                .filter(DateTimeType.class::isInstance)
                .map(v -> ((DateTimeType) v).getValue())
                .filter(Objects::nonNull)
                .map(Date::toInstant)
                .findFirst()
                .orElse(null);
    }
}
