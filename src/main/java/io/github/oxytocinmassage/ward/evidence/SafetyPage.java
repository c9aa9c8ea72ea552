package io.github.oxytocinmassage.ward.evidence;

import java.util.List;

/**
 * What whoever asks "is this safe?" has to know, in numbers of the release in force.
 *
 * @param rules how many there are
 * @param cases worked cases that every release passes
 * @param grades how many rules rest on each grade of evidence
 * @param toApprove what a clinician of the site has to sign off, by rule
 */
record SafetyPage(int rules, int cases, List<Grade> grades, List<ToApprove> toApprove) {

    /** @param name the letter and what it means */
    record Grade(String name, int rules) {}

    record ToApprove(String rule, String note) {}
}
