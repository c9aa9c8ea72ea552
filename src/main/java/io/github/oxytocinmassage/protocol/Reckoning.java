package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an episode holds, reckoned person by person: the mother, each living infant, infants that the record does not know. */
final class Reckoning {

    private final Episode episode;
    private final Parameters parameters;
    private final EpisodeFrame frame;
    private final EpisodeContents contents;
    private final boolean open;
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<Newborn> newborns = new ArrayList<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<Weighing> lastWeighings = new ArrayList<>();
    private final List<Supplier<WeightRecord>> weights = new ArrayList<>();
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Contraindicated> contraindications = new ArrayList<>();
    private final List<Newest> newest = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Withheld> withheld = new ArrayList<>();

    /** @param open more than danger signs is judged */
    Reckoning(Episode episode, EpisodeFrame frame, EpisodeContents contents, boolean open, Parameters parameters) {
        this.episode = episode;
        this.frame = frame;
        this.contents = contents;
        this.open = open;
        this.parameters = parameters;
        List<BigDecimal> gestations = readMother();
        frame.infants().stream().filter(i -> !i.deceased()).forEach(i -> readInfant(i, gestations));
        if (frame.infants().isEmpty() || (newborns.isEmpty() && contents.speaksOfUnborn())) {
            readUnregistered();
        }
    }

    /** The gestations on her record are the infants' too. */
    private List<BigDecimal> readMother() {
        Answers hers = new Answers(
                episode.mother(),
                Whom.MOTHER,
                null,
                contents.answers().stream().filter(Reckoning::isOfMother).toList(),
                episode.asOf(),
                parameters.siteZone());
        take(hers);
        episode.contraindications()
                .forEach(c -> contraindications.add(new Contraindicated(c.item(), episode.mother(), c.source())));
        contraindications.addAll(hers.contraindications());
        Measurements measured = new Measurements(
                episode.mother(),
                Whom.MOTHER,
                null,
                contents.measurements().stream()
                        .filter(m -> episode.mother().equals(m.subject()))
                        .toList(),
                episode.asOf(),
                parameters);
        take(measured);
        return measured.amounts(Measure.GESTATION);
    }

    /** Signs of an infant that the record does not hold. */
    private void readUnregistered() {
        take(answersOf(null, null));
        take(measurementsOf(null, null));
    }

    private void readInfant(Infant infant, List<BigDecimal> mothersGestations) {
        take(answersOf(infant.reference(), infant.birth()));
        Measurements measured = measurementsOf(infant.reference(), infant.birth());
        take(measured);
        List<BigDecimal> birthWeights = measured.amounts(Measure.BIRTH_WEIGHT);
        List<BigDecimal> gestations = new ArrayList<>(measured.amounts(Measure.GESTATION));
        gestations.addAll(mothersGestations);
        newborns.add(new Newborn(
                infant,
                Age.of(infant.birth(), episode.asOf(), parameters.siteZone()),
                gestations,
                birthWeights,
                infant.multiple() && frame.infants().size() == 1,
                open));
        Weighings weighings = new Weighings(
                infant,
                measured.weighings(),
                birthWeights.stream().max(Comparator.naturalOrder()).orElse(null),
                episode.asOf(),
                parameters);
        lastWeighings.addAll(weighings.last());
        weights.add(
                () -> new WeightRecord(infant, weighings.birthWeight(), weighings.all(), measured.unusableWeighings()));
        for (Check check : contents.checks()) {
            if (check.infant().equals(infant.reference())) {
                readCheck(check, infant, weighings);
            }
        }
    }

    private void readCheck(Check check, Infant infant, Weighings weighings) {
        Instant at = check.when().latest();
        if (infant.birth() != null && at.isBefore(infant.birth().earliest())) {
            doubts.add(new Doubt(Doubt.Kind.DATE, check.source(), "", infant.reference(), ""));
        } else {
            sheets.addAll(Sheet.of(sheets.size(), check, infant, weighings.before(at), parameters));
        }
    }

    private Answers answersOf(@Nullable String infant, @Nullable When birth) {
        return new Answers(
                infant,
                Whom.INFANT,
                birth,
                contents.answers().stream()
                        .filter(a -> !isOfMother(a))
                        .filter(a -> a.subject() == null || a.subject().equals(infant))
                        .toList(),
                episode.asOf(),
                parameters.siteZone());
    }

    private Measurements measurementsOf(@Nullable String infant, @Nullable When birth) {
        return new Measurements(
                infant,
                Whom.INFANT,
                birth,
                contents.measurements().stream()
                        .filter(m -> m.subject() == null || m.subject().equals(infant))
                        .toList(),
                episode.asOf(),
                parameters);
    }

    private void take(Answers theirs) {
        sightings.addAll(theirs.sightings());
        newest.addAll(theirs.newest());
        withheld.addAll(theirs.withheld());
    }

    private void take(Measurements theirs) {
        readings.addAll(theirs.readings());
        withheld.addAll(theirs.withheld());
        doubts.addAll(theirs.doubts());
    }

    /** A review speaks of whom its sign speaks. */
    private static boolean isOfMother(Answer answer) {
        Item item = answer.value() instanceof Value.Reviewed r ? r.sign() : answer.item();
        return item.whom() == Whom.MOTHER;
    }

    List<Newborn> newborns() {
        return newborns;
    }

    List<Sheet> sheets() {
        return sheets;
    }

    List<Weighing> lastWeighings() {
        return lastWeighings;
    }

    List<WeightRecord> weights() {
        return weights.stream().map(Supplier::get).toList();
    }

    List<Sighting> sightings() {
        return sightings;
    }

    List<Contraindicated> contraindications() {
        return contraindications;
    }

    List<Newest> newest() {
        return newest;
    }

    List<Reading> readings() {
        return readings;
    }

    List<Withheld> withheld() {
        return withheld;
    }

    List<Doubt> doubts() {
        return doubts;
    }
}
