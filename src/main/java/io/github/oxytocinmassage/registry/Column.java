package io.github.oxytocinmassage.registry;

/** What a column takes of a caller's text. */
final class Column {

    private Column() {}

    /** Cut to its width, and without NUL, which PostgreSQL refuses. */
    static String fit(String text, int width) {
        String storable = text.replace('\0', '?');
        return storable.length() > width ? storable.substring(0, width) : storable;
    }
}
