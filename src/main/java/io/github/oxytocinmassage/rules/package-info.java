/** The knowledge at work: the rule release that was built in, and the advisor that asks it. Drools lives here only. */
@NullMarked
package io.github.oxytocinmassage.rules;

import org.jspecify.annotations.NullMarked;
