package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.fhir.Times.Effective;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every question of one resource.
 *
 * @param whose of whom the resource speaks
 * @param infant reference of the infant that it is about; null when it can't be resolved
 * @param isOnMother it speaks of the mother, and has no infant in focus
 * @param isForm a sheet, of mother and infant together
 * @param isChanged by something that we don't know: its values are withheld, but danger signs in it count
 * @param isHalfDone what it denies or reassures does not count
 */
record Setting(
        Recorded of,
        Effective effective,
        Family.Whose whose,
        @Nullable String infant,
        boolean isOnMother,
        boolean isForm,
        boolean isChanged,
        boolean isHalfDone) {

    /** The sheet may be judged as one. */
    boolean isJudged() {
        return isForm && infant != null && effective.isOneTime() && !isChanged && !isHalfDone;
    }

    boolean alarmsOnly() {
        return isChanged || isHalfDone || (isForm ? !effective.isOneTime() : effective.isVague());
    }
}
