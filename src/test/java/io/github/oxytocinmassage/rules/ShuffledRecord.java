package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Episode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The same record, its resources in another order. */
final class ShuffledRecord {

    private ShuffledRecord() {}

    static Episode of(Episode episode, Random random) {
        return new Episode(
                episode.asOf(),
                episode.mother(),
                episode.motherDied(),
                shuffled(episode.infants(), random),
                shuffled(episode.plans(), random),
                shuffled(episode.sessions(), random),
                shuffled(
                        episode.checks().stream()
                                .map(c -> new Check(c.source(), c.infant(), c.when(), shuffled(c.answers(), random)))
                                .toList(),
                        random),
                shuffled(episode.answers(), random),
                shuffled(episode.measurements(), random),
                shuffled(episode.contraindications(), random),
                shuffled(episode.doubts(), random),
                shuffled(episode.remarks(), random));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
