package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

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
    private final Optional<KeptAdvice> advice;

    /**
     * @param records empty where none are kept
     * @param advice there where records are kept
     */
    ApplyOperation(
            FhirContext context,
            StrictScan scan,
            RecommendOperation recommend,
            Optional<Records> records,
            Optional<KeptAdvice> advice) {
        this.context = context;
        this.scan = scan;
        this.reply = new Reply(context);
        this.recommend = recommend;
        this.records = records;
        this.advice = advice;
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
            return plan(
                    data == null
                            ? stored(call, details, request)
                            : recommend.advice(
                                    new RecommendRequest(named(data, call), call.subject(), call.asOf(), call.locale()),
                                    body.doubts(),
                                    request));
        });
    }

    private static Resource plan(Bundle advice) {
        return advice.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .filter(CarePlan.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private Bundle stored(ApplyRequest call, ServletRequestDetails details, HttpServletRequest request) {
        String base = details.getFhirServerBase();
        Records held = records.orElseThrow(() -> BadRecordException.notFhir(
                "no records are kept here; send the record as data", "Parameters.parameter.where(name='data')"));
        Address subject = Address.of(call.subject());
        String patient = subject.typeAndId().substring("Patient/".length());
        held.checkMayRead(patient, details);
        Kept kept = (subject.base().isEmpty() || subject.base().equals(base)
                        ? held.motherOf(patient, base)
                        : Optional.<Kept>empty())
                .orElseThrow(() -> unknownSubject("no record of this subject is kept here"));
        return advice.orElseThrow()
                .give(kept, new RecommendRequest(kept.record(), null, call.asOf(), call.locale()), request);
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
