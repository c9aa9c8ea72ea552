package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import io.github.oxytocinmassage.registry.StoredVersion;
import io.github.oxytocinmassage.registry.Writing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.jspecify.annotations.Nullable;

/** Which resource each entry of a transaction is, worked out before the first of them is written, so that they can refer to one another. */
final class Names {

    private final Map<Integer, String> idOfEntry = new HashMap<>();
    private final Map<Integer, StoredVersion> found = new HashMap<>();
    private final Map<String, String> referenceOfUrl = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> deleted = new HashSet<>();

    private Names() {}

    static Names of(List<Entry> entries, Writing writing, Filing filing, Reach reach) {
        Names names = new Names();
        Map<String, String> made = new HashMap<>();
        Set<String> touched = new HashSet<>();
        for (Entry entry : entries) {
            try {
                names.name(entry, writing, filing, reach, made, touched);
            } catch (InvalidRequestException | PreconditionFailedException | ForbiddenOperationException e) {
                throw TransactionProvider.refused(e, "Bundle.entry[" + entry.index() + "]");
            }
        }
        return names;
    }

    private void name(
            Entry entry, Writing writing, Filing filing, Reach reach, Map<String, String> made, Set<String> touched) {
        String id = entry.id();
        if (entry.method() == HTTPVerb.POST) {
            id = created(entry, writing, filing, reach, made);
        } else if (entry.method() == HTTPVerb.PUT || entry.method() == HTTPVerb.DELETE) {
            if (!touched.add(entry.type() + "/" + id)) {
                throw new InvalidRequestException(
                        "another entry changes the same resource; a transaction changes each once");
            }
        }
        if (id == null || entry.reads()) {
            return;
        }
        String reference = entry.type() + "/" + id;
        idOfEntry.put(entry.index(), id);
        (entry.method() == HTTPVerb.DELETE ? deleted : written).add(reference);
        String url = entry.fullUrl();
        if (url != null && entry.method() != HTTPVerb.DELETE) {
            String before = referenceOfUrl.put(url, reference);
            if (before != null && !before.equals(reference)) {
                throw new InvalidRequestException("two entries have the same fullUrl");
            }
            String tail = entry.type() + "/" + url.substring(url.lastIndexOf('/') + 1);
            if (url.startsWith("http") && url.endsWith("/" + tail)) {
                referenceOfUrl.putIfAbsent(tail, reference);
            }
        }
    }

    private String created(Entry entry, Writing writing, Filing filing, Reach reach, Map<String, String> made) {
        String condition = entry.ifNoneExist();
        if (condition == null) {
            return UUID.randomUUID().toString();
        }
        List<StoredVersion> there =
                writing.search(filing.condition(entry.type(), condition, reach.over(entry.type(), entry.rights())), 2);
        if (there.size() > 1) {
            throw new PreconditionFailedException("ifNoneExist is met by more than one " + entry.type());
        }
        if (there.size() == 1) {
            found.put(entry.index(), there.get(0));
            return there.get(0).id();
        }
        return made.computeIfAbsent(
                entry.type() + "?" + condition, k -> UUID.randomUUID().toString());
    }

    String id(Entry entry) {
        String id = idOfEntry.get(entry.index());
        if (id == null) {
            throw new IllegalArgumentException("entry " + entry.index() + " names no resource");
        }
        return id;
    }

    /** What a conditional create met. */
    @Nullable
    StoredVersion found(Entry entry) {
        return found.get(entry.index());
    }

    /** The resource that a reference to an entry means; null when it is to none. */
    @Nullable
    String resolved(String reference) {
        return referenceOfUrl.get(reference);
    }

    /** Whether it is to an entry, or a condition that is searched for when it is resolved. */
    boolean knows(String reference) {
        int query = reference.indexOf('?');
        return referenceOfUrl.containsKey(reference)
                || written.contains(reference)
                || query > 0 && RecordTypes.holds(reference.substring(0, query));
    }

    boolean writes(String reference) {
        return written.contains(reference);
    }

    boolean deletes(String reference) {
        return deleted.contains(reference);
    }
}
