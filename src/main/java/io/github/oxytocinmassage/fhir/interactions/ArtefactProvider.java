package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.Artefacts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;

/** The FHIR content of {@code fhir-profiles/}, of one type: read by id, searched by url, name and version; never written. */
public final class ArtefactProvider implements IResourceProvider {

    private final Class<? extends MetadataResource> type;
    private final List<MetadataResource> artefacts;

    private ArtefactProvider(Class<? extends MetadataResource> type, List<MetadataResource> artefacts) {
        this.type = type;
        this.artefacts = artefacts;
    }

    /** One provider for each type that the class path holds artefacts of. */
    static List<Object> all(Artefacts content) {
        Map<String, List<MetadataResource>> types = content.all().stream()
                .collect(Collectors.groupingBy(MetadataResource::fhirType, TreeMap::new, Collectors.toList()));
        return types.values().stream()
                .<Object>map(artefacts -> new ArtefactProvider(artefacts.get(0).getClass(), artefacts))
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
    @Search
    public List<MetadataResource> search(
            @OptionalParam(name = "url") @Nullable UriParam url,
            @OptionalParam(name = "_id") @Nullable TokenParam id,
            @OptionalParam(name = "name") @Nullable StringParam name,
            @OptionalParam(name = "version") @Nullable TokenParam version) {
        return artefacts.stream()
                .filter(a -> url == null || a.getUrl().equals(url.getValue()))
                .filter(a -> id == null || a.getIdElement().getIdPart().equals(id.getValue()))
                .filter(a -> name == null || startsWith(a.getName(), name.getValue()))
                .filter(a -> version == null || version.getValue().equals(a.getVersion()))
                .toList();
    }

    private static boolean startsWith(String name, String beginning) {
        return name.regionMatches(true, 0, beginning, 0, beginning.length());
    }
}
