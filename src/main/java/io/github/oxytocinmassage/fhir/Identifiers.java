package io.github.oxytocinmassage.fhir;

import org.hl7.fhir.r4.model.Identifier;

/** By what people and resources are told apart. */
public final class Identifiers {

    private Identifiers() {}

    /** It names a system and a value: one masked, or not known, tells nobody from anybody. */
    public static boolean isWhole(Identifier identifier) {
        return Words.isWritten(identifier.getSystem()) && Words.isWritten(identifier.getValue());
    }
}
