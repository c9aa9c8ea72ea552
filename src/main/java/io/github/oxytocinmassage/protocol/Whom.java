package io.github.oxytocinmassage.protocol;

/** Of whom an item or a measurement speaks. */
public enum Whom {
    INFANT,
    MOTHER
}
