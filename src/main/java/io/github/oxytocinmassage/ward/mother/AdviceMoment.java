package io.github.oxytocinmassage.ward.mother;

/**
 * What would have been advised at a moment by what is known today.
 *
 * @param when the moment, or the span of moments of one advice
 * @param at what happened then: the end of a day, a check, now
 * @param tone class of the style sheet and name of the shape
 */
record AdviceMoment(String when, String at, String tone, String verdict, String rule, String text) {

    /** An advice that was given, and kept. */
    record Given(String when, String tone, String verdict, String look, String release) {}
}
