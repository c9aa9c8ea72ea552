/** FHIR's interactions over the registry: create, read, update, delete, history, search, transaction, a mother's whole record. */
@NullMarked
package io.github.oxytocinmassage.fhir.interactions;

import org.jspecify.annotations.NullMarked;
