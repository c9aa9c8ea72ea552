package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.parser.DataFormatException;
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
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.profiles.Admission;
import io.github.oxytocinmassage.registry.HistoryQuery;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.StoredVersion;
import java.time.Instant;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
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
        return new MethodOutcome(new IdType(typeName, gone.id(), String.valueOf(gone.version())));
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
    public IBundleProvider history(@IdParam IdType id, RequestDetails request) {
        Reach.of(request).over(typeName, Right.READ).checkAll(typeName, id.getIdPart());
        if (store.newest(typeName, id.getIdPart()).isEmpty()) {
            throw new ResourceNotFoundException(id);
        }
        return pages.history(new HistoryQuery(typeName, id.getIdPart(), since(request)));
    }

    @History
    public IBundleProvider historyOfAll(RequestDetails request) {
        Reach.of(request).over(typeName, Right.SEARCH).checkNobodysInParticular();
        return pages.history(new HistoryQuery(typeName, null, since(request)));
    }

    /** By the parameters of {@link RecordTypes}. What is not known is refused when the caller wants it so, else said. */
    @Search(allowUnknownParams = true)
    public IBundleProvider search(RequestDetails request) {
        Found found = pages.search(
                typeName, request.getParameters(), Reach.of(request).over(typeName, Right.SEARCH));
        if (!found.ignored().isEmpty()) {
            if (Handling.isStrict(request)) {
                throw new InvalidRequestException(Handling.unknown(typeName, found.ignored()));
            }
            Handling.remember(request, Handling.unknown(typeName, found.ignored()));
        }
        return found;
    }

    private MethodOutcome outcome(Filing.Filed filed, OperationOutcome said, RequestDetails request) {
        Resource resource = resources.resource(filed.version());
        MethodOutcome outcome = new MethodOutcome(resource.getIdElement(), filed.created());
        outcome.setResource(resource);
        if (said.hasIssue()) {
            outcome.setOperationOutcome(said);
            Handling.warn(request, said);
        }
        return outcome;
    }

    private static Instant since(RequestDetails request) {
        String[] values = request.getParameters().getOrDefault("_since", new String[0]);
        if (values.length == 0 || values[0].isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return new InstantType(values[0].replace(' ', '+')).getValue().toInstant();
        } catch (DataFormatException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "_since has to be an instant with its time zone, as in 2026-06-01T00:00:00Z");
        }
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
