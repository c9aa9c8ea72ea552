package io.github.oxytocinmassage.ward.mother;

import java.util.List;

/**
 * The ten signs of one infant, day by day, drawn.
 *
 * @param said the picture in words
 * @param axis what the columns are: days of the protocol, or of life
 * @param present word of the state, for the key
 * @param left how many earlier columns are left out, in words; empty when all are shown
 * @param rows the same as a table
 */
record SignsPicture(
        String id,
        String infant,
        String said,
        String axis,
        int width,
        int height,
        List<Column> columns,
        List<Line> lines,
        String present,
        String absent,
        String unknown,
        String left,
        List<Row> rows) {

    /**
     * A day, or one of several checks of a day.
     *
     * @param x its middle
     * @param newest the last check there is
     */
    record Column(double x, String text, boolean checked, boolean newest) {}

    /** One sign, its name above its marks, or behind them where there is room. */
    record Line(String name, double textX, double textY, double middle, List<Mark> marks) {}

    /** @param state {@code present}, {@code absent}, {@code unknown}, or empty: no check that day */
    record Mark(double x, String state) {}

    /** One check of the table. */
    record Row(String when, String status, List<String> states) {}
}
