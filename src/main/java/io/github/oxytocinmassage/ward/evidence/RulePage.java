package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.rules.Evidence;
import java.util.List;

/**
 * One rule as its page shows it, in words already.
 *
 * @param rule its id
 * @param section the kind of rule, in a word or two
 * @param says what it says, for each level that it comes to, the worst first
 * @param grade of the evidence, with what the letter means
 * @param note what a clinician has to sign off, or how a silent text was read; may be empty
 * @param thresholds that it compares with
 * @param restsOnChecks it looks at signs or the status of a check
 * @param restsOnMassage it looks at sessions, dose or adherence
 * @param silentUnderHold it is not raised while the massage is on hold
 * @param fires titles of worked cases in which it fires, in English
 * @param nearMisses titles of worked cases in which it just does not, in English
 */
record RulePage(
        String rule,
        String section,
        List<Statement> says,
        String grade,
        List<Evidence.Source> sources,
        String note,
        List<ThresholdRow> thresholds,
        boolean restsOnChecks,
        boolean restsOnMassage,
        boolean silentUnderHold,
        List<String> fires,
        List<String> nearMisses) {

    /**
     * @param tone {@code emergency}, {@code urgent} … {@code note}: colour and shape
     * @param verdict disposition and level in words
     * @param actionUnderHold empty when it is the same
     */
    record Statement(String tone, String verdict, String text, String action, String actionUnderHold) {}

    /**
     * @param value in force, with its unit
     * @param standard the default, with its unit; empty when it is in force
     * @param bounds what a site may set; empty when there are none
     */
    record ThresholdRow(
            String name,
            String meaning,
            String value,
            String standard,
            String bounds,
            boolean isFixed,
            List<String> rules) {}

    /** Rules of one kind. */
    record Section(String key, String name, List<RulePage> rules) {}

    /** Thresholds of one subject. */
    record Group(String key, String name, List<ThresholdRow> rows) {}
}
