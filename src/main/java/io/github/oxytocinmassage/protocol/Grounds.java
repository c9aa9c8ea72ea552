package io.github.oxytocinmassage.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a finding stands on: of whom it speaks, and the resources that say so. */
public interface Grounds {

    /** Reference of the mother or the infant; null: an infant that can't be resolved, in a record without any. */
    @Nullable
    String subject();

    /** References of the resources. */
    List<String> basis();

    /** Hours from the record to {@code asOf}, where the card says how long ago it was; else null. */
    default @Nullable Double hoursAgo() {
        return null;
    }

    /** The numbers and colours it stands on, for whoever passes them on. */
    default List<Figure> figures() {
        return List.of();
    }

    /** What the finding names one by one: codes of items or signs. */
    default List<String> items() {
        return List.of();
    }
}
