package io.github.oxytocinmassage.protocol;

import java.util.Comparator;
import java.util.List;

/** The status of a check: the first of these that holds (protocol section 5). */
public enum Status {
    INADEQUATE,
    UNKNOWN,
    ADEQUATE,
    BORDERLINE;

    /** The worse first: INADEQUATE, UNKNOWN, BORDERLINE, ADEQUATE (protocol section 2). */
    public static final Comparator<Status> WORST_FIRST =
            Comparator.comparingInt(List.of(INADEQUATE, UNKNOWN, BORDERLINE, ADEQUATE)::indexOf);
}
