/** Whose calls are answered, where a token is asked for: JWTs of the clients that the site allows (CDS Hooks, "Trusting CDS Clients"). */
@NullMarked
package io.github.oxytocinmassage.cdshooks.tokens;

import org.jspecify.annotations.NullMarked;
