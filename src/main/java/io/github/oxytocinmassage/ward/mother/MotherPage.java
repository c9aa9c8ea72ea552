package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.ward.MotherCard;
import io.github.oxytocinmassage.ward.MotherCard.FindingShown;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mother's page, in words and places already.
 *
 * @param card today's advice and its findings
 * @param pressing what calls for someone else to see her, and the first few findings: always in sight
 * @param further the other findings
 * @param deeds what may be recorded now
 * @param endedEarly that the days of massage were ended before their time; empty when they were not
 * @param days the 14 days; empty before the start
 * @param massages null before the start
 * @param advices how the advice went, the newest first
 */
record MotherPage(
        MotherCard card,
        List<FindingShown> pressing,
        List<FindingShown> further,
        List<Deed> deeds,
        String endedEarly,
        List<ProtocolDay> days,
        List<StatusWord> statuses,
        List<SignsPicture> signs,
        List<WeightPicture> weights,
        @Nullable MassagePicture massages,
        List<BeforeAfter> outcomes,
        List<AdviceMoment> advices) {

    /** The id of a finding in the page; null for one whose rule stands there already. */
    public @Nullable String anchor(FindingShown finding) {
        return Stream.of(pressing, further, card.dataQuality())
                .flatMap(List::stream)
                .filter(f -> f.rule().equals(finding.rule()))
                .findFirst()
                .filter(f -> f == finding)
                .map(FindingShown::rule)
                .orElse(null);
    }

    /** Whether a rule's finding stands among those that are not in sight at first. */
    public boolean isFurther(String rule) {
        return further.stream().anyMatch(f -> f.rule().equals(rule));
    }

    /** Whether a rule has a finding now. */
    public boolean has(String rule) {
        return Stream.of(pressing, further, card.dataQuality())
                .flatMap(List::stream)
                .anyMatch(f -> f.rule().equals(rule));
    }

    /** A status of a check, for the key of the strip. */
    record StatusWord(String tone, String word) {}

    /**
     * Something to record.
     *
     * @param path under the mother's own address
     * @param first the one that is asked for most
     */
    record Deed(String path, String text, boolean first) {}
}
