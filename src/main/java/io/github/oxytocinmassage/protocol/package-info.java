/** The language: the records in which the care of mother and infant is written down, and their arithmetic. */
@NullMarked
package io.github.oxytocinmassage.protocol;

import org.jspecify.annotations.NullMarked;
