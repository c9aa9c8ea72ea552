package io.github.oxytocinmassage.protocol;

/** The ten signs of enough milk (protocol section 5). */
public enum Sign {
    FEEDS("feeds-24h"),
    WET_DIAPERS("wet-diapers-24h"),
    STOOLS("stools-24h"),
    STOOL_COLOUR("stool-colour"),
    URINE_COLOUR("urine-colour"),
    SETTLED("settled-after-feed"),
    SWALLOWING("swallowing-heard"),
    BREAST_SOFTER("breast-softer"),
    LET_DOWN("let-down"),
    WEIGHT("weight");

    private final String code;

    Sign(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Whether the sign is seen. Two answers to one item: the first of these, the worse, counts. */
    public enum State {
        ABSENT,
        PRESENT,
        UNKNOWN
    }
}
