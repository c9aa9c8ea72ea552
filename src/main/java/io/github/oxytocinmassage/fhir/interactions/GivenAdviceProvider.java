package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.KeptAdvice;
import io.github.oxytocinmassage.fhir.Outcomes;
import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.registry.GivenAdvice;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/** {@code GuidanceResponse}: the advice that was given for the records kept here; and {@code $recompute}, which works one out anew. */
public final class GivenAdviceProvider implements IResourceProvider {

    private static final int DEFAULT_COUNT = 50;
    private static final int MOST = 500;

    private final FhirContext context;
    private final AdviceStore store;
    private final KeptAdvice advice;

    GivenAdviceProvider(FhirContext context, AdviceStore store, KeptAdvice advice) {
        this.context = context;
        this.store = store;
        this.advice = advice;
    }

    @Override
    public Class<GuidanceResponse> getResourceType() {
        return GuidanceResponse.class;
    }

    @Read
    public GuidanceResponse read(@IdParam IdType id) {
        return guidance(given(id));
    }

    /** Those of a mother, the last one first: at most {@code _count} (50, at most 500). */
    @Search
    public List<GuidanceResponse> search(
            @RequiredParam(name = "patient") ReferenceParam patient, @Count @Nullable Integer count) {
        int limit = Math.max(1, Math.min(MOST, Objects.requireNonNullElse(count, DEFAULT_COUNT)));
        return store.of("Patient/" + patient.getIdPart(), limit).stream()
                .map(this::guidance)
                .toList();
    }

    /** From the record as it was: whether the same comes of it, to the byte. */
    @Operation(
            name = "$recompute",
            canonicalUrl = Canonical.OPERATION + "GuidanceResponse-recompute",
            idempotent = true)
    public OperationOutcome recompute(@IdParam IdType id) {
        Optional<String> difference = advice.differenceOf(given(id));
        OperationOutcome outcome = Outcomes.of(
                difference.isPresent() ? IssueType.CONFLICT : IssueType.INFORMATIONAL,
                difference
                        .map(d -> "Not the same: " + d)
                        .orElse("The same advice comes of the record as it was, to the byte"));
        if (difference.isEmpty()) {
            outcome.getIssueFirstRep().setSeverity(IssueSeverity.INFORMATION);
        }
        return outcome;
    }

    private GivenAdvice given(IdType id) {
        return store.guidance(id.getIdPart()).orElseThrow(() -> new ResourceNotFoundException(id));
    }

    private GuidanceResponse guidance(GivenAdvice given) {
        Bundle answer = context.newJsonParser().parseResource(Bundle.class, given.body());
        return (GuidanceResponse) answer.getEntryFirstRep().getResource();
    }
}
