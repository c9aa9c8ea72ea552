package io.github.oxytocinmassage.ward.mother;

import java.util.List;

/**
 * What a family reads: in plain words, and never of what is asked in private.
 *
 * @param tone class of the style sheet and name of the shape
 * @param headline how things stand, in a sentence
 * @param todo what helps today
 * @param massage the massage of today
 * @param look when the midwife looks again; empty when nothing is fixed
 * @param bereaved an infant has died and none lives: nothing here counts or reminds
 * @param midwife whom to call, as the site writes it; may be empty
 */
record FamilyPage(
        String mother,
        List<String> infants,
        String day,
        String asOf,
        String tone,
        String headline,
        List<String> todo,
        Massage massage,
        String look,
        List<ProtocolDay> days,
        List<Watched> watched,
        List<WeightPicture> weights,
        boolean bereaved,
        String midwife,
        String ambulance) {

    /**
     * @param state {@code done}, {@code open}, {@code ask}, {@code over} or {@code before}: before the start
     * @param line a friendly sentence
     * @param plan how often and how long; empty where none is advised
     * @param done the massages of today
     */
    record Massage(String state, String line, String plan, List<String> done) {}

    /** Danger signs to watch for, and how soon they need help. */
    record Watched(String tone, String soon, List<String> infant, List<String> mother) {}
}
