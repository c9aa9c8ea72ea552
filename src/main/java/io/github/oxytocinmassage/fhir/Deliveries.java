package io.github.oxytocinmassage.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.jspecify.annotations.Nullable;

/** The instants of delivery that are recorded on the mother (LOINC 93857-1). */
final class Deliveries {

    private static final Set<ObservationStatus> USABLE = Set.of(
            ObservationStatus.FINAL,
            ObservationStatus.AMENDED,
            ObservationStatus.CORRECTED,
            ObservationStatus.PRELIMINARY);

    private final List<Delivery> all = new ArrayList<>();

    /** @param of whom it is: the infant in focus or the subject; null: any of the mother's */
    private record Delivery(Instant at, @Nullable Person of) {}

    Deliveries(RecordIndex index, People people, Codings codings, @Nullable Person mother, ZoneId zone) {
        for (Recorded each : index.all()) {
            if (each.resource() instanceof Observation observation
                    && observation.getValue() instanceof DateTimeType value
                    && codings.asked(observation.getCode()).isDelivery()
                    && observation.getStatus() != null
                    && USABLE.contains(observation.getStatus())
                    && !Modifiers.changes(observation)) {
                FhirTime time = Times.written(value);
                Person subject = people.of(observation.getSubject(), each);
                if (time != null && time.time() != null && subject != null) {
                    Person focus = observation.hasFocus() ? people.of(observation.getFocusFirstRep(), each) : null;
                    Person of = subject != mother ? subject : focus == mother ? null : focus;
                    all.add(new Delivery(Times.when(time, zone).earliest(), of));
                }
            }
        }
    }

    Set<Instant> of(Person infant) {
        Set<Instant> those = new TreeSet<>();
        for (Delivery delivery : all) {
            if (delivery.of() == null || delivery.of() == infant) {
                those.add(delivery.at());
            }
        }
        return those;
    }
}
