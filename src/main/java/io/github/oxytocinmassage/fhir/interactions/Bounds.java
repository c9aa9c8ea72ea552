package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import io.github.oxytocinmassage.registry.Criterion;
import io.github.oxytocinmassage.registry.HistoryQuery;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.SearchQuery;
import io.github.oxytocinmassage.registry.StoredVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The family that a token's patient belongs to, and that its patient/ scopes hold for; or no bounds. What is outside and what is not there
 * are refused in the same words: nobody learns which ids exist.
 */
final class Bounds {

    private final @Nullable Family family;

    private Bounds(@Nullable Family family) {
        this.family = family;
    }

    /** @param people {@code Patient/id} */
    private record Family(Set<String> people, ResourceStore store, FhirContext context, StoredResources resources) {}

    static Bounds none() {
        return new Bounds(null);
    }

    static Bounds of(Set<String> people, ResourceStore store, FhirContext context) {
        return new Bounds(new Family(Set.copyOf(people), store, context, new StoredResources(context)));
    }

    boolean areNone() {
        return family == null;
    }

    /** Whether all of these are of the family. */
    void checkPeople(Set<String> people) {
        if (family != null && !family.people().containsAll(people)) {
            throw outside();
        }
    }

    /** The newest version that is not gone has to be of the family. */
    void check(String type, String id) {
        check(type, id, v -> false);
    }

    /** The same, and that version. */
    void check(String type, String id, long version) {
        check(type, id, v -> v.version() == version);
    }

    /** Every version of it. */
    void checkAll(String type, String id) {
        check(type, id, v -> true);
    }

    private void check(String type, String id, Predicate<StoredVersion> further) {
        if (family == null) {
            return;
        }
        if (type.equals("Patient")) {
            checkPeople(Set.of("Patient/" + id));
            return;
        }
        List<StoredVersion> alive = alive(family, type, id);
        if (alive.isEmpty()
                || !holds(alive.get(0))
                || !alive.stream().filter(further).allMatch(this::holds)) {
            throw outside();
        }
    }

    private static List<StoredVersion> alive(Family family, String type, String id) {
        return family.store().all(new HistoryQuery(type, id, Instant.EPOCH), Long.MAX_VALUE - 1).stream()
                .filter(v -> !v.deleted())
                .toList();
    }

    private boolean holds(StoredVersion version) {
        return family == null || holds(family.resources().resource(version));
    }

    /** Whether it is one of the family, or about one. */
    boolean holds(Resource resource) {
        return family == null
                || family.people()
                        .contains(Ownership.person(
                                resource, resource.getIdElement().getIdPart()));
    }

    /** A history of a whole type is everybody's. */
    void checkNobodysInParticular() {
        if (family != null) {
            throw Reach.forbidden("The history of a type takes a user/ or system/ scope; a patient/ scope does not do");
        }
    }

    /** The same search, within the family; what names somebody else is refused. */
    SearchQuery within(SearchQuery query) {
        if (family == null) {
            return query;
        }
        Criterion own = query.type().equals("Patient")
                ? new Criterion.IdIn(family.people().stream()
                        .map(p -> p.substring("Patient/".length()))
                        .toList())
                : new Criterion.ReferenceIn("patient", List.copyOf(family.people()));
        for (Criterion criterion : query.criteria()) {
            if (criterion instanceof Criterion.ReferenceIn references) {
                checkPeople(new TreeSet<>(references.targets().stream()
                        .filter(t -> !t.startsWith("RelatedPerson/"))
                        .toList()));
            } else if (criterion instanceof Criterion.IdIn ids) {
                checkIds(family, query.type(), ids, own);
            }
        }
        List<Criterion> all = new ArrayList<>(query.criteria());
        all.add(own);
        return new SearchQuery(query.type(), all, query.order());
    }

    private static void checkIds(Family family, String type, Criterion.IdIn ids, Criterion own) {
        long there = family.store()
                .count(
                        new SearchQuery(type, List.of(ids, own), List.of()),
                        family.store().position());
        if (there < ids.ids().stream().distinct().count()) {
            throw outside();
        }
    }

    /** What is to be stored may refer to the family's alone. */
    void checkReferences(Resource resource, Predicate<String> inBundle) {
        if (family == null) {
            return;
        }
        for (String reference : Ownership.references(family.context(), resource, inBundle)) {
            String[] parts = reference.split("/", -1);
            if (parts.length != 2) {
                throw outside();
            }
            check(parts[0], parts[1]);
        }
    }

    /**
     * What is to be stored has to be the family's, and leaves it as it is who belongs to it.
     *
     * @param id null: a new one
     */
    void checkWritten(Resource resource, @Nullable String id) {
        if (family == null) {
            return;
        }
        if (!family.people().contains(Ownership.person(resource, id))) {
            throw outside();
        }
        Resource before = id == null
                ? null
                : alive(family, resource.fhirType(), id).stream()
                        .findFirst()
                        .map(family.resources()::resource)
                        .orElse(null);
        List<Resource> people = family.people().stream()
                .flatMap(p -> alive(family, "Patient", p.substring("Patient/".length())).stream()
                        .limit(1))
                .map(family.resources()::resource)
                .toList();
        Ownership.checkTies(resource, before, people);
    }

    static ForbiddenOperationException outside() {
        return Reach.forbidden(
                "This is not there, or not of the family of the token's patient, whom its patient/ scopes are for");
    }
}
