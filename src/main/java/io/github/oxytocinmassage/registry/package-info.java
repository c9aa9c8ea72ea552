/** What was received, every version of it, and what is asked of it. JDBC lives here; FHIR's shapes do not. */
@NullMarked
package io.github.oxytocinmassage.registry;

import org.jspecify.annotations.NullMarked;
