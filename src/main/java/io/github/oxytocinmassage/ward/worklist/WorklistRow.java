package io.github.oxytocinmassage.ward.worklist;

import java.util.List;

/**
 * A mother on the worklist, in words already.
 *
 * @param id logical id of the Patient
 * @param infants their names
 * @param known false: no advice could be worked out, and of what follows only the text says something
 * @param protocolDay empty before the start
 * @param about whom the sentence speaks of
 * @param text the leading finding's sentence
 * @param look when to look again; empty when nothing more is asked
 * @param due that time has come
 * @param lastCheck how long ago; empty without a check
 * @param stale that is too long ago
 */
record WorklistRow(
        String id,
        String name,
        String infants,
        boolean known,
        String protocolDay,
        String about,
        String text,
        boolean hold,
        String look,
        boolean due,
        String lastCheck,
        boolean stale) {

    /**
     * Those for whom the same is to be done.
     *
     * @param tone class of the style sheet and name of the shape
     * @param count how many there are, on other pages too
     */
    record Group(String tone, String name, String what, int count, List<WorklistRow> rows) {}

    /** A choice of group, with how many there are. */
    record Choice(String value, String name, int count, boolean chosen) {}
}
