/** Who may see the ward's pages: accounts of a site's file or of its provider, sessions, and how often a password may be tried. */
@NullMarked
package io.github.oxytocinmassage.security.accounts;

import org.jspecify.annotations.NullMarked;
