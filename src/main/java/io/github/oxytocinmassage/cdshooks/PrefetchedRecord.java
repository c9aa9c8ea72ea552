package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Doubt;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * One mother's record, whole.
 *
 * @param held a value for every key
 */
record PrefetchedRecord(Patient mother, Map<PrefetchKey, PrefetchValue.Held> held) {

    String motherId() {
        return mother.getIdElement().getIdPart();
    }

    List<Resource> resources() {
        return held.values().stream().map(PrefetchValue.Held::resource).toList();
    }

    /** What can't be read in it as it stands. */
    List<Doubt> doubts() {
        return held.values().stream().flatMap(v -> v.doubts().stream()).toList();
    }
}
