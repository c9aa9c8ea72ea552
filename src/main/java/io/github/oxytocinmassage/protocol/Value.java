package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;

/** What was answered to an item. */
public sealed interface Value {

    record YesNo(boolean yes) implements Value {}

    /** A count in 24 hours, or a score. */
    record Count(int count) implements Value {}

    record Coloured(Colour colour) implements Value {}

    /** Millilitres. */
    record Volume(BigDecimal millilitres) implements Value {}

    /** A clinician has seen to this danger sign. */
    record Reviewed(Item sign) implements Value {}

    /** There is an answer, but it can't be read: it is neither no nor zero, and no rule takes it for one. */
    record Withheld(Doubt.Kind why) implements Value {}
}
