package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import io.github.oxytocinmassage.fhir.Identifiers;
import io.github.oxytocinmassage.fhir.Nik;
import io.github.oxytocinmassage.registry.Criterion;
import io.github.oxytocinmassage.registry.Criterion.TokenIn;
import io.github.oxytocinmassage.registry.SearchQuery;
import io.github.oxytocinmassage.registry.StoredVersion;
import io.github.oxytocinmassage.registry.Writing;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What one create, update or delete does within a transaction of the store. */
final class Filing {

    private final StoredResources resources;
    private final ZoneId zone;

    Filing(StoredResources resources, ZoneId zone) {
        this.resources = resources;
        this.zone = zone;
    }

    /** @param created false when a conditional create found what it would have made */
    record Filed(StoredVersion version, boolean created) {}

    /**
     * @param condition of a conditional create ({@code If-None-Exist}), as a query; null: create in any case
     * @throws PreconditionFailedException when several resources meet the condition
     */
    Filed create(Writing writing, Resource resource, @Nullable String condition, Bounds bounds) {
        if (condition != null) {
            List<StoredVersion> found = writing.search(condition(resource.fhirType(), condition, bounds), 2);
            if (found.size() > 1) {
                throw new PreconditionFailedException(
                        "If-None-Exist is met by more than one " + resource.fhirType() + "; nothing was created");
            }
            if (found.size() == 1) {
                return new Filed(found.get(0), false);
            }
        }
        return new Filed(put(writing, resource, UUID.randomUUID().toString()), true);
    }

    /**
     * @param expected version of {@code If-Match}; null: whatever is there
     * @throws PreconditionFailedException when it is not the newest
     */
    Filed update(Writing writing, Resource resource, String id, @Nullable String expected) {
        Optional<StoredVersion> newest = writing.newest(resource.fhirType(), id);
        checkVersion(newest, expected);
        return new Filed(
                put(writing, resource, id), newest.map(StoredVersion::deleted).orElse(true));
    }

    /** @return the version that says it; one that was gone already stays as it is */
    StoredVersion delete(Writing writing, String type, String id, @Nullable String expected) {
        StoredVersion newest = writing.newest(type, id)
                .orElseThrow(() -> new ResourceNotFoundException("There is no " + type + " with this id"));
        checkVersion(Optional.of(newest), expected);
        return newest.deleted() ? newest : writing.delete(type, id);
    }

    /** @throws InvalidRequestException when it holds nothing that can be searched for */
    SearchQuery condition(String type, String condition, Bounds bounds) {
        int mark = typeEnds(condition);
        if (mark >= 0 && !type.equals(condition.substring(condition.lastIndexOf('/', mark) + 1, mark))) {
            throw new InvalidRequestException("The condition of a " + type + " is a search of another type: "
                    + SearchTerms.shown(condition.substring(0, mark)));
        }
        String query = condition.substring(mark + 1);
        Map<String, String[]> parameters = EntryRunner.parameters(query);
        SearchTerms terms = SearchTerms.of(type, parameters, "", zone);
        if (!terms.ignored().isEmpty() || terms.query().criteria().isEmpty()) {
            throw new InvalidRequestException(
                    "The condition has to be a search of " + type + ", as in identifier=system|value");
        }
        return bounds.within(terms.query());
    }

    /** A condition may be a query alone; a question mark in one of its values names no type. */
    private static int typeEnds(String condition) {
        int mark = condition.indexOf('?');
        int equals = condition.indexOf('=');
        return equals >= 0 && equals < mark ? -1 : mark;
    }

    private StoredVersion put(Writing writing, Resource resource, String id) {
        if (resource instanceof Patient patient) {
            checkIdentifiers(writing, patient, id);
        }
        return writing.put(resource.fhirType(), id, resources.body(resource, id), SearchFields.of(resource, zone));
    }

    /** Two people with one number: one of them would be given the other's record. */
    private void checkIdentifiers(Writing writing, Patient patient, String id) {
        for (Identifier identifier : patient.getIdentifier()) {
            if (!Identifiers.isWhole(identifier) || identifier.getSystem().equals(Nik.OF_MOTHER)) {
                continue;
            }
            TokenIn same = new TokenIn(
                    "identifier",
                    List.of(new TokenIn.Wanted(
                            StoredResources.storable(identifier.getSystem()),
                            StoredResources.storable(identifier.getValue()))));
            List<Criterion> criteria = List.of(same);
            writing.search(new SearchQuery("Patient", criteria, List.of()), 2).stream()
                    .filter(other -> !other.id().equals(id))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new ResourceVersionConflictException("Another Patient (" + other.reference()
                                + ") has an identifier of this one; correct the number, or update that Patient");
                    });
        }
    }

    static void checkVersion(Optional<StoredVersion> newest, @Nullable String expected) {
        if (expected == null) {
            return;
        }
        if (expected.equals("*") && newest.filter(v -> !v.deleted()).isPresent()) {
            return;
        }
        String actual = newest.map(v -> String.valueOf(v.version())).orElse("none");
        if (!actual.equals(expected)) {
            throw new PreconditionFailedException("If-Match names version " + SearchTerms.shown(expected)
                    + ", the newest is " + actual + "; read it again and repeat the change on it");
        }
    }
}
