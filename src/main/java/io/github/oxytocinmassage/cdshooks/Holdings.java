package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.cdshooks.PrefetchValue.Held;
import io.github.oxytocinmassage.fhir.StrictScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What a call holds so far under each prefetch key, and what it lacks. */
final class Holdings {

    private final Map<PrefetchKey, Held> held = new EnumMap<>(PrefetchKey.class);
    private final Map<PrefetchKey, Lack> lacking = new EnumMap<>(PrefetchKey.class);
    private final Set<PrefetchKey> fetched = EnumSet.noneOf(PrefetchKey.class);
    private final List<Held> beside = new ArrayList<>();

    /** @throws HookRefusedException 400 when a value can't be read */
    static Holdings of(HookRequest request, StrictScan scan) {
        Holdings holdings = new Holdings();
        for (PrefetchKey key : PrefetchKey.values()) {
            PrefetchValue value = PrefetchValue.read(key, request.prefetch(), scan);
            if (value instanceof Held h) {
                holdings.held.put(key, h);
            } else if (value instanceof PrefetchValue.Lacking l) {
                holdings.lacking.put(key, new Lack(l.why()));
            }
        }
        return holdings;
    }

    static Holdings of(PrefetchedRecord record) {
        Holdings holdings = new Holdings();
        holdings.held.putAll(record.held());
        holdings.beside.addAll(record.beside());
        return holdings;
    }

    @Nullable
    Held held(PrefetchKey key) {
        return held.get(key);
    }

    /** The Patient under the mother's key. */
    Optional<Patient> mother(String patientId) {
        return Optional.ofNullable(held.get(PrefetchKey.MOTHER))
                .flatMap(value -> MotherRead.of(value.resource(), patientId));
    }

    /** Counts a key as lacking; what lacks already keeps its reason. */
    void lose(PrefetchKey key, String why) {
        lacking.putIfAbsent(key, new Lack(why));
    }

    /** Forgets all that is held. */
    void loseAll(String why) {
        held.clear();
        fetched.clear();
        for (PrefetchKey key : PrefetchKey.values()) {
            lacking.put(key, new Lack(why));
        }
    }

    List<Resource> resources() {
        return Stream.concat(held.values().stream(), beside.stream())
                .map(Held::resource)
                .toList();
    }

    boolean lacksAnything() {
        return !lacking.isEmpty();
    }

    boolean lacksBeside(PrefetchKey key) {
        return lacking.keySet().stream().anyMatch(k -> k != key);
    }

    /** Takes a key from what is lacking: what it asks for is to be had another way. */
    void excuse(PrefetchKey key) {
        lacking.remove(key);
    }

    boolean wasFetched(PrefetchKey key) {
        return fetched.contains(key);
    }

    /** Whether the EHR's server does not know such a request. */
    boolean wasRefused(PrefetchKey key) {
        Lack lack = lacking.get(key);
        return lack != null && lack.refused();
    }

    /** Fetches what is lacking, all at once. */
    void fetchLacking(String patientId, EhrServer ehr) {
        Map<PrefetchKey, CompletableFuture<Held>> underWay = new EnumMap<>(PrefetchKey.class);
        lacking.keySet().forEach(key -> underWay.put(key, ehr.fetch(key, patientId)));
        underWay.forEach((key, answer) -> {
            try {
                take(key, answer.join());
            } catch (CompletionException e) {
                fail(key, FetchFailedException.of(e));
            }
        });
    }

    void take(PrefetchKey key, Held value) {
        held.put(key, value);
        fetched.add(key);
        lacking.remove(key);
    }

    void fail(PrefetchKey key, FetchFailedException e) {
        lacking.compute(key, (k, lack) -> (lack == null ? new Lack("is not whole") : lack).notFetched(e));
    }

    void takeBeside(Collection<Held> more) {
        beside.addAll(more);
    }

    /**
     * The record, whole.
     *
     * @throws HookRefusedException naming the keys that are lacking
     */
    PrefetchedRecord record(String patientId) {
        if (!lacking.isEmpty()) {
            throw Lack.refusal(lacking);
        }
        return new PrefetchedRecord(mother(patientId).orElseThrow(), held, beside, Set.of(), Set.of(), Map.of());
    }
}
