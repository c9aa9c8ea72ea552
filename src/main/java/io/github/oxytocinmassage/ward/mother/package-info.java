/** A mother's page: today's advice, why, and how it has gone so far; for the midwife, for the family folder, and for the family. */
@NullMarked
package io.github.oxytocinmassage.ward.mother;

import org.jspecify.annotations.NullMarked;
