package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletSubRequestDetails;
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
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.web.util.UriComponentsBuilder;

/** Does what one entry of a transaction or batch asks for, and says how it went. */
final class EntryRunner {

    /** What HAPI does as it writes the answer of a GET. */
    private static final Set<String> FORMS = Set.of("_summary", "_elements");

    private final FhirContext context;
    private final ResourceStore store;
    private final StoredResources resources;
    private final Filing filing;
    private final References references;
    private final Pages pages;

    EntryRunner(FhirContext context, ResourceStore store, Filing filing, Pages pages) {
        this.context = context;
        this.store = store;
        this.resources = new StoredResources(context);
        this.filing = filing;
        this.references = new References(context, filing);
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

    /** As GET answers it. */
    private BundleEntryComponent found(Entry entry, RequestDetails request, long position, Bounds bounds) {
        ServletRequestDetails whole = (ServletRequestDetails) request;
        ServletSubRequestDetails asGet = new ServletSubRequestDetails(whole);
        asGet.setServer(whole.getServer());
        asGet.setFhirServerBase(whole.getFhirServerBase());
        asGet.setRequestType(RequestTypeEnum.GET);
        asGet.setRestOperationType(RestOperationTypeEnum.SEARCH_TYPE);
        asGet.setResourceName(entry.type());
        asGet.setRequestPath(entry.type());
        asGet.setParameters(parameters(Objects.requireNonNullElse(entry.query(), "")));
        AnswerForm.checkSearch(asGet.getParameters());
        Bundle page = pages.search(entry.type(), Asked.of(asGet), bounds, position);
        BundleEntryComponent answer = new BundleEntryComponent();
        answer.setResource(formed(page, asGet)).getResponse().setStatus("200 OK");
        return answer;
    }

    /** With those elements that the search asks for. */
    private Bundle formed(Bundle page, RequestDetails asGet) {
        if (asGet.getParameters().keySet().stream().noneMatch(FORMS::contains)) {
            return page;
        }
        IParser parser = context.newJsonParser();
        RestfulServerUtils.configureResponseParser(asGet, parser);
        return parser.parseResource(Bundle.class, parser.encodeResourceToString(page));
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
            if (Handling.prefers(request, PreferReturnEnum.REPRESENTATION)) {
                answer.setResource(resources.resource(version));
            }
        }
        return answer;
    }
}
