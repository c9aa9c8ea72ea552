package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.Records;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;

/** {@code Patient/[id]/$everything}: a mother's whole record, on one page. */
public final class EverythingOperation {

    private static final Set<String> KNOWN = Set.of("_format", "_pretty");

    private final Records records;

    EverythingOperation(Records records) {
        this.records = records;
    }

    @Operation(
            name = "$everything",
            typeName = "Patient",
            canonicalUrl = Canonical.OPERATION + "Patient-everything",
            idempotent = true)
    public Bundle everything(@IdParam IdType id, RequestDetails request) {
        request.getParameters().keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidRequestException(
                            "$everything takes no parameter here and answers on one page; leave out "
                                    + SearchTerms.shown(name));
                });
        Bundle everything = records.everything(id.getIdPart(), request.getFhirServerBase())
                .orElseThrow(() -> new ResourceNotFoundException(id));
        return readable(everything, Reach.of(request));
    }

    /** What the caller may not read is left out, and that is said: who judges by the rest has to know. */
    private static Bundle readable(Bundle everything, Reach reach) {
        TreeSet<String> hidden = new TreeSet<>();
        everything.getEntry().removeIf(e -> {
            boolean isHidden = !reach.reads(e.getResource());
            if (isHidden) {
                hidden.add(e.getResource().fhirType());
            }
            return isHidden;
        });
        if (!hidden.isEmpty()) {
            everything.setTotal(everything.getEntry().size());
            everything
                    .addEntry()
                    .setResource(RegistryErrors.warning(
                            "Left out, since the token lacks the scope to read them: " + String.join(", ", hidden)))
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.OUTCOME);
        }
        return everything;
    }
}
