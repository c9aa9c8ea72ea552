/** Where we may call out, and how: allow-listed hosts, judged addresses, and calls that can neither hang nor fill the memory. */
@NullMarked
package io.github.oxytocinmassage.security.outgoing;

import org.jspecify.annotations.NullMarked;
