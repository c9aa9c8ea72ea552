package io.github.oxytocinmassage.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of an item or a measurement, when it can't be read or believed: no rule uses it, somebody has to look again.
 *
 * @param item null for a measurement
 * @param measure null for an item
 */
public record Withheld(
        @Nullable Item item,
        @Nullable Measure measure,
        @Nullable String subject,
        String source) implements Grounds {

    public boolean isDangerSign() {
        return item != null && item.role() == Item.Role.DANGER_SIGN;
    }

    public boolean isCount() {
        return item != null && item.form() == Item.Form.COUNT;
    }

    public boolean isMeasured() {
        return measure != null && measure != Measure.GESTATION;
    }

    @Override
    public List<String> basis() {
        return List.of(source);
    }

    @Override
    public List<String> items() {
        return List.of(item != null ? item.code() : measure != null ? measure.loinc() : "");
    }
}
