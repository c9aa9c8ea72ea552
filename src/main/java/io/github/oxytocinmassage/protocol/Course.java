package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
    private final @Nullable MassageRecord massage;
    private final Reckoning reckoning;

    private Course(Episode episode, Parameters parameters) {
        this.episode = episode;
        this.parameters = parameters;
        this.frame = EpisodeFrame.of(episode, parameters);
        this.contents = new EpisodeContents(episode, frame, parameters);
        this.massage = frame.start() == null
                ? null
                : MassageRecord.of(episode.mother(), contents.sessions(), frame.start(), episode.asOf(), parameters);
        this.reckoning = new Reckoning(episode, frame, contents, isOpen(), parameters);
    }

    public static Course of(Episode episode, Parameters parameters) {
        return new Course(episode, parameters);
    }

    /** One history an infant, from the statuses that the rules have found. */
    public List<InfantCourse> infants(List<JudgedCheck> judged) {
        return newborns().stream()
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
        return reckoning.newborns();
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
        return reckoning.sheets();
    }

    /** Those that may be the last weighing of their infant. */
    public List<Weighing> lastWeighings() {
        return reckoning.lastWeighings();
    }

    /** What the living infants weighed, one record each. */
    public List<WeightRecord> weights() {
        return reckoning.weights();
    }

    public List<Sighting> sightings() {
        return reckoning.sightings();
    }

    public List<Contraindicated> contraindications() {
        return reckoning.contraindications();
    }

    public List<Newest> newest() {
        return reckoning.newest();
    }

    public List<Reading> readings() {
        return reckoning.readings();
    }

    public List<Withheld> withheld() {
        return reckoning.withheld();
    }

    /** What can't be read as it stands, each once. */
    public Set<Doubt> doubts() {
        Set<Doubt> doubts = new LinkedHashSet<>(contents.doubts());
        if (massage != null) {
            massage.overlapped()
                    .forEach(s -> doubts.add(
                            new Doubt(Doubt.Kind.OVERLAPPING, s.source(), "Procedure.performed", subject(), "")));
        }
        doubts.addAll(reckoning.doubts());
        return doubts;
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
        return !newborns().isEmpty();
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

    /** The protocol day on which the plan was ended before its time; null when it was not, or nobody has said when. */
    public @Nullable Integer endedEarlyOn() {
        Plan plan = frame.plan();
        Integer day = plan == null || plan.end() == null
                ? null
                : protocolDayOf(plan.end().latest());
        return day != null && day < parameters.protocolDays() ? day : null;
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
