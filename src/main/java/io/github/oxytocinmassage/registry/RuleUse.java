package io.github.oxytocinmassage.registry;

import java.util.List;

/**
 * What became of the cards on which a rule stood. A card may be both accepted and overridden, when people changed their minds.
 *
 * @param shown how many cards
 * @param accepted how many of them were
 * @param overridden how many of them were
 * @param reasons why they were overridden, the most frequent first
 */
public record RuleUse(String rule, long shown, long accepted, long overridden, List<Reason> reasons) {

    public RuleUse {
        reasons = List.copyOf(reasons);
    }

    /**
     * A reason.
     *
     * @param system of its code; empty where none was given
     * @param code empty where none was given
     * @param hasComment whether users wrote something beside it
     * @param count how often it was given
     */
    public record Reason(String system, String code, boolean hasComment, long count) {}
}
