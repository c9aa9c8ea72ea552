package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.StringAndListParam;
import ca.uhn.fhir.rest.param.TokenAndListParam;
import ca.uhn.fhir.rest.param.UriAndListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.Artefacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;

/** The FHIR content of {@code fhir-profiles/}, of one type: read by id, searched by url, name and version; never written. */
public final class ArtefactProvider implements IResourceProvider {

    private final Class<? extends MetadataResource> type;
    private final List<MetadataResource> artefacts;
    private final PageWriter writer;

    private ArtefactProvider(
            Class<? extends MetadataResource> type, List<MetadataResource> artefacts, PageWriter writer) {
        this.type = type;
        this.artefacts = artefacts;
        this.writer = writer;
    }

    /** One provider for each type that the class path holds artefacts of. */
    static List<Object> all(FhirContext context, Artefacts content) {
        PageWriter writer = new PageWriter(context);
        Map<String, List<MetadataResource>> types = content.all().stream()
                .collect(Collectors.groupingBy(MetadataResource::fhirType, TreeMap::new, Collectors.toList()));
        return types.values().stream()
                .<Object>map(artefacts -> new ArtefactProvider(artefacts.get(0).getClass(), artefacts, writer))
                .toList();
    }

    @Override
    public Class<? extends MetadataResource> getResourceType() {
        return type;
    }

    @Read
    public MetadataResource read(@IdParam IdType id) {
        return artefacts.stream()
                .filter(a -> a.getIdElement().getIdPart().equals(id.getIdPart()))
                .findFirst()
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    /** Without parameters: all of them. */
    @Search(allowUnknownParams = true)
    public Bundle search(
            @OptionalParam(name = "url") @Nullable UriAndListParam url,
            @OptionalParam(name = "_id") @Nullable TokenAndListParam id,
            @OptionalParam(name = "name") @Nullable StringAndListParam name,
            @OptionalParam(name = "version") @Nullable TokenAndListParam version,
            RequestDetails request) {
        Asked asked = Asked.of(request);
        List<String> ignored = ArtefactSearch.unknown(asked.parameters());
        ArtefactSearch search = new ArtefactSearch(url, id, name, version);
        List<MetadataResource> found = artefacts.stream().filter(search::finds).toList();
        return writer.searched(asked, ignored, ArtefactSearch.KNOWN.keySet(), slice(asked, found));
    }

    /** They change with the release alone. */
    private static Slice slice(Asked asked, List<MetadataResource> found) {
        Place place = asked.place();
        int total = found.size();
        int from = Place.offset(place, total);
        int until = asked.isCounted() ? from : Math.min(total, from + asked.count());
        boolean goesOn = !asked.isCounted() && until < total;
        return new Slice(total, found.subList(from, until), goesOn ? new Place(0, total, List.of((long) until)) : null);
    }
}
