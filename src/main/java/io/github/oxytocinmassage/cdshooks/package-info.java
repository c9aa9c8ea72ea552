/** CDS Hooks: discovery, services, cards and feedback. */
@NullMarked
package io.github.oxytocinmassage.cdshooks;

import org.jspecify.annotations.NullMarked;
