package io.github.oxytocinmassage.fhir.interactions;

/** What a scope may allow, by SMART's letters (v2). */
enum Right {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    DELETE('d'),
    SEARCH('s');

    private final char letter;

    Right(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }
}
