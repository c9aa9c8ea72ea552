package io.github.oxytocinmassage.fhir;

/** Canonical addresses of the project's FHIR content. */
public final class Canonical {

    /** Where every artefact lives. */
    public static final String BASE = "https://oxytocin-massage-cds.github.io/fhir";

    /** The items of the sheet, danger signs and contraindications. */
    public static final String ITEMS = BASE + "/CodeSystem/oxytocin-massage";

    /** The ids of the rules. */
    public static final String RULES = BASE + "/CodeSystem/oxytocin-massage-rule";

    /** The dispositions. */
    public static final String DISPOSITIONS = BASE + "/CodeSystem/oxytocin-massage-disposition";

    public static final String PLAN = BASE + "/PlanDefinition/oxytocin-massage-14-day";

    private Canonical() {}
}
