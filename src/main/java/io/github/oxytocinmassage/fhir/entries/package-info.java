/** What people enter at the ward becomes resources of the registry (interfaces section 1), and is corrected without loss. */
@NullMarked
package io.github.oxytocinmassage.fhir.entries;

import org.jspecify.annotations.NullMarked;
