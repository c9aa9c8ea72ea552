package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Since;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.registry.HistoryQuery;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.StoredVersion;
import java.time.Instant;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
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

    RecordProvider(Class<T> type, ResourceStore store, StoredResources resources, Filing filing, Pages pages) {
        this.type = type;
        this.typeName = type.getSimpleName();
        this.store = store;
        this.resources = resources;
        this.filing = filing;
        this.pages = pages;
    }

    @Override
    public Class<T> getResourceType() {
        return type;
    }

    /** With {@code If-None-Exist}: unless it is there already. */
    @Create
    public MethodOutcome create(@ResourceParam T resource, @ConditionalUrlParam @Nullable String condition) {
        return outcome(store.write(writing -> filing.create(writing, resource, condition)));
    }

    /** With {@code If-Match}: if that is still the newest version. An id that is not there yet is created. */
    @Update
    public MethodOutcome update(@IdParam IdType id, @ResourceParam T resource) {
        String expected = id.hasVersionIdPart() ? id.getVersionIdPart() : null;
        return outcome(store.write(writing -> filing.update(writing, resource, id.getIdPart(), expected)));
    }

    /** Logical: its versions stay readable. */
    @Delete
    public MethodOutcome delete(@IdParam IdType id, RequestDetails request) {
        String expected = version(request.getHeader("If-Match"));
        StoredVersion gone = store.write(writing -> filing.delete(writing, typeName, id.getIdPart(), expected));
        return new MethodOutcome(new IdType(typeName, gone.id(), String.valueOf(gone.version())));
    }

    /** The newest version, or that which the id names. */
    @Read(version = true)
    public T read(@IdParam IdType id) {
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
    public IBundleProvider history(@IdParam IdType id, @Since @Nullable InstantType since) {
        if (store.newest(typeName, id.getIdPart()).isEmpty()) {
            throw new ResourceNotFoundException(id);
        }
        return pages.history(new HistoryQuery(typeName, id.getIdPart(), instant(since)));
    }

    @History
    public IBundleProvider historyOfAll(@Since @Nullable InstantType since) {
        return pages.history(new HistoryQuery(typeName, null, instant(since)));
    }

    /** By the parameters of {@link RecordTypes}. What is not known is refused when the caller wants it so, else said. */
    @Search(allowUnknownParams = true)
    public IBundleProvider search(RequestDetails request) {
        Found found = pages.search(typeName, request.getParameters());
        if (!found.ignored().isEmpty()) {
            if (Handling.isStrict(request)) {
                throw new InvalidRequestException(Handling.unknown(typeName, found.ignored()));
            }
            Handling.remember(request, Handling.unknown(typeName, found.ignored()));
        }
        return found;
    }

    private MethodOutcome outcome(Filing.Filed filed) {
        Resource resource = resources.resource(filed.version());
        MethodOutcome outcome = new MethodOutcome(resource.getIdElement(), filed.created());
        outcome.setResource(resource);
        return outcome;
    }

    private static Instant instant(@Nullable InstantType since) {
        return since == null || since.getValue() == null
                ? Instant.EPOCH
                : since.getValue().toInstant();
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
        return etag == null ? null : etag.replaceAll("^(?:W/)?\"?|\"$", "");
    }
}
