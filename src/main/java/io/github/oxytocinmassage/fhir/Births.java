package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** When an infant was born: to the instant when its time of birth is recorded, else to the day (protocol section 2). */
final class Births {

    private static final String BIRTH_TIME = "http://hl7.org/fhir/StructureDefinition/patient-birthTime";

    private final ZoneId zone;
    private final List<Doubt> doubts;

    Births(ZoneId zone, List<Doubt> doubts) {
        this.zone = zone;
        this.doubts = doubts;
    }

    /**
     * Null when it is unknown, or known to the month alone.
     *
     * @param deliveries instants recorded of the mother's deliveries
     */
    @Nullable
    When of(Person infant, Set<Instant> deliveries) {
        List<When> births = infant.records().stream()
                .map(r -> of(infant, (Patient) r.resource(), deliveries))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (births.size() < 2) {
            return births.isEmpty() ? null : births.get(0);
        }
        return new When(
                births.stream()
                        .map(When::earliest)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                births.stream().map(When::latest).max(Comparator.naturalOrder()).orElseThrow());
    }

    /** The day that a time of birth names by itself; null without one. */
    static @Nullable LocalDate dayOfBirthTime(Person person) {
        return person.patients()
                .flatMap(p -> birthTimes(p).stream())
                .map(FhirTime::first)
                .findFirst()
                .orElse(null);
    }

    private @Nullable When of(Person infant, Patient patient, Set<Instant> deliveries) {
        if (Modifiers.changes(patient)) {
            return null;
        }
        String date = patient.getBirthDateElement().getValueAsString();
        FhirTime day = date == null ? null : FhirTime.parse(date);
        List<FhirTime> times = birthTimes(patient);
        if (times.stream().anyMatch(t -> t.time() != null && t.offset() == null)) {
            doubt(Doubt.Kind.DATE, infant, Doubt.Reason.NO_ZONE.code());
        }
        if (!times.isEmpty()) {
            FhirTime time = times.get(0);
            if (times.stream().anyMatch(t -> !t.equals(time)) || (day != null && !isOn(time, day))) {
                doubt(Doubt.Kind.CONTRADICTION, infant, "");
            }
            return Times.when(time, zone);
        }
        if (day == null || !day.isDay()) {
            return null;
        }
        TreeSet<Instant> those = new TreeSet<>();
        deliveries.stream().filter(d -> localDate(d).equals(day.first())).forEach(those::add);
        return those.isEmpty() ? When.on(day.first(), zone) : new When(those.first(), those.last());
    }

    /** Full times of birth, that beside the birth date first. */
    private static List<FhirTime> birthTimes(Patient patient) {
        List<FhirTime> times = new ArrayList<>(1);
        Stream.of(patient.getBirthDateElement().getExtension(), patient.getExtension())
                .flatMap(List::stream)
                .filter(e -> BIRTH_TIME.equals(e.getUrl()))
                .map(Births::time)
                .filter(t -> t != null && t.first().equals(t.last()))
                .forEach(times::add);
        times.sort(Comparator.comparing(t -> t.time() == null));
        return times;
    }

    private static @Nullable FhirTime time(Extension extension) {
        return extension.getValue() instanceof PrimitiveType<?> value && value.getValueAsString() != null
                ? FhirTime.parse(value.getValueAsString())
                : null;
    }

    /** The date is that of the time here, or where the time was written. */
    private boolean isOn(FhirTime time, FhirTime day) {
        LocalDate here = localDate(Times.when(time, zone).earliest());
        return isWithin(here, day) || isWithin(time.first(), day);
    }

    private static boolean isWithin(LocalDate date, FhirTime day) {
        return !date.isBefore(day.first()) && !date.isAfter(day.last());
    }

    private LocalDate localDate(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    private void doubt(Doubt.Kind kind, Person infant, String detail) {
        doubts.add(new Doubt(kind, infant.reference(), "Patient.birthDate", infant.reference(), detail));
    }
}
