package io.github.oxytocinmassage.ward.mother;

import java.util.List;

/**
 * The massages of the protocol day by day, drawn.
 *
 * @param said the picture in words
 * @param rows the same as a table
 */
record MassagePicture(
        String said,
        String target,
        int width,
        int height,
        int left,
        int right,
        int bottom,
        List<Tick> minutes,
        List<Day> days,
        List<Bar> bars,
        List<String> givers,
        List<String> marks,
        List<Row> rows) {

    /** @param kind class of the style sheet: {@code target}, {@code least}, {@code plain} */
    record Tick(double y, String text, String kind) {}

    record Day(double x, String text, boolean today) {}

    /**
     * One massage.
     *
     * @param giver {@code husband}, {@code companion}, {@code midwife}, {@code unsaid}: its pattern
     * @param mark {@code short}, {@code surplus}, {@code out}, {@code missed}, {@code length-unknown}; empty for one that counts
     */
    record Bar(
            double x, double y, double width, double height, String giver, String mark, double markX, double markY) {}

    record Row(String when, String day, String length, String giver, String counts) {}
}
