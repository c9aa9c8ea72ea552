/** The worklist: who needs the midwife first, and why. */
@NullMarked
package io.github.oxytocinmassage.ward.worklist;

import org.jspecify.annotations.NullMarked;
