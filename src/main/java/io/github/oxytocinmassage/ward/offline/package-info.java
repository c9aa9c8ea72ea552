/** What the pages need to go on without signal. */
@NullMarked
package io.github.oxytocinmassage.ward.offline;

import org.jspecify.annotations.NullMarked;
