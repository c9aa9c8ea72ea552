/** The forms: what is seen, weighed, massaged, answered and corrected at the ward and at home. */
@NullMarked
package io.github.oxytocinmassage.ward.recording;

import org.jspecify.annotations.NullMarked;
