package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.StoredVersion;
import io.github.oxytocinmassage.registry.Writing;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.web.util.UriComponentsBuilder;

/** Does what one entry of a transaction or batch asks for, and says how it went. */
final class EntryRunner {

    private final ResourceStore store;
    private final StoredResources resources;
    private final Filing filing;
    private final References references;
    private final Pages pages;

    EntryRunner(ResourceStore store, StoredResources resources, Filing filing, References references, Pages pages) {
        this.store = store;
        this.resources = resources;
        this.filing = filing;
        this.references = references;
        this.pages = pages;
    }

    Filing filing() {
        return filing;
    }

    BundleEntryComponent write(Writing writing, Entry entry, Names names, RequestDetails request) {
        String id = names.id(entry);
        return switch (entry.method()) {
            case DELETE -> {
                Reach.of(request).over(entry.type(), Right.DELETE).check(entry.type(), id);
                yield answer("204 No Content", filing.delete(writing, entry.type(), id, entry.ifMatch()), request);
            }
            case POST -> {
                StoredVersion found = names.found(entry);
                if (found == null && entry.ifNoneExist() != null) {
                    found = writing.newest(entry.type(), id).orElse(null);
                }
                yield found != null ? answer("200 OK", found, request) : stored(writing, entry, id, names, request);
            }
            default -> stored(writing, entry, id, names, request);
        };
    }

    private BundleEntryComponent stored(Writing writing, Entry entry, String id, Names names, RequestDetails request) {
        Resource resource = Objects.requireNonNull(entry.resource());
        boolean isNew = entry.method() == HTTPVerb.POST;
        Reach reach = Reach.of(request);
        Bounds bounds = reach.over(entry.type(), entry.rights());
        if (!isNew) {
            bounds.check(entry.type(), id);
        }
        bounds.checkReferences(resource, names::knows);
        references.resolve(resource, names, writing, reach);
        bounds.checkWritten(resource, isNew ? null : id);
        Filing.Filed filed = filing.update(writing, resource, id, entry.ifMatch());
        return answer(filed.created() ? "201 Created" : "200 OK", filed.version(), request);
    }

    /** A read, or the first page of a search, as of a position. */
    BundleEntryComponent read(Entry entry, RequestDetails request, long position) {
        Bounds bounds = Reach.of(request).over(entry.type(), entry.rights());
        if (entry.id() == null) {
            return found(entry, request, position, bounds);
        }
        String version = entry.version();
        if (version == null) {
            bounds.check(entry.type(), entry.id());
        } else {
            bounds.check(entry.type(), entry.id(), Long.parseLong(version));
        }
        StoredVersion stored = (version == null
                        ? store.newest(entry.type(), entry.id())
                        : store.version(entry.type(), entry.id(), Long.parseLong(version)))
                .orElseThrow(() -> new ResourceNotFoundException("There is no " + entry.type() + " with this id"));
        if (stored.deleted()) {
            throw new ResourceGoneException("This " + entry.type() + " was deleted");
        }
        BundleEntryComponent answer = answer("200 OK", stored, request);
        answer.setResource(resources.resource(stored));
        return answer;
    }

    private BundleEntryComponent found(Entry entry, RequestDetails request, long position, Bounds bounds) {
        Map<String, String[]> parameters = parameters(Objects.requireNonNullElse(entry.query(), ""));
        Found found = pages.search(entry.type(), parameters, position, bounds);
        Bundle page = new Bundle();
        page.setType(Bundle.BundleType.SEARCHSET);
        page.setTotal(found.size());
        found.getResources(0, Pages.MAXIMUM_SIZE).forEach(r -> page.addEntry()
                .setFullUrl(request.getFhirServerBase() + "/" + entry.type() + "/"
                        + r.getIdElement().getIdPart())
                .setResource((Resource) r)
                .getSearch()
                .setMode(Bundle.SearchEntryMode.MATCH));
        if (found.size() > Pages.MAXIMUM_SIZE) {
            page.addLink()
                    .setRelation("next")
                    .setUrl(request.getFhirServerBase() + "?_getpages=" + found.getUuid() + "&_getpagesoffset="
                            + Pages.MAXIMUM_SIZE + "&_count=" + Pages.MAXIMUM_SIZE + "&_bundletype=searchset");
        }
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.setResource(page).getResponse().setStatus("200 OK");
        return answer;
    }

    /** A query as it stands in a URL. */
    static Map<String, String[]> parameters(String query) {
        try {
            return decoded(query);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("A query has a % that no two hexadecimal digits follow");
        }
    }

    private static Map<String, String[]> decoded(String query) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        UriComponentsBuilder.newInstance().query(query).build().getQueryParams().forEach((name, values) -> {
            List<String> decoded = new ArrayList<>();
            for (String value : values) {
                decoded.add(value == null ? "" : URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
            parameters.put(URLDecoder.decode(name, StandardCharsets.UTF_8), decoded.toArray(String[]::new));
        });
        return parameters;
    }

    private BundleEntryComponent answer(String status, StoredVersion version, RequestDetails request) {
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.getResponse()
                .setStatus(status)
                .setLocation(version.reference() + "/_history/" + version.version())
                .setEtag("W/\"" + version.version() + "\"")
                .setLastModified(Date.from(version.writtenAt()));
        if (!version.deleted()) {
            answer.setFullUrl(request.getFhirServerBase() + "/" + version.reference());
            if (wantsRepresentation(request)) {
                answer.setResource(resources.resource(version));
            }
        }
        return answer;
    }

    private static boolean wantsRepresentation(RequestDetails request) {
        String prefer = request.getHeader("Prefer");
        return prefer != null && prefer.contains(PreferReturnEnum.REPRESENTATION.getHeaderValue());
    }
}
