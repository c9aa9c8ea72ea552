/** The FHIR content of {@code fhir-profiles/}, and whether resources conform to it. */
@NullMarked
package io.github.oxytocinmassage.fhir.profiles;

import org.jspecify.annotations.NullMarked;
