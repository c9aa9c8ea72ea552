package io.github.oxytocinmassage.ward.evidence;

import java.util.List;

/**
 * The protocol as a midwife reads it, in words already, with the thresholds in force.
 *
 * @param massage how it is given, a sentence each
 * @param forWhom whom it is for, a sentence each
 * @param noMassage what forbids massage, by name
 * @param signs the ten, and when each is present
 * @param byDay how many wet nappies and stools are enough
 * @param statuses how a check is judged, in the order in which it is
 * @param answers what the service says, the gravest first
 */
record ProtocolPage(
        List<String> massage,
        List<String> forWhom,
        List<String> noMassage,
        List<Named> signs,
        List<Day> byDay,
        List<Named> statuses,
        List<Answer> answers) {

    /** A name and what it means. */
    record Named(String name, String text) {}

    /** @param day of life, or the first of those for which it holds */
    record Day(String day, int wetNappies, int stools) {}

    /** @param section key of the rules that come to it, for the list of rules */
    record Answer(String tone, String verdict, String text, String section) {}
}
