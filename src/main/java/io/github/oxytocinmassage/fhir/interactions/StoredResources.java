package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.model.api.ResourceMetadataKeyEnum;
import ca.uhn.fhir.model.primitive.InstantDt;
import ca.uhn.fhir.model.valueset.BundleEntrySearchModeEnum;
import ca.uhn.fhir.model.valueset.BundleEntryTransactionMethodEnum;
import io.github.oxytocinmassage.registry.StoredVersion;
import java.util.Date;
import java.util.Objects;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;

/** Resources as text of the store, and back. */
final class StoredResources {

    private static final Pattern UNSTORABLE = Pattern.compile(
            "\\x00|\\\\u0000|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])");

    private final FhirContext context;

    StoredResources(FhirContext context) {
        this.context = context;
    }

    /** Without version and time: the store says them. */
    String body(Resource resource, String id) {
        Resource copy = resource.copy();
        copy.setId(id);
        Meta meta = copy.getMeta();
        meta.setVersionIdElement(null);
        meta.setLastUpdatedElement(null);
        return storable(context.newJsonParser().encodeResourceToString(copy));
    }

    /** NUL and lone surrogates, which no database keeps, are shown as U+FFFD. */
    static String storable(String text) {
        return UNSTORABLE.matcher(text).replaceAll("\uFFFD");
    }

    /** A version as FHIR gives it; one that says that the resource is gone is its empty shell, marked so. */
    Resource resource(StoredVersion version) {
        Resource resource = version.deleted()
                ? shell(version)
                : (Resource) context.newJsonParser().parseResource(Objects.requireNonNull(version.body()));
        resource.setId(version.reference() + "/_history/" + version.version());
        resource.getMeta()
                .setVersionId(String.valueOf(version.version()))
                .setLastUpdated(Date.from(version.writtenAt()));
        return resource;
    }

    /** The same as a search has found it. */
    Resource match(StoredVersion version) {
        Resource resource = resource(version);
        ResourceMetadataKeyEnum.ENTRY_SEARCH_MODE.put(resource, BundleEntrySearchModeEnum.MATCH);
        return resource;
    }

    /** The same as an entry of a history, which says how it came about. */
    Resource event(StoredVersion version) {
        Resource resource = resource(version);
        ResourceMetadataKeyEnum.ENTRY_TRANSACTION_METHOD.put(resource, method(version));
        return resource;
    }

    private Resource shell(StoredVersion version) {
        Resource shell =
                (Resource) context.getResourceDefinition(version.type()).newInstance();
        ResourceMetadataKeyEnum.DELETED_AT.put(shell, new InstantDt(Date.from(version.writtenAt())));
        return shell;
    }

    private static BundleEntryTransactionMethodEnum method(StoredVersion version) {
        if (version.deleted()) {
            return BundleEntryTransactionMethodEnum.DELETE;
        }
        return version.version() == 1 ? BundleEntryTransactionMethodEnum.POST : BundleEntryTransactionMethodEnum.PUT;
    }
}
