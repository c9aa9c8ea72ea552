package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A record as a family may see it: as if what is asked in private had not been asked (protocol section 6: M07, M08, M12, consent and what
 * touches them). Leaving it out, rather than hiding its words, leaves no trace of it in a level, a time or a gap either.
 */
public final class FamilySight {

    private static final Set<Item> PRIVATE = EnumSet.of(
            Item.EPDS_TOTAL, Item.EPDS_ITEM_10, Item.SELF_HARM_THOUGHTS, Item.UNSAFE_AT_HOME, Item.CONSENT_REFUSED);

    private static final Set<String> PRIVATE_RULES =
            Set.of("OM-DAN-M07", "OM-DAN-M08", "OM-DAN-M12", "OM-ELI-007", "OM-INF-001");

    private FamilySight() {}

    public static boolean mayTell(String rule) {
        return !PRIVATE_RULES.contains(rule);
    }

    static Episode of(Episode episode) {
        return new Episode(
                episode.asOf(),
                episode.mother(),
                episode.motherDied(),
                episode.infants(),
                episode.plans(),
                episode.sessions(),
                episode.checks().stream()
                        .map(c -> new Check(c.source(), c.infant(), c.when(), told(c.answers())))
                        .toList(),
                told(episode.answers()),
                episode.measurements(),
                episode.contraindications().stream()
                        .filter(c -> !PRIVATE.contains(c.item()))
                        .toList(),
                episode.doubts(),
                List.of());
    }

    private static List<Answer> told(List<Answer> answers) {
        return answers.stream().filter(a -> !PRIVATE.contains(about(a))).toList();
    }

    private static Item about(Answer answer) {
        return answer.value() instanceof Value.Reviewed reviewed ? reviewed.sign() : answer.item();
    }
}
