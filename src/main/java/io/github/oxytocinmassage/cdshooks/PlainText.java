package io.github.oxytocinmassage.cdshooks;

/** Text of a record as it may stand on a card: one line, no longer than it should be, nothing that steers the display. */
final class PlainText {

    private static final String ELLIPSIS = "…";
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        boolean isGap = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isWhite(c)) {
                isGap = true;
            } else if (!isUnseen(c)) {
                if (isGap && !line.isEmpty()) {
                    line.append(' ');
                }
                isGap = false;
                line.appendCodePoint(isLoneSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return line.toString();
    }

    private static boolean isWhite(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Marks that turn the writing direction or can't be seen. */
    private static boolean isUnseen(int c) {
        return c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x2069)
                || c == 0xFEFF
                || c == 0x061C;
    }

    private static boolean isLoneSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** At most so many characters, cut after a word where one ends in the second half, and never within a character. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int room = length - ELLIPSIS.length();
        int word = text.lastIndexOf(' ', room);
        int end = word > room / 2 ? word : room;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).strip() + ELLIPSIS;
    }

    static String replaceLoneSurrogates(String text) {
        StringBuilder known = new StringBuilder(text.length());
        text.codePoints().forEach(c -> known.appendCodePoint(isLoneSurrogate(c) ? REPLACEMENT : c));
        return known.toString();
    }
}
