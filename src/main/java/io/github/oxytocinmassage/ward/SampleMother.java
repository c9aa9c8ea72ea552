package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.protocol.Advice;
import java.util.Comparator;

/**
 * An invented mother and what the service says of her.
 *
 * @param name of her file, without its ending
 * @param label what people call her
 * @param record a FHIR Bundle in JSON; its timestamp is the instant she is advised for
 */
record SampleMother(String name, String label, String record, Advice advice) {

    /** As a midwife would see them: who needs her soonest comes first. */
    static final Comparator<SampleMother> SOONEST_FIRST = Comparator.<SampleMother, Integer>comparing(
                    m -> m.advice().disposition().ordinal())
            .thenComparing(m -> m.advice().level(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(SampleMother::name);
}
