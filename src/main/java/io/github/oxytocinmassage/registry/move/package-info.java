/** The whole registry from one database into another: H2 to PostgreSQL, and back. */
@NullMarked
package io.github.oxytocinmassage.registry.move;

import org.jspecify.annotations.NullMarked;
