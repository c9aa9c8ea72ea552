package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.registry.StoredVersion;
import io.github.oxytocinmassage.registry.Writing;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Turns the references of a transaction's entry into those of stored resources; one that leads nowhere stops it. */
final class References {

    private final FhirContext context;
    private final Filing filing;

    References(FhirContext context, Filing filing) {
        this.context = context;
        this.filing = filing;
    }

    void resolve(Resource resource, Names names, Writing writing, Reach reach) {
        for (Reference reference : context.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            String value = reference.getReference();
            if (value != null && !value.startsWith("#")) {
                // HAPI has tied it to the entry, and would write that into this resource as contained.
                reference.setResource(null);
                reference.setReference(resolved(value, names, writing, reach));
            }
        }
    }

    private String resolved(String value, Names names, Writing writing, Reach reach) {
        String entry = names.resolved(value);
        if (entry != null) {
            return entry;
        }
        if (value.startsWith("urn:")) {
            throw new InvalidRequestException(
                    "a reference names an entry that is not in the Bundle; give that entry this fullUrl: "
                            + SearchTerms.shown(value));
        }
        int query = value.indexOf('?');
        if (query > 0 && RecordTypes.holds(value.substring(0, query))) {
            return only(value.substring(0, query), value, writing, reach);
        }
        String[] parts = value.split("/", -1);
        boolean ours = parts.length >= 2 && RecordTypes.holds(parts[0]);
        if (ours && !stands(parts[0], parts[1], names, writing)) {
            throw new InvalidRequestException("a reference leads to no resource, neither here nor in the Bundle: "
                    + SearchTerms.shown(parts[0]) + "/" + SearchTerms.shown(parts[1]));
        }
        return value;
    }

    private static boolean stands(String type, String id, Names names, Writing writing) {
        String reference = type + "/" + id;
        if (names.writes(reference)) {
            return true;
        }
        return !names.deletes(reference)
                && writing.newest(type, id).filter(v -> !v.deleted()).isPresent();
    }

    private String only(String type, String condition, Writing writing, Reach reach) {
        List<StoredVersion> found =
                writing.search(filing.condition(type, condition, reach.over(type, Right.SEARCH)), 2);
        if (found.size() != 1) {
            throw new InvalidRequestException("a conditional reference has to be met by one " + type + "; "
                    + (found.isEmpty() ? "there is none" : "there are several"));
        }
        return found.get(0).reference();
    }
}
