package io.github.oxytocinmassage.protocol;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An episode as it stands at {@code asOf}: what belongs to it, reckoned. Everything the rules read comes from here; nothing here is
 * judged.
 */
public final class Course implements Grounds {

    private final Episode episode;
    private final Parameters parameters;
    private final EpisodeFrame frame;
    private final EpisodeContents contents;
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
    private final @Nullable MassageRecord massage;

    private Course(Episode episode, Parameters parameters) {
        this.episode = episode;
        this.parameters = parameters;
        this.frame = EpisodeFrame.of(episode, parameters);
        this.contents = new EpisodeContents(episode, frame, parameters);
        this.doubts.addAll(contents.doubts());
        this.massage = readSessions();
        List<BigDecimal> gestations = readMother();
        frame.infants().stream().filter(i -> !i.deceased()).forEach(i -> readInfant(i, gestations));
        if (frame.infants().isEmpty() || (newborns.isEmpty() && contents.speaksOfUnborn())) {
            readUnregistered();
        }
    }

    public static Course of(Episode episode, Parameters parameters) {
        return new Course(episode, parameters);
    }

    private @Nullable MassageRecord readSessions() {
        if (frame.start() == null) {
            return null;
        }
        MassageRecord record =
                MassageRecord.of(episode.mother(), contents.sessions(), frame.start(), asOf(), parameters);
        record.overlapped()
                .forEach(s -> doubts.add(
                        new Doubt(Doubt.Kind.OVERLAPPING, s.source(), "Procedure.performed", episode.mother(), "")));
        return record;
    }

    /** The gestations on her record are the infants' too. */
    private List<BigDecimal> readMother() {
        Answers hers = new Answers(
                episode.mother(),
                Whom.MOTHER,
                null,
                contents.answers().stream().filter(Course::isOfMother).toList(),
                asOf(),
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
                asOf(),
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
                Age.of(infant.birth(), asOf(), parameters.siteZone()),
                gestations,
                birthWeights,
                infant.multiple() && frame.infants().size() == 1,
                isOpen()));
        Weighings weighings = new Weighings(
                infant,
                measured.weighings(),
                birthWeights.stream().max(Comparator.naturalOrder()).orElse(null),
                asOf(),
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
                asOf(),
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
                asOf(),
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

    /** One history an infant, from the statuses that the rules have found. */
    public List<InfantCourse> infants(List<JudgedCheck> judged) {
        return newborns.stream()
                .map(n -> new InfantCourse(
                        this,
                        n,
                        new CheckHistory(judged.stream()
                                .filter(c -> c.sheet().subject().equals(n.subject()))
                                .toList())))
                .toList();
    }

    /** The living infants of the episode. */
    public List<Newborn> newborns() {
        return newborns;
    }

    @Override
    public String subject() {
        return episode.mother();
    }

    @Override
    public List<String> basis() {
        return frame.plan() == null
                ? List.of(episode.mother())
                : List.of(frame.plan().source());
    }

    public Instant asOf() {
        return episode.asOf();
    }

    public Parameters parameters() {
        return parameters;
    }

    public List<Remark> remarks() {
        return episode.remarks();
    }

    /** Sheets of living infants, a number each check; a check's second answers stand under its number too. */
    public List<Sheet> sheets() {
        return sheets;
    }

    /** Those that may be the last weighing of their infant. */
    public List<Weighing> lastWeighings() {
        return lastWeighings;
    }

    /** What the living infants weighed, one record each. */
    public List<WeightRecord> weights() {
        return weights.stream().map(Supplier::get).toList();
    }

    public List<Sighting> sightings() {
        return sightings;
    }

    public List<Contraindicated> contraindications() {
        return contraindications;
    }

    public List<Newest> newest() {
        return newest;
    }

    public List<Reading> readings() {
        return readings;
    }

    public List<Withheld> withheld() {
        return withheld;
    }

    /** What can't be read as it stands, each once. */
    public Set<Doubt> doubts() {
        return new LinkedHashSet<>(doubts);
    }

    /** Null before the start. */
    public @Nullable MassageRecord massage() {
        return massage;
    }

    /** Every session of the episode, those too that do not count, in order of time; none before the start. */
    public List<CountedSession> sessions() {
        return massage == null
                ? List.of()
                : CountedSession.of(massage, contents.sessions(), Objects.requireNonNull(frame.start()), parameters);
    }

    /** An infant of the birth is on record, living or not. */
    public boolean isInfantOnRecord() {
        return !frame.infants().isEmpty();
    }

    /** An infant of the birth lives. */
    public boolean isInfantAlive() {
        return !newborns.isEmpty();
    }

    /** More than danger signs is judged. */
    public boolean isOpen() {
        return !isClosed() && !isMotherDied();
    }

    public boolean isMotherDied() {
        return episode.motherDied();
    }

    /** Calendar days from the birth to the start, or to {@code asOf} when not started; null when the birth is unknown. */
    public @Nullable Long daysFromBirthToStart() {
        if (frame.firstDay() == null) {
            return null;
        }
        return Age.daysBetween(frame.since(), Objects.requireNonNullElse(frame.start(), asOf()), parameters.siteZone());
    }

    /** Null before the start. */
    public @Nullable Integer protocolDay() {
        return massage == null ? null : Integer.valueOf(massage.protocolDay());
    }

    /** When the protocol has started; null before. */
    public @Nullable Instant start() {
        return frame.start();
    }

    /** The protocol day of an instant; null before the start of the protocol. */
    public @Nullable Integer protocolDayOf(Instant at) {
        Instant start = frame.start();
        return start == null ? null : (int) Age.daysBetween(start, at, parameters.siteZone()) + 1;
    }

    public boolean isStarted() {
        return massage != null;
    }

    /** The infants' signs and the massage are judged: the protocol is open, and an infant lives. */
    public boolean isJudged() {
        return isOpen() && isInfantAlive();
    }

    /** The plan is completed or revoked, or the protocol day is above {@code protocol.closeDay}. */
    public boolean isClosed() {
        Integer day = protocolDay();
        return (frame.plan() != null && frame.plan().ended()) || (day != null && day > parameters.protocolCloseDay());
    }

    /** There is a plan, a session or a check of the protocol in this episode. */
    public boolean isInProtocol() {
        return frame.plan() != null
                || !contents.checks().isEmpty()
                || !contents.sessions().isEmpty();
    }
}
