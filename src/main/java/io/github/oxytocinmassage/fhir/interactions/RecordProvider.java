package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.Outcomes;
import io.github.oxytocinmassage.fhir.profiles.Admission;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.StoredVersion;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** The interactions of one resource type (interfaces section 3, "Registry"). */
public final class RecordProvider<T extends Resource> implements IResourceProvider {

    private final Class<T> type;
    private final String typeName;
    private final ResourceStore store;
    private final StoredResources resources;
    private final Filing filing;
    private final Pages pages;
    private final Admission admission;

    RecordProvider(
            Class<T> type,
            ResourceStore store,
            StoredResources resources,
            Filing filing,
            Pages pages,
            Admission admission) {
        this.type = type;
        this.typeName = type.getSimpleName();
        this.store = store;
        this.resources = resources;
        this.filing = filing;
        this.pages = pages;
        this.admission = admission;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    /** With {@code If-None-Exist}: unless it is there already. */
    @Create
    public MethodOutcome create(
            @ResourceParam T resource, @ConditionalUrlParam @Nullable String condition, RequestDetails request) {
        Reach reach = Reach.of(request);
        Bounds bounds = condition == null
                ? reach.over(typeName, Right.CREATE)
                : reach.over(typeName, Right.CREATE, Right.SEARCH);
        OperationOutcome said = admission.admit(resource);
        Filing.Filed filed = store.write(writing -> {
            bounds.checkReferences(resource, v -> false);
            bounds.checkWritten(resource, null);
            return filing.create(writing, resource, condition, bounds);
        });
        return outcome(filed, said, request);
    }

    /** With {@code If-Match}: if that is still the newest version; with {@code If-None-Match: *}: if there is none. An id that is not there yet is created. */
    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam T resource, RequestDetails request) {
        String expected = version(request.getHeader("If-Match"));
        Bounds bounds = Reach.of(request).over(typeName, Right.UPDATE);
        boolean onlyNew = "*".equals(request.getHeader("If-None-Match"));
        bounds.check(typeName, id.getIdPart());
        // Before the dear look at the profile; what counts is asked again under the lock.
        Filing.checkVersion(store.newest(typeName, id.getIdPart()), expected);
        OperationOutcome said = admission.admit(resource);
        Filing.Filed filed = store.write(writing -> {
            bounds.check(typeName, id.getIdPart());
            if (onlyNew
                    && writing.newest(typeName, id.getIdPart())
                            .filter(v -> !v.deleted())
                            .isPresent()) {
                throw new PreconditionFailedException("If-None-Match is *, and this " + typeName + " is there already");
            }
            bounds.checkReferences(resource, v -> false);
            bounds.checkWritten(resource, id.getIdPart());
            return filing.update(writing, resource, id.getIdPart(), expected);
        });
        return outcome(filed, said, request);
    }

    /** Logical: its versions stay readable. */
    @Delete
    public MethodOutcome delete(@IdParam @Nullable IdType id, RequestDetails request) {
        Bounds bounds = Reach.of(request).over(typeName, Right.DELETE);
        if (id == null) {
            throw new InvalidRequestException(
                    "A delete names one " + typeName + " by its id; by a condition it is not known here");
        }
        String expected = version(request.getHeader("If-Match"));
        StoredVersion gone = store.write(writing -> {
            bounds.check(typeName, id.getIdPart());
            return filing.delete(writing, typeName, id.getIdPart(), expected);
        });
        MethodOutcome outcome = new MethodOutcome(new IdType(typeName, gone.id(), String.valueOf(gone.version())));
        if (Handling.prefers(request, PreferReturnEnum.OPERATION_OUTCOME)) {
            outcome.setOperationOutcome(Outcomes.done("Deleted; its earlier versions stand in its history"));
        }
        return outcome;
    }

    /** The newest version, or that which the id names. */
    @Read(version = true)
    public T read(@IdParam IdType id, RequestDetails request) {
        Bounds bounds = Reach.of(request).over(typeName, Right.READ);
        if (id.hasVersionIdPart()) {
            bounds.check(typeName, id.getIdPart(), number(id.getVersionIdPart()));
        } else {
            bounds.check(typeName, id.getIdPart());
        }
        StoredVersion version = (id.hasVersionIdPart()
                        ? store.version(typeName, id.getIdPart(), number(id.getVersionIdPart()))
                        : store.newest(typeName, id.getIdPart()))
                .orElseThrow(() -> new ResourceNotFoundException(id));
        if (version.deleted()) {
            throw new ResourceGoneException("This " + typeName + " was deleted at " + version.writtenAt()
                    + "; its earlier versions stand in its history");
        }
        return type.cast(resources.resource(version));
    }

    @History
    public Bundle history(@IdParam IdType id, RequestDetails request) {
        Reach.of(request).over(typeName, Right.READ).checkAll(typeName, id.getIdPart());
        if (store.newest(typeName, id.getIdPart()).isEmpty()) {
            throw new ResourceNotFoundException(id);
        }
        return versions(id.getIdPart(), request);
    }

    @History
    public Bundle historyOfAll(RequestDetails request) {
        Reach.of(request).over(typeName, Right.SEARCH).checkNobodysInParticular();
        return versions(null, request);
    }

    private Bundle versions(@Nullable String id, RequestDetails request) {
        Asked asked = Asked.of(request);
        Handling.warn(request, Pages.unknownOfHistory(asked));
        return pages.history(typeName, id, asked);
    }

    /** By the parameters of {@link RecordTypes}. What is not known is refused when the caller wants it so, else said. */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        return pages.search(typeName, Asked.of(request), Reach.of(request).over(typeName, Right.SEARCH));
    }

    private MethodOutcome outcome(Filing.Filed filed, OperationOutcome said, RequestDetails request) {
        Resource resource = resources.resource(filed.version());
        MethodOutcome outcome = new MethodOutcome(resource.getIdElement(), filed.created());
        outcome.setResource(resource);
        outcome.setOperationOutcome(said.hasIssue() ? said : Outcomes.done("Stored; nothing is to be said of it"));
        if (said.hasIssue()) {
            Handling.warn(request, said);
        }
        return outcome;
    }

    private static long number(String version) {
        try {
            return Long.parseLong(version);
        } catch (NumberFormatException e) {
            throw new ResourceNotFoundException("Versions are numbers from 1; there is none of this name");
        }
    }

    /** {@code W/"3"} to {@code 3}. */
    static @Nullable String version(@Nullable String etag) {
        return etag == null || etag.isBlank() ? null : etag.replaceAll("^(?:W/)?\"?|\"$", "");
    }
}
