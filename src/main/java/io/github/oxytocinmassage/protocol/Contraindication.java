package io.github.oxytocinmassage.protocol;

/** An active Condition of the mother that stands against the massage. */
public record Contraindication(Item item, String source) {}
