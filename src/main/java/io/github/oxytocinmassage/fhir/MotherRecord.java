package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;

/**
 * One mother as the registry knows her, and what is advised.
 *
 * @param mother {@code Patient/id}
 * @param label what people call her: a name, or her reference
 * @param position of the registry that the record was read at
 */
public record MotherRecord(String mother, String label, Episode episode, Advice advice, long position) {

    /** What people call an infant of hers by its reference; of any other reference, what they call her. */
    public String nameOf(String subject) {
        return episode.infants().stream()
                .filter(i -> i.reference().equals(subject))
                .map(Infant::label)
                .findFirst()
                .orElse(label);
    }
}
