package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.LiteralReferences;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Resource;

/** Reads what an entry of a transaction or batch asks for, and refuses what can't be done. */
final class EntryReader {

    private static final Pattern URL =
            Pattern.compile("/?([A-Za-z]+)(?:/([A-Za-z0-9.-]{1,64})(?:/_history/([0-9]{1,18}))?)?/?(?:\\?(.*))?");

    /** @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException that says what to mend in the entry */
    Entry read(BundleEntryComponent raw, int index) {
        BundleEntryRequestComponent request = raw.getRequest();
        HTTPVerb method = request.getMethod();
        if (method == null || request.getUrl() == null) {
            throw new InvalidRequestException("request needs a method and a url");
        }
        Matcher url = URL.matcher(request.getUrl());
        if (!url.matches() || !RecordTypes.holds(url.group(1))) {
            throw new ResourceNotFoundException(
                    "request.url has to be a type, a type with an id, or a search of " + RecordTypes.names());
        }
        if (request.hasIfModifiedSince() || request.hasIfNoneMatch()) {
            throw new InvalidRequestException("ifNoneMatch and ifModifiedSince are not read here; leave them out");
        }
        Entry entry = new Entry(
                index,
                method,
                url.group(1),
                url.group(2),
                url.group(4),
                url.group(3),
                raw.getFullUrl(),
                raw.getResource(),
                request.getIfNoneExist(),
                RecordProvider.version(request.getIfMatch()));
        check(entry);
        return entry;
    }

    private static void check(Entry entry) {
        switch (entry.method()) {
            case POST -> {
                of(entry);
                expect(
                        entry.id() == null && entry.query() == null,
                        "a POST is made to a type; its condition is ifNoneExist");
            }
            case PUT -> {
                Resource resource = of(entry);
                expect(
                        entry.id() != null && entry.query() == null && entry.version() == null,
                        "a PUT is made to a type with an id; a conditional update is not known here");
                expect(
                        resource.getIdElement().getIdPart() == null
                                || resource.getIdElement().getIdPart().equals(entry.id()),
                        "the id of the resource has to be that of request.url");
            }
            case DELETE ->
                expect(
                        entry.id() != null && entry.query() == null && entry.version() == null,
                        "a DELETE is made to a type with an id; a conditional delete is not known here");
            case GET, HEAD ->
                expect(
                        entry.id() == null || entry.query() == null,
                        "a GET reads one resource or searches a type, not both");
            default ->
                throw new MethodNotAllowedException("PATCH is not known here; PUT the whole resource with ifMatch");
        }
    }

    private static Resource of(Entry entry) {
        Resource resource = entry.resource();
        if (resource == null || !resource.fhirType().equals(entry.type())) {
            throw new InvalidRequestException("the entry needs a resource of the type that request.url names");
        }
        LiteralReferences.check(resource, "Bundle.entry[" + entry.index() + "].resource", true);
        return resource;
    }

    private static void expect(boolean holds, String message) {
        if (!holds) {
            throw new InvalidRequestException(message);
        }
    }
}
