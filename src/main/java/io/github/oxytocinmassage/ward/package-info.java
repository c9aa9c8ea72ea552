/** The nurses' pages. */
@NullMarked
package io.github.oxytocinmassage.ward;

import org.jspecify.annotations.NullMarked;
