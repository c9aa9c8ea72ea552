package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Doubt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * One mother's record, whole.
 *
 * @param held a value for every key
 * @param beside what was fetched beside the keys
 * @param unread ids of infants whose own charts could not be had
 * @param refused those of them whose charts the EHR's server was asked for, and does not give
 * @param lost what of those charts there may be, and was lost on the way: too slow, broken, no answer
 */
record PrefetchedRecord(
        Patient mother,
        Map<PrefetchKey, PrefetchValue.Held> held,
        List<PrefetchValue.Held> beside,
        Set<String> unread,
        Set<String> refused,
        Map<PrefetchKey, Lack> lost) {

    PrefetchedRecord without(Set<String> charts, Set<String> refused, Map<PrefetchKey, Lack> lost) {
        return new PrefetchedRecord(mother, held, beside, charts, refused, lost);
    }

    /** Whether it is the other one, but for what is said to be unread: nothing has to be compared for that. */
    @SuppressWarnings("ReferenceEquality")
    boolean isSameAs(PrefetchedRecord other) {
        return held == other.held && beside == other.beside;
    }

    String motherId() {
        return mother.getIdElement().getIdPart();
    }

    List<Resource> resources() {
        return all().map(PrefetchValue.Held::resource).toList();
    }

    /** What can't be read in it as it stands. */
    List<Doubt> doubts() {
        return all().flatMap(v -> v.doubts().stream()).toList();
    }

    private Stream<PrefetchValue.Held> all() {
        return Stream.concat(held.values().stream(), beside.stream());
    }
}
