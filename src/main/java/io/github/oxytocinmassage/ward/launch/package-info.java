/** Launches from an EHR: the mother whose chart is open there, or why there is none to show. */
@NullMarked
package io.github.oxytocinmassage.ward.launch;

import org.jspecify.annotations.NullMarked;
