package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.KeptAdvice;
import io.github.oxytocinmassage.fhir.Outcomes;
import io.github.oxytocinmassage.fhir.interactions.RecordTypes.Kind;
import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.registry.Criterion;
import io.github.oxytocinmassage.registry.GivenAdvice;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** {@code GuidanceResponse}: the advice that was given for the records kept here; and {@code $recompute}, which works one out anew. */
public final class GivenAdviceProvider implements IResourceProvider {

    private final FhirContext context;
    private final ZoneId zone;
    private final PageWriter writer;
    private final AdviceStore store;
    private final KeptAdvice advice;

    GivenAdviceProvider(FhirContext context, AdviceStore store, KeptAdvice advice, ZoneId zone) {
        this.context = context;
        this.zone = zone;
        this.writer = new PageWriter(context);
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

    /** Those of a mother, the last one first. */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        Asked asked = Asked.of(request);
        Map<String, Kind> known = RecordTypes.beside("GuidanceResponse");
        SearchTerms terms = SearchTerms.of("GuidanceResponse", known, false, asked.parameters(), asked.base(), zone);
        Set<String> mothers = mothers(terms.query().criteria());
        return writer.searched(asked, terms.ignored(), known.keySet(), slice(asked, mothers));
    }

    private static Set<String> mothers(List<Criterion> criteria) {
        List<Set<String>> each = criteria.stream()
                .map(criterion -> Set.copyOf(((Criterion.ReferenceIn) criterion).targets()))
                .toList();
        if (each.isEmpty()) {
            throw new InvalidRequestException("Given advice is searched by patient, the mother's id");
        }
        return each.get(0).stream()
                .filter(mother -> each.stream().allMatch(of -> of.contains(mother)))
                .collect(Collectors.toSet());
    }

    /** What was given since the first page has a higher number, and comes on none of the later ones. */
    private Slice slice(Asked asked, Set<String> mothers) {
        Place place = asked.place();
        int total = place == null ? store.count(mothers) : place.total();
        if (asked.isCounted()) {
            return new Slice(total, List.of(), null);
        }
        long before = place == null ? Long.MAX_VALUE : place.after().get(0);
        List<GivenAdvice> found = store.of(mothers, before, asked.count() + 1);
        return Slice.of(total, found, asked.count(), this::guidance, g -> new Place(0, total, List.of(g.id())));
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
