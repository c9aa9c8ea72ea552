package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import io.github.oxytocinmassage.fhir.Kept;
import io.github.oxytocinmassage.fhir.Records;
import io.github.oxytocinmassage.registry.ResourceStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** A mother's whole record: hers, her infants', her companions' (interfaces section 1, "whose infant"), as of one position. */
public final class FamilyRecord implements Records {

    private final ResourceStore store;
    private final StoredResources resources;

    FamilyRecord(FhirContext context, ResourceStore store) {
        this.store = store;
        this.resources = new StoredResources(context);
    }

    @Override
    public Optional<Bundle> everything(String patient, String base) {
        return reading(store.position()).everything(patient, base);
    }

    @Override
    public Optional<Kept> motherOf(String patient, String base) {
        FamilyReading reading = reading(store.position());
        return reading.kept(reading.mother("Patient/" + patient), base);
    }

    @Override
    public Optional<Kept> at(long position, String mother, String base) {
        return reading(position).kept(mother, base);
    }

    @Override
    public Optional<Resource> read(String type, String id) {
        return store.newest(type, id).filter(v -> !v.deleted()).map(resources::resource);
    }

    @Override
    public Set<String> mothersOf(String patient) {
        return reading(store.position()).mothers("Patient/" + patient);
    }

    @Override
    public List<Patient> identified(List<Identifier> identifiers) {
        return reading(store.position()).identified("Patient", identifiers).stream()
                .map(Patient.class::cast)
                .toList();
    }

    /** Those whose records are one: a mother and her infants. A woman who has infants or massage of her own is nobody's infant. */
    Set<String> family(String patient) {
        return reading(store.position()).family("Patient/" + patient);
    }

    /** Advice from a part of a record would be false: all that it is drawn from has to be the caller's to read. */
    @Override
    public void checkMayRead(String patient, RequestDetails request) {
        Reach reach = Reach.of(request);
        for (Bounds bounds : List.of(
                reach.over("Patient", Right.READ),
                reach.over("Observation", Right.READ, Right.SEARCH),
                reach.over("Procedure", Right.READ, Right.SEARCH))) {
            if (!bounds.areNone()) {
                bounds.checkPeople(recordOf("Patient/" + patient));
            }
        }
    }

    /** All whose resources are given out as this patient's record, or are judged for it. */
    private Set<String> recordOf(String patient) {
        FamilyReading reading = reading(store.position());
        Set<String> people = reading.household(patient);
        people.addAll(reading.household(reading.mother(patient)));
        return people;
    }

    private FamilyReading reading(long position) {
        return new FamilyReading(store, resources, position);
    }
}
