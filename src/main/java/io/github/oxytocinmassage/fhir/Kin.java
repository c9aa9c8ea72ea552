package io.github.oxytocinmassage.fhir;

/** What a patient is in a record (interfaces section 1, "who is the mother"). */
public enum Kin {
    MOTHER,
    INFANT,

    /** Nothing in the record says which. */
    UNTOLD
}
