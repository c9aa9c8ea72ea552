/** The application; each room below it has one subject, and {@code WallsTest} keeps their walls. */
@NullMarked
package io.github.oxytocinmassage;

import org.jspecify.annotations.NullMarked;
