package io.github.oxytocinmassage.cdshooks;

import java.util.regex.Pattern;

/** Text of a record as it may stand on a card: one line, no longer than it should be, nothing that steers the display. */
final class PlainText {

    private static final String ELLIPSIS = "…";
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern WHITE = Pattern.compile("[\\s\\p{Cc}\\p{Zs}\\p{Zl}\\p{Zp}]+");

    /** Marks that turn the writing direction or can't be seen. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\u061C]");

    private PlainText() {}

    static String line(String text) {
        String known = replaceLoneSurrogates(text);
        return WHITE.matcher(UNSEEN.matcher(known).replaceAll(""))
                .replaceAll(" ")
                .strip();
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
        text.codePoints()
                .forEach(c -> known.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c));
        return known.toString();
    }
}
