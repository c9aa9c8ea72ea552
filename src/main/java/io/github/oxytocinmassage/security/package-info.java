/** Who may come in, and how much of it: the doors' limits and gates. Imports nothing of ours. */
@NullMarked
package io.github.oxytocinmassage.security;

import org.jspecify.annotations.NullMarked;
