package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Episode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What must hold of every record, tried on many; a failure shows its seed and the smallest record that still fails. */
final class Property {

    /** At least this many records each; {@code -Dproperties.records=20000} tries more. */
    static final int RECORDS = Integer.getInteger("properties.records", 2000);

    /** Says what is wrong of a record; empty when all is well. It may draw on the seed. */
    interface Law extends BiFunction<Episode, Long, Optional<String>> {}

    private Property() {}

    static void holds(Law law) {
        for (long seed = 1; seed <= RECORDS; seed++) {
            Episode episode = RandomRecord.of(seed);
            Optional<String> wrong = wrong(law, episode, seed);
            if (wrong.isPresent()) {
                Episode smallest = smallest(law, episode, seed);
                throw new AssertionError("seed " + seed + ": "
                        + wrong(law, smallest, seed).orElse("") + "\nsmallest record that fails: " + smallest);
            }
        }
    }

    private static Optional<String> wrong(Law law, Episode episode, long seed) {
        try {
            return law.apply(episode, seed);
        } catch (RuntimeException e) {
            return Optional.of(e.toString());
        }
    }

    /** Leaves out one thing after another as long as the rest still fails. */
    private static Episode smallest(Law law, Episode episode, long seed) {
        Episode smallest = episode;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Episode candidate : withOneLess(smallest)) {
                if (wrong(law, candidate, seed).isPresent()) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Episode> withOneLess(Episode e) {
        List<Episode> all = new ArrayList<>();
        less(
                e.sessions(),
                l -> Records.with(e, e.infants(), e.plans(), l, e.checks(), e.answers(), e.measurements()),
                all);
        less(
                e.measurements(),
                l -> Records.with(e, e.infants(), e.plans(), e.sessions(), e.checks(), e.answers(), l),
                all);
        less(
                e.answers(),
                l -> Records.with(e, e.infants(), e.plans(), e.sessions(), e.checks(), l, e.measurements()),
                all);
        less(
                e.checks(),
                l -> Records.with(e, e.infants(), e.plans(), e.sessions(), l, e.answers(), e.measurements()),
                all);
        less(
                e.plans(),
                l -> Records.with(e, e.infants(), l, e.sessions(), e.checks(), e.answers(), e.measurements()),
                all);
        less(
                e.infants(),
                l -> Records.with(e, l, e.plans(), e.sessions(), e.checks(), e.answers(), e.measurements()),
                all);
        e.checks().forEach(c -> less(c.answers(), l -> Records.withCheck(e, c, a -> l), all));
        return all;
    }

    private static <T> void less(List<T> list, Function<List<T>, Episode> rebuilt, List<Episode> all) {
        for (int i = 0; i < list.size(); i++) {
            List<T> rest = new ArrayList<>(list);
            rest.remove(i);
            all.add(rebuilt.apply(rest));
        }
    }
}
