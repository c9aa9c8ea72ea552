package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.ward.MotherCard;
import io.github.oxytocinmassage.ward.MotherCard.FindingShown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mother's page, in words and places already.
 *
 * @param card today's advice and its findings
 * @param pressing what calls for someone else to see her, and the first few findings: always in sight
 * @param further the other findings
 * @param deeds what may be recorded now
 * @param days the 14 days; empty before the start
 * @param massages null before the start
 * @param advices how the advice went, the newest first
 */
record MotherPage(
        MotherCard card,
        List<FindingShown> pressing,
        List<FindingShown> further,
        List<Deed> deeds,
        List<ProtocolDay> days,
        List<StatusWord> statuses,
        List<SignsPicture> signs,
        List<WeightPicture> weights,
        @Nullable MassagePicture massages,
        List<BeforeAfter> outcomes,
        List<AdviceMoment> advices) {

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
