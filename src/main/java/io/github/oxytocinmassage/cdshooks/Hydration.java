package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.protocol.Infant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;

/** Sees to it that a call has the whole record: what the client has not prefetched is lacking, and half a record is no record. */
final class Hydration {

    private final StrictScan scan;

    Hydration(StrictScan scan) {
        this.scan = scan;
    }

    /**
     * The record of a call. Where an infant's chart is open and its own Patient stands for the mother, every search went by its id.
     *
     * @throws HookRefusedException 400 when a value can't be read; 412 naming the keys that are lacking
     */
    PrefetchedRecord complete(HookRequest request, Instant asOf) {
        Map<PrefetchKey, PrefetchValue.Held> held = new EnumMap<>(PrefetchKey.class);
        Map<PrefetchKey, String> lacking = new EnumMap<>(PrefetchKey.class);
        for (PrefetchKey key : PrefetchKey.values()) {
            PrefetchValue value = PrefetchValue.read(key, request.prefetch(), scan);
            if (value instanceof PrefetchValue.Held h) {
                held.put(key, h);
            } else if (value instanceof PrefetchValue.Lacking l) {
                lacking.put(key, l.why());
            }
        }
        Optional<Patient> mother = Optional.ofNullable(held.get(PrefetchKey.MOTHER))
                .flatMap(value -> MotherRead.of(value.resource(), request.patientId()));
        if (mother.isEmpty()) {
            lacking.putIfAbsent(PrefetchKey.MOTHER, "holds no Patient");
        } else if (MotherRead.isOf(mother.get(), request.patientId()) && MotherRead.isChild(mother.get(), asOf)) {
            for (PrefetchKey key : PrefetchKey.values()) {
                lacking.putIfAbsent(key, "was read with an infant's id");
            }
        }
        refuse(lacking);
        return new PrefetchedRecord(mother.orElseThrow(), held);
    }

    /**
     * Holds the searches to the mother: those that were made with an infant's id say nothing of the mother.
     *
     * @throws HookRefusedException 412 naming the keys
     */
    void refuseSearchesOf(List<Infant> infants, PrefetchedRecord record) {
        List<String> ids =
                infants.stream().map(i -> References.id(i.reference())).toList();
        Map<PrefetchKey, String> lacking = new EnumMap<>(PrefetchKey.class);
        record.held().forEach((key, value) -> {
            if (key.isOfMother() && SearchAnswer.asksForOthers(value.json(), ids, record.motherId())) {
                lacking.put(key, "was searched with an infant's id");
            }
        });
        refuse(lacking);
    }

    private static void refuse(Map<PrefetchKey, String> lacking) {
        if (lacking.isEmpty()) {
            return;
        }
        List<Issue> issues = new ArrayList<>();
        lacking.forEach((key, why) -> issues.add(new Issue("required", key.path() + " " + why + ".", key.path())));
        throw new HookRefusedException(412, issues);
    }
}
