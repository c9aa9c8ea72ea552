package io.github.oxytocinmassage.fhir.interactions;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a search value, in which a backslash takes its meaning from {@code , | $} and from itself (FHIR R4, Search, "Escaping"). */
final class Escaped {

    private static final String WITH_A_MEANING = ",|$\\";
    private static final Pattern ESCAPE = Pattern.compile("\\\\([,|$\\\\])");

    private Escaped() {}

    /** At separators that have their meaning; each part still escaped. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = indexOf(text, separator, 0); at >= 0; at = indexOf(text, separator, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** The first one that has its meaning; -1: there is none. */
    static int indexOf(String text, char separator, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == separator) {
                return i;
            }
            if (text.charAt(i) == '\\' && i + 1 < text.length() && WITH_A_MEANING.indexOf(text.charAt(i + 1)) >= 0) {
                i++;
            }
        }
        return -1;
    }

    /** As it was meant. */
    static String plain(String text) {
        return ESCAPE.matcher(text).replaceAll("$1");
    }
}
