package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.Evidence;
import java.util.List;

/**
 * One mother as the page shows her, in words already.
 *
 * @param name anchor and address: of a sample, or the logical id
 * @param mother what people call her
 * @param tone {@code emergency}, {@code urgent}, {@code priority}, {@code not-eligible}, {@code assess} …: colour and shape
 * @param verdict the disposition in a word
 * @param level how soon; empty but for a referral
 * @param protocolDay empty before the start
 * @param nextLook when to look again; empty when nothing more is asked, or at once
 * @param lookNow look again at once
 * @param findings all but those of data quality, worst first
 * @param missing names of what is not known
 */
public record MotherCard(
        String name,
        String mother,
        String tone,
        String verdict,
        String level,
        String protocolDay,
        String asOf,
        FindingShown leading,
        boolean hold,
        String nextLook,
        boolean lookNow,
        List<FindingShown> findings,
        List<FindingShown> dataQuality,
        List<InfantShown> infants,
        Massage massage,
        Outcome outcome,
        List<String> missing,
        List<Noted> remarks) {

    /** @param detail what exactly, how long ago, how it is answered; may be empty */
    public record FindingShown(
            String rule,
            String tone,
            String verdict,
            String about,
            String text,
            String detail,
            String action,
            String grade,
            List<Evidence.Source> sources) {}

    /** @param status of the last check in a word; empty without one */
    public record InfantShown(
            String name, String dayOfLife, String statusTone, String status, String lastCheck, List<SignRow> signs) {}

    /**
     * @param state {@code present}, {@code absent}, {@code unknown}
     * @param value empty when not known
     */
    public record SignRow(String name, String state, String word, String value) {}

    /** How the massage was kept up; both empty before the start. */
    public record Massage(String adherence, String dose) {}

    /** Both empty without a baseline; {@code after} empty while there is none. */
    public record Outcome(String before, String after) {}

    /** What the record says beside the protocol. */
    public record Noted(String about, String value) {}
}
