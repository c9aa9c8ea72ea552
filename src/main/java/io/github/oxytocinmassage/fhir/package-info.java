/** FHIR in and out: resources become episodes, advice becomes resources, and the operations stand here. HAPI lives here. */
@NullMarked
package io.github.oxytocinmassage.fhir;

import org.jspecify.annotations.NullMarked;
