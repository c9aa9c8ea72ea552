package io.github.oxytocinmassage.fhir;

import org.hl7.fhir.r4.model.BackboneElement;
import org.hl7.fhir.r4.model.DomainResource;

/** What may turn the meaning of a resource or a part of it round. We know none of it. */
final class Modifiers {

    private Modifiers() {}

    static boolean changes(DomainResource resource) {
        return resource.hasModifierExtension() || resource.hasImplicitRules();
    }

    static boolean changes(BackboneElement part) {
        return part.hasModifierExtension();
    }
}
