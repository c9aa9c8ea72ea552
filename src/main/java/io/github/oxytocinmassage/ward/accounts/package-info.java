/** Signing in and out, and what those get who may not see a page. */
@NullMarked
package io.github.oxytocinmassage.ward.accounts;

import org.jspecify.annotations.NullMarked;
