/** What the rules rest on, as pages: public, without a patient's data. */
@NullMarked
package io.github.oxytocinmassage.ward.evidence;

import org.jspecify.annotations.NullMarked;
