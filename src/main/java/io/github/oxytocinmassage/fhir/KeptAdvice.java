package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Sha256;
import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.registry.GivenAdvice;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;

/** Advice for a record of the registry: kept as it is given, with what it takes to work it out anew. */
public final class KeptAdvice {

    private final FhirContext context;
    private final StrictScan scan;
    private final RecommendOperation recommend;
    private final Records records;
    private final AdviceStore store;
    private final Clock clock;

    KeptAdvice(
            FhirContext context,
            StrictScan scan,
            RecommendOperation recommend,
            Records records,
            AdviceStore store,
            Clock clock) {
        this.context = context;
        this.scan = scan;
        this.recommend = recommend;
        this.records = records;
        this.store = store;
        this.clock = clock;
    }

    /** The advice that is asked for, once it is kept. */
    Bundle give(Kept kept, RecommendRequest asked, HttpServletRequest request) {
        Posted posted = posted(kept.record());
        RecommendOperation.Answer answer = recommend.answer(
                posted.with(asked), posted.scanned().doubts(), recommend.locale(asked, request), request);
        store.keep(given(kept, posted, answer), people(kept, answer.advice()));
        return answer.bundle();
    }

    /**
     * Works an advice out anew, from the record as it was.
     *
     * @return how it differs from what was given; empty when it is the same to the byte
     */
    public Optional<String> differenceOf(GivenAdvice given) {
        Optional<Kept> kept = records.at(given.position(), given.mother(), given.base());
        if (kept.isEmpty()) {
            return Optional.of("the record is not there any more");
        }
        Posted posted = posted(kept.get().record());
        if (!posted.hash().equals(given.recordHash())) {
            return Optional.of("the record is another than that which the advice stood on");
        }
        RecommendRequest asked = new RecommendRequest(kept.get().record(), null, given.asOf(), null);
        RecommendOperation.Answer again = recommend.answer(
                posted.with(asked), posted.scanned().doubts(), Locale.forLanguageTag(given.language()));
        if (!again.advice().release().equals(given.release())) {
            return Optional.of("the advice was given by rule release " + given.release() + ", this service runs "
                    + again.advice().release());
        }
        return encoded(again.bundle()).equals(given.body())
                ? Optional.empty()
                : Optional.of("the same release gives another advice for the same record");
    }

    private GivenAdvice given(Kept kept, Posted posted, RecommendOperation.Answer answer) {
        Advice advice = answer.advice();
        return new GivenAdvice(
                0,
                answer.bundle().getEntryFirstRep().getResource().getIdPart(),
                kept.mother(),
                advice.asOf(),
                clock.instant(),
                answer.locale().toLanguageTag(),
                kept.base(),
                advice.release(),
                kept.position(),
                posted.hash(),
                advice.disposition().name(),
                advice.nextLook(),
                encoded(answer.bundle()));
    }

    private static Set<String> people(Kept kept, Advice advice) {
        Set<String> people = new LinkedHashSet<>(advice.people());
        people.add(kept.mother());
        return people;
    }

    private String encoded(Bundle bundle) {
        return context.newJsonParser().encodeResourceToString(bundle);
    }

    /** The record goes the way of a posted one, through the scan, so that the two can't differ. */
    private Posted posted(Bundle record) {
        byte[] body = encoded(record).getBytes(StandardCharsets.UTF_8);
        return new Posted(scan.json(body), Sha256.of(body));
    }

    private record Posted(Scanned scanned, String hash) {

        RecommendRequest with(RecommendRequest asked) {
            return new RecommendRequest((Bundle) scanned.resource(), asked.patient(), asked.asOf(), asked.locale());
        }
    }
}
