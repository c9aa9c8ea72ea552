package io.github.oxytocinmassage.fhir;

import org.hl7.fhir.utilities.xhtml.XhtmlNode;
import org.jspecify.annotations.Nullable;

/** The human text of a resource. We never read it, but HAPI's parser does, and throws whatever it likes. */
final class Narrative {

    private static final int MAX_DEPTH = 100;

    private Narrative() {}

    /** What is wrong with a {@code div}; null when nothing is. */
    static @Nullable String fault(String div) {
        if (isTooDeep(div)) {
            return "the narrative is nested deeper than " + MAX_DEPTH + " levels";
        }
        try {
            new XhtmlNode().setValueAsString(div);
            return null;
        } catch (RuntimeException e) {
            return "a narrative has to be a div of well-formed XHTML";
        }
    }

    private static boolean isTooDeep(String div) {
        int depth = 0;
        for (int i = div.indexOf('<'); i >= 0 && i + 1 < div.length(); i = div.indexOf('<', i + 1)) {
            char next = div.charAt(i + 1);
            int end = div.indexOf('>', i);
            if (next == '/') {
                depth--;
            } else if (next != '!' && next != '?' && !(end > 0 && div.charAt(end - 1) == '/') && ++depth > MAX_DEPTH) {
                return true;
            }
        }
        return false;
    }
}
