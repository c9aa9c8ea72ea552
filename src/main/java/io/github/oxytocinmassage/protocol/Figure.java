package io.github.oxytocinmassage.protocol;

import java.util.Comparator;

/**
 * A number or a colour that a finding stands on, as it was recorded.
 *
 * @param code of the item, a LOINC code of a measure, or one of those below
 * @param value in the unit of the measure, in digits; of a colour its code
 * @param when it was so
 * @param source reference of the resource it stands in
 */
public record Figure(String code, String value, When when, String source) implements Comparable<Figure> {

    /** Percent of the birth weight lost. */
    public static final String LOSS = "weight-loss";

    /** Grams at the heaviest weighing before this one. */
    public static final String HEAVIEST_BEFORE = "heaviest-before";

    private static final Comparator<Figure> IN_ORDER = Comparator.comparing(
                    (Figure f) -> f.when().latest())
            .thenComparing(f -> f.when().earliest())
            .thenComparing(Figure::source)
            .thenComparing(Figure::code)
            .thenComparing(Figure::value);

    @Override
    public int compareTo(Figure other) {
        return IN_ORDER.compare(this, other);
    }
}
