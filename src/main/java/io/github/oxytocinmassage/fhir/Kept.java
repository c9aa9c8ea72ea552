package io.github.oxytocinmassage.fhir;

import org.hl7.fhir.r4.model.Bundle;

/**
 * A record as the registry holds it.
 *
 * @param mother {@code Patient/id} of the one whose it is
 * @param base address of the FHIR endpoint in it
 * @param position of the registry that it was read at
 */
public record Kept(Bundle record, String mother, String base, long position) {}
