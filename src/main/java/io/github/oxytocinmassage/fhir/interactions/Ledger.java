package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import io.github.oxytocinmassage.fhir.Audit;
import io.github.oxytocinmassage.fhir.profiles.Admission;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.StoredVersion;
import io.github.oxytocinmassage.registry.Writing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * What this service's own pages have to write, in the registry's way: looked at by its profile, indexed, in one transaction, audited. For
 * whom the page has let in; no token bounds it.
 */
public final class Ledger {

    /** Identifier system of a key: a UUID that the form was given when it was made. */
    public static final String KEYS = "urn:ietf:rfc:3986";

    private static final String NAMED = "urn:uuid:";

    /** The key is known, and stands for something else. */
    public static final class OtherwiseException extends ResourceVersionConflictException {

        private static final long serialVersionUID = 1L;

        OtherwiseException(String message) {
            super(message);
        }
    }

    private final FhirContext context;
    private final ResourceStore store;
    private final StoredResources resources;
    private final Filing filing;
    private final Admission admission;
    private final Audit audit;

    Ledger(FhirContext context, ResourceStore store, Filing filing, Admission admission, Audit audit) {
        this.context = context;
        this.store = store;
        this.resources = new StoredResources(context);
        this.filing = filing;
        this.admission = admission;
        this.audit = audit;
    }

    /**
     * A resource that is to be there once.
     *
     * @param key {@code urn:uuid:…}, an identifier of the resource; what comes later may refer to it by this
     */
    public record Posting(String key, Resource resource) {}

    /** @param created false: it was there already, just so */
    public record Posted(Resource resource, boolean created) {}

    /**
     * Creates what is not there yet by its key: all of it, or nothing. What refers to one of the others comes after it.
     *
     * @param people references of those whose record it is, where they are known already
     * @throws OtherwiseException when something else was entered with one of these keys
     * @throws ResourceVersionConflictException when a number is another Patient's
     * @throws ResourceNotFoundException when it refers to what is not there
     * @throws ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException when the site refuses what fails its profile
     */
    public List<Posted> post(List<Posting> postings, Collection<String> people, HttpServletRequest request) {
        return audited("C", postings.size() == 1 ? "create" : "transaction", people, request, () -> {
            admission.look(postings.stream().map(Posting::resource).toList()).forEach(this::checkAdmitted);
            return store.write(writing -> {
                Map<String, String> names = new HashMap<>();
                List<Posted> posted = new ArrayList<>();
                for (Posting posting : postings) {
                    Posted each = post(writing, posting, names);
                    names.put(posting.key(), reference(each.resource()));
                    posted.add(each);
                }
                return posted;
            });
        });
    }

    /**
     * Writes a further version. The same change made twice is made once.
     *
     * @param version that the change was made on
     * @param change what becomes of the resource
     * @throws PreconditionFailedException when that is not the newest version, and the newest says something else
     * @throws ResourceNotFoundException when there is no such resource
     */
    public Resource amend(
            String type,
            String id,
            long version,
            Function<Resource, Resource> change,
            Collection<String> people,
            HttpServletRequest request) {
        Resource before = store.version(type, id, version)
                .filter(v -> !v.deleted())
                .map(resources::resource)
                .orElseThrow(() -> new ResourceNotFoundException("There is no such version of this " + type));
        Resource after = change.apply(before);
        return audited("U", "update", people, request, () -> {
                    checkAdmitted(admission.look(List.of(after)).get(0));
                    return store.write(writing -> List.of(new Posted(amended(writing, after, id, version), true)));
                })
                .get(0)
                .resource();
    }

    /** The newest version; empty when there is none, or it was deleted. */
    public Optional<Resource> newest(String type, String id) {
        return RecordTypes.holds(type)
                ? store.newest(type, id).filter(v -> !v.deleted()).map(resources::resource)
                : Optional.empty();
    }

    private Resource amended(Writing writing, Resource after, String id, long version) {
        String type = after.fhirType();
        StoredVersion newest = writing.newest(type, id).orElseThrow(() -> new ResourceNotFoundException("Gone"));
        boolean isDone =
                newest.version() == version + 1 && resources.body(after, id).equals(newest.body());
        return resources.resource(
                isDone
                        ? newest
                        : filing.update(writing, after, id, String.valueOf(version))
                                .version());
    }

    private Posted post(Writing writing, Posting posting, Map<String, String> names) {
        Resource resource = posting.resource().copy();
        for (Reference reference : context.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            String target = reference.getReference();
            if (target != null && target.startsWith(NAMED)) {
                reference.setReference(names.get(target));
            } else if (target != null) {
                checkThere(writing, target);
            }
        }
        Filing.Filed filed =
                filing.create(writing, resource, "identifier=" + KEYS + "|" + posting.key(), Bounds.none());
        if (!filed.created()) {
            checkSame(filed.version(), resource);
        }
        return new Posted(resources.resource(filed.version()), filed.created());
    }

    /** As it was first entered: a correction since then does not make it another entry. */
    private void checkSame(StoredVersion found, Resource resource) {
        String first = store.version(found.type(), found.id(), 1)
                .map(StoredVersion::body)
                .orElse("");
        if (!resources.body(resource, found.id()).equals(first)) {
            throw new OtherwiseException("With this key something else was entered already: " + found.reference());
        }
    }

    private static void checkThere(Writing writing, String target) {
        String[] parts = target.split("/", -1);
        if (parts.length == 2
                && RecordTypes.holds(parts[0])
                && writing.newest(parts[0], parts[1]).filter(v -> !v.deleted()).isEmpty()) {
            throw new ResourceNotFoundException("What the entry refers to is not there");
        }
    }

    private void checkAdmitted(OperationOutcome said) {
        if (admission.isRefused(said)) {
            throw admission.refusal(said);
        }
    }

    private List<Posted> audited(
            String action,
            String interaction,
            Collection<String> people,
            HttpServletRequest request,
            Supplier<List<Posted>> work) {
        try {
            List<Posted> posted = work.get();
            TreeSet<String> all = new TreeSet<>(people);
            posted.stream()
                    .map(p -> reference(p.resource()))
                    .filter(r -> r.startsWith("Patient/"))
                    .forEach(all::add);
            Resource first = posted.get(0).resource();
            audit.called(request, action, interaction, 200, versioned(first), all);
            return posted;
        } catch (BaseServerResponseException e) {
            audit.called(request, action, interaction, e.getStatusCode(), "", people);
            throw e;
        }
    }

    private static String versioned(Resource resource) {
        return reference(resource) + "/_history/" + resource.getMeta().getVersionId();
    }

    private static String reference(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }
}
