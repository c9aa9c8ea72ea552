package io.github.oxytocinmassage.ward.mother;

import java.util.List;

/**
 * The weight curve of one infant, drawn: places in units of the picture, words in one language.
 *
 * @param said the picture in words
 * @param guides the birth weight, the limits of loss, the gain looked for
 * @param curve points of the line through the weighings that count
 * @param weighings those that count
 * @param withheld those that do not, on a rail under the curve
 * @param last what the newest weighing says; empty without one
 * @param rows the same as a table, oldest first
 */
record WeightPicture(
        String id,
        String infant,
        String said,
        int width,
        int height,
        int left,
        int right,
        int top,
        int bottom,
        List<Tick> grams,
        List<Tick> days,
        List<Guide> guides,
        String curve,
        List<Mark> weighings,
        List<Mark> withheld,
        String last,
        List<Row> rows) {

    /** @param at along its axis */
    record Tick(double at, String text) {}

    /**
     * A line across the picture.
     *
     * @param kind class of the style sheet: {@code birth}, {@code caution}, {@code urgent}, {@code gain}
     * @param textAt baseline of its words
     * @param fromTheEnd its words stand at the right end
     */
    record Guide(
            String kind, double x1, double y1, double x2, double y2, double textAt, boolean fromTheEnd, String text) {}

    /**
     * @param newest the last of them
     * @param textAnchor of the words of the newest
     */
    record Mark(double x, double y, boolean newest, String text, double textX, double textY, String textAnchor) {}

    /** Words; empty where there is nothing to say. */
    record Row(String when, String dayOfLife, String grams, String change, String gain, String note) {}
}
