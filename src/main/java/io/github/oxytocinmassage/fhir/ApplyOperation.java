package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.github.oxytocinmassage.protocol.Doubt;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * {@code PlanDefinition/oxytocin-massage-14-day/$apply} and {@code PlanDefinition/$apply}: the standard's own way to the next steps. The
 * CarePlan is byte for byte the one in the answer of {@link RecommendOperation}.
 */
public final class ApplyOperation {

    private static final String DEFINITION = Canonical.OPERATION + "PlanDefinition-apply";
    private static final String ID = Canonical.PLAN.substring(Canonical.PLAN.lastIndexOf('/') + 1);

    private final FhirContext context;
    private final StrictScan scan;
    private final Reply reply;
    private final RecommendOperation recommend;
    private final Optional<Records> records;

    /** @param records empty where none are kept */
    ApplyOperation(FhirContext context, StrictScan scan, RecommendOperation recommend, Optional<Records> records) {
        this.context = context;
        this.scan = scan;
        this.reply = new Reply(context);
        this.recommend = recommend;
        this.records = records;
    }

    @Operation(
            name = "$apply",
            typeName = "PlanDefinition",
            canonicalUrl = DEFINITION,
            idempotent = true,
            manualRequest = true,
            manualResponse = true)
    public void apply(@IdParam IdType id, ServletRequestDetails details) throws IOException {
        if (!ID.equals(id.getIdPart())) {
            throw new ResourceNotFoundException(id);
        }
        reply(details, false);
    }

    @Operation(
            name = "$apply",
            typeName = "PlanDefinition",
            canonicalUrl = DEFINITION,
            idempotent = true,
            manualRequest = true,
            manualResponse = true)
    public void applyNamed(ServletRequestDetails details) throws IOException {
        reply(details, true);
    }

    private void reply(ServletRequestDetails details, boolean isOnType) throws IOException {
        HttpServletRequest request = details.getServletRequest();
        reply.give(request, details.getServletResponse(), () -> {
            ApplyBody body = new ApplyBody(new BodyReader(scan), request);
            ApplyRequest call = ApplyRequest.of(body.parameters(), isOnType);
            Bundle data = call.data();
            return data == null
                    ? plan(stored(call, details), call, null, request)
                    : plan(new Posted(named(data, call), body.doubts()), call, call.subject(), request);
        });
    }

    /** A record, and what its scan has found. */
    private record Posted(Bundle record, List<Doubt> doubts) {}

    private Resource plan(Posted posted, ApplyRequest call, @Nullable String patient, HttpServletRequest request) {
        RecommendRequest asked = new RecommendRequest(posted.record(), patient, call.asOf(), call.locale());
        return recommend.advice(asked, posted.doubts(), request).getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(CarePlan.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    /** The record goes the way of a posted one, through the scan, so that the two can't differ. */
    private Posted stored(ApplyRequest call, ServletRequestDetails details) {
        String base = details.getFhirServerBase();
        Records kept = records.orElseThrow(() -> BadRecordException.notFhir(
                "no records are kept here; send the record as data", "Parameters.parameter.where(name='data')"));
        Address subject = Address.of(call.subject());
        String patient = subject.typeAndId().substring("Patient/".length());
        kept.checkMayRead(patient, details);
        Bundle record = (subject.base().isEmpty() || subject.base().equals(base)
                        ? kept.motherOf(patient, base)
                        : Optional.<Bundle>empty())
                .orElseThrow(() -> unknownSubject("no record of this subject is kept here"));
        Scanned scanned =
                scan.json(context.newJsonParser().encodeResourceToString(record).getBytes(StandardCharsets.UTF_8));
        return new Posted((Bundle) scanned.resource(), scanned.doubts());
    }

    /** Never the plan of another: the record has to know of the subject. */
    private Bundle named(Bundle data, ApplyRequest call) {
        String subject = Address.of(call.subject()).typeAndId();
        boolean isNamed = data.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(r -> r != null)
                .anyMatch(r -> names(r, subject));
        if (!isNamed) {
            throw unknownSubject("the record in data does not know this subject");
        }
        return data;
    }

    private boolean names(Resource resource, String subject) {
        if (resource instanceof Bundle inner) {
            return inner.getEntry().stream().anyMatch(e -> e.getResource() != null && names(e.getResource(), subject));
        }
        return resource instanceof Patient && subject.equals("Patient/" + resource.getIdPart())
                || context.newTerser().getAllResourceReferences(resource).stream()
                        .map(r -> r.getResourceReference().getReferenceElement().getValue())
                        .anyMatch(r -> r != null && Address.of(r).typeAndId().equals(subject));
    }

    private static BadRecordException unknownSubject(String what) {
        return BadRecordException.invalidValue(what, "Parameters.parameter.where(name='subject')");
    }
}
