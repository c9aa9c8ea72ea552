package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The resources of a record, each once, in an order that does not depend on theirs; and what their references lead to. */
final class RecordIndex {

    private final List<Recorded> all = new ArrayList<>();
    private final Map<String, Recorded> byUrl = new HashMap<>();
    private final Map<String, List<Recorded>> byTypeAndId = new HashMap<>();
    private final TreeSet<String> bases = new TreeSet<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final String home;
    private int entries;

    /** @param server address of the one that the record was asked of; null when that is not known */
    RecordIndex(Collection<? extends Resource> record, @Nullable String server) {
        Map<String, List<Copy>> copies = new LinkedHashMap<>();
        record.forEach(r -> collect(r, "", 0, copies));
        copies.values().forEach(this::take);
        all.sort(Comparator.comparing(Recorded::source).thenComparing(Recorded::base));
        home = server != null ? server : bases.isEmpty() ? baseOfEveryReference() : "";
    }

    /** The one server under which every reference to a person lies; empty when there are several, or one is relative. */
    private String baseOfEveryReference() {
        Set<String> named = new TreeSet<>();
        all.forEach(r -> PersonReferences.of(r.resource())
                .map(Address::of)
                .filter(a -> !a.typeAndId().isEmpty())
                .forEach(a -> named.add(a.base())));
        return named.size() == 1 ? named.iterator().next() : "";
    }

    /**
     * A resource as it was found.
     *
     * @param number of its entry; 0 when it stands in no Bundle
     */
    record Copy(Resource resource, String id, String fullUrl, String base, int number) {

        String typeAndId() {
            return id.isEmpty() ? "" : resource.fhirType() + "/" + id;
        }

        String source() {
            return RecordIndex.source(resource.fhirType(), id, fullUrl, number);
        }
    }

    /** What a resource is called: by type and id, else by its entry's {@code fullUrl}, else by its place. */
    static String source(String type, String id, String fullUrl, int number) {
        if (!id.isEmpty()) {
            return type + "/" + id;
        }
        return !fullUrl.isEmpty() ? fullUrl : number > 0 ? type + " (entry " + number + ")" : type;
    }

    List<Recorded> all() {
        return all;
    }

    List<Doubt> doubts() {
        return doubts;
    }

    /** It is the one server that the record comes from. */
    boolean isHome(String base) {
        return Address.isOneServer(base, home) || (bases.size() == 1 && Address.isOneServer(base, bases.first()));
    }

    /** It is known where the record comes from, so that an address of another server is another's. */
    boolean isOfKnownServers() {
        return !home.isEmpty() || !bases.isEmpty();
    }

    /**
     * What a reference leads to: by {@code fullUrl}, then by type and id, then what is contained; a version is ignored. Null when it is not
     * in the record, or can't be told.
     */
    @Nullable
    Recorded find(String reference, Recorded from) {
        if (reference.startsWith("#")) {
            return contained(reference.substring(1), from);
        }
        Address address = Address.of(reference);
        Recorded exact = byUrl.get(address.url());
        if (exact != null || address.typeAndId().isEmpty()) {
            return exact;
        }
        List<Recorded> candidates = byTypeAndId.getOrDefault(address.typeAndId(), List.of());
        String base = address.base().isEmpty() ? from.base() : address.base();
        for (Recorded candidate : candidates) {
            if (Address.isOneServer(candidate.base(), base)) {
                return candidate;
            }
        }
        if (base.isEmpty() && candidates.size() == 1) {
            return candidates.get(0);
        }
        return address.base().isEmpty() || isHome(base) ? withoutBase(candidates) : null;
    }

    private static @Nullable Recorded withoutBase(List<Recorded> candidates) {
        return candidates.stream().filter(c -> c.base().isEmpty()).findFirst().orElse(null);
    }

