package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.Canonical;
import java.util.List;
import java.util.Locale;

/** The reasons a reader may give for setting a card aside. None of them blames the family. */
final class OverrideReasons {

    static final String SYSTEM = Canonical.OVERRIDE_REASONS;

    private static final List<String> CODES =
            List.of("already-done", "examined", "record-wrong", "other-plan", "mother-chose-otherwise", "not-possible");

    private OverrideReasons() {}

    static boolean isOffered(String system, String code) {
        return SYSTEM.equals(system) && CODES.contains(code);
    }

    /** @param locale a language we speak */
    static List<Card.Coding> in(Locale locale) {
        return CODES.stream()
                .map(code -> new Card.Coding(code, SYSTEM, CardWords.in(locale).say("override." + code)))
                .toList();
    }
}
