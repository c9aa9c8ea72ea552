/** Launches from an EHR (SMART App Launch 2.2): whose, with which rights, and what the EHR says of who comes and whose chart is open. */
@NullMarked
package io.github.oxytocinmassage.security.launch;

import org.jspecify.annotations.NullMarked;
