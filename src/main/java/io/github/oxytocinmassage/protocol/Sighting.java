package io.github.oxytocinmassage.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A danger sign or contraindication that was seen, and whether it has been answered since (protocol section 6). A state is answered
 * by a later denial, all-clear or review; an event by a review alone. At the same instant danger wins.
 *
 * @param answered by a later denial of the item, an all-clear of this subject, or a clinician's review of it
 * @param reviewed by a later clinician's review of this item
 * @param reviewedAsJaundice by a later clinician's review of {@code jaundice}
 * @param youngestAgeHours of the infant when it was seen; 0 for the mother
 */
public record Sighting(
        Item item,
        @Nullable String subject,
        boolean answered,
        boolean reviewed,
        boolean reviewedAsJaundice,
        double youngestAgeHours,
        Double hoursAgo,
        String source)
        implements Grounds {

    @Override
    public List<String> basis() {
        return List.of(source);
    }

    @Override
    public List<String> items() {
        return List.of(item.code());
    }
}