    private static @Nullable Recorded contained(String id, Recorded from) {
        Recorded root = from.container() == null ? from : from.container();
        if (id.isEmpty()) {
            return root;
        }
        return contained(root).stream()
                .filter(c -> c.resource().getIdElement().getIdPart().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The resources with an id that a resource contains. */
    static List<Recorded> contained(Recorded container) {
        if (!(container.resource() instanceof DomainResource domain) || !domain.hasContained()) {
            return List.of();
        }
        List<Recorded> contained = new ArrayList<>();
        for (Resource resource : domain.getContained()) {
            String id = resource.getIdElement().getIdPart();
            if (id != null) {
                contained.add(new Recorded(
                        resource, container.source() + "#" + id.replace("#", ""), container.base(), container));
            }
        }
        return contained;
    }

    private void collect(@Nullable Resource resource, String fullUrl, int number, Map<String, List<Copy>> copies) {
        if (resource instanceof Bundle bundle) {
            for (BundleEntryComponent entry : bundle.getEntry()) {
                boolean isDeleted = entry.hasRequest() && entry.getRequest().getMethod() == HTTPVerb.DELETE;
                if (entry.hasResource()) {
                    entries++;
                }
                if (!isDeleted) {
                    collect(entry.getResource(), Objects.requireNonNullElse(entry.getFullUrl(), ""), entries, copies);
                }
            }
        } else if (resource != null && !(resource instanceof OperationOutcome)) {
            Copy copy = copy(resource, fullUrl, number);
            String key = copy.id().isEmpty() && copy.fullUrl().isEmpty() ? "#" + copies.size() : copy.source();
            copies.computeIfAbsent(key, k -> new ArrayList<>(1)).add(copy);
        }
    }

    /** HAPI may have put an entry's address where the resource's id was. */
    private static Copy copy(Resource resource, String fullUrl, int number) {
        String id = Objects.requireNonNullElse(resource.getIdElement().getValue(), "");
        boolean isAddress = id.startsWith("urn:") || id.contains("://");
        Address address = Address.of(fullUrl.isEmpty() && isAddress ? id : fullUrl);
        String idPart = id.startsWith("urn:") || id.isEmpty()
                ? ""
                : resource.getIdElement().getIdPart();
        return new Copy(resource, idPart == null ? "" : idPart, address.url(), address.base(), number);
    }

    /** The copies of one type and id; those of two servers are two resources. */
    private void take(List<Copy> copies) {
        Map<String, List<Copy>> byBase = new TreeMap<>();
        copies.forEach(
                c -> byBase.computeIfAbsent(c.base(), b -> new ArrayList<>(1)).add(c));
        boolean isOne = byBase.size() - (byBase.containsKey("") ? 1 : 0) <= 1;
        if (isOne) {
            String base = copies.size() == 1 ? copies.get(0).base() : new TreeSet<>(byBase.keySet()).last();
            takeOne(copies, copies.get(0).source(), base);
        } else {
            byBase.forEach((base, theirs) -> takeOne(
                    theirs, (base.isEmpty() ? "" : base + "/") + theirs.get(0).source(), base));
        }
    }

    private void takeOne(List<Copy> copies, String source, String base) {
        List<Copy> current = copies;
        if (copies.size() > 1) {
            List<Copy> contents = Versions.contents(copies);
            current = contents.size() == 1 ? contents : Versions.current(contents);
            if (contents.size() > 1) {
                String type = copies.get(0).resource().fhirType();
                doubts.add(new Doubt(Doubt.Kind.DUPLICATE, source, type, null, ""));
            }
        }
        if (!base.isEmpty()) {
            bases.add(base);
        }
        for (Copy copy : current) {
            Recorded recorded = new Recorded(copy.resource(), source, base, null);
            all.add(recorded);
            if (!copy.typeAndId().isEmpty()) {
                byTypeAndId
                        .computeIfAbsent(copy.typeAndId(), k -> new ArrayList<>(1))
                        .add(recorded);
            }
            if (copy == current.get(0)) {
                copies.stream()
                        .filter(c -> !c.fullUrl().isEmpty())
                        .forEach(c -> byUrl.putIfAbsent(c.fullUrl(), recorded));
            }
        }
    }
}
