package io.github.oxytocinmassage.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a record belongs to the episode and is seen by {@code asOf}; days that are not over end at {@code asOf}. What is ours and lies
 * before the birth, or can't be believed, is doubted, never dropped silently.
 */
final class EpisodeContents {

    private final Episode episode;
    private final EpisodeFrame frame;
    private final Parameters parameters;
    private final Instant seenUntil;
    private final Set<String> ofTheBirth = new HashSet<>();
    private final Set<String> notBornYet = new HashSet<>();
    private final Set<String> olderChildren = new HashSet<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();

    EpisodeContents(Episode episode, EpisodeFrame frame, Parameters parameters) {
        this.episode = episode;
        this.frame = frame;
        this.parameters = parameters;
        this.seenUntil = EpisodeFrame.seenUntil(episode, parameters);
        frame.infants().forEach(i -> ofTheBirth.add(i.reference()));
        ofTheBirth.add(episode.mother());
        for (Infant infant : episode.infants()) {
            if (infant.birth() != null && infant.birth().earliest().isAfter(seenUntil)) {
                notBornYet.add(infant.reference());
                doubt(Doubt.Kind.DATE, infant.reference(), "Patient.birthDate", null, "");
            } else if (!ofTheBirth.contains(infant.reference())) {
                olderChildren.add(infant.reference());
            }
        }
        doubts.addAll(episode.doubts());
        episode.checks().forEach(this::take);
        episode.answers().forEach(this::take);
        episode.measurements().forEach(this::take);
        episode.sessions().forEach(this::take);
    }

    /** Sheets of the infants of this birth. */
    List<Check> checks() {
        return checks;
    }

    /** Every item answered, on those sheets and elsewhere. */
    List<Answer> answers() {
        return answers;
    }

    List<Measurement> measurements() {
        return measurements;
    }

    List<Session> sessions() {
        return sessions;
    }

    /** The record holds an infant that is said to be born later. */
    boolean speaksOfUnborn() {
        return !notBornYet.isEmpty();
    }

    List<Doubt> doubts() {
        return doubts;
    }

    private void take(Check check) {
        if (isOfAnOlderBirth(check.infant(), check.when()) || !isWithin(check.when(), check.source(), check.infant())) {
            return;
        }
        List<Answer> taken = check.answers().stream().map(this::believed).toList();
        if (ofTheBirth.contains(check.infant())) {
            checks.add(new Check(check.source(), check.infant(), check.when().until(episode.asOf()), taken));
            answers.addAll(taken);
        } else {
            taken.forEach(this::takeOurs);
        }
    }

    private void take(Answer answer) {
        if (!isOfAnOlderBirth(answer.subject(), answer.when())
                && isWithin(answer.when(), answer.source(), answer.subject())) {
            takeOurs(believed(answer));
        }
    }

    /** Signs of an infant that is said to be born later can't be of that infant as registered, but are of one. */
    private void takeOurs(Answer answer) {
        if (answer.subject() == null || ofTheBirth.contains(answer.subject())) {
            answers.add(answer);
        } else if (notBornYet.contains(answer.subject())) {
            answers.add(new Answer(answer.item(), answer.value(), answer.when(), null, answer.source(), true));
        }
    }

    /** What was measured of the mother before the birth is not of the episode, and nothing to doubt. */
    private void take(Measurement m) {
        boolean mothers = episode.mother().equals(m.subject());
        if ((m.subject() != null && !ofTheBirth.contains(m.subject()))
                || (mothers && m.when().latest().isBefore(mothersSince()))
                || !isWithin(m.when(), m.source(), m.subject())) {
            return;
        }
        When when = m.when().until(episode.asOf());
        measurements.add(
                when == m.when()
                        ? m
                        : new Measurement(
                                m.measure(),
                                m.amount(),
                                when,
                                m.subject(),
                                m.source(),
                                m.path(),
                                m.alarmsOnly(),
                                m.doubt()));
    }

    /** Without a known birth, what was measured of her longer ago than a postpartum period is not of an episode that may be under way. */
    private Instant mothersSince() {
        return frame.firstDay() == null
                ? episode.asOf().minus(Duration.ofDays(parameters.motherMaxPostpartumDays()))
                : frame.since();
    }

    private void take(Session session) {
        if ((!olderChildren.isEmpty() && session.start().latest().isBefore(frame.since()))
                || !isWithin(session.start(), session.source(), episode.mother())) {
            return;
        }
        sessions.add(session);
        boolean tooLong = session.length() != null
                && session.length().compareTo(Duration.ofMinutes(parameters.sessionMaxMinutes())) > 0;
        if (session.done() && (tooLong || !MassageRecord.isPlausible(session, parameters))) {
            doubt(Doubt.Kind.IMPLAUSIBLE, session.source(), "Procedure.performed", episode.mother(), "");
        }
    }

    /** What was written of an older child in its own time is another episode's, and nothing to doubt. */
    private boolean isOfAnOlderBirth(@Nullable String subject, When when) {
        return subject != null
                && olderChildren.contains(subject)
                && when.latest().isBefore(frame.since());
    }

    private boolean isWithin(When when, String source, @Nullable String subject) {
        if (when.earliest().isAfter(seenUntil)) {
            return false;
        }
        if (when.latest().isBefore(frame.since())) {
            doubt(Doubt.Kind.DATE, source, "", subject, "");
            return false;
        }
        return true;
    }

    /** A count out of bounds is withheld. */
    private Answer believed(Answer answer) {
        boolean implausible = answer.value() instanceof Value.Count c && isImplausible(answer.item(), c.count());
        if (implausible) {
            doubt(Doubt.Kind.IMPLAUSIBLE, answer.source(), answer.item().code(), answer.subject(), "");
        }
        When when = answer.when().until(episode.asOf());
        return implausible || when != answer.when()
                ? new Answer(
                        answer.item(),
                        implausible ? new Value.Withheld(Doubt.Kind.IMPLAUSIBLE) : answer.value(),
                        when,
                        answer.subject(),
                        answer.source(),
                        answer.alarmsOnly())
                : answer;
    }

    private boolean isImplausible(Item item, int count) {
        return switch (item) {
            case FEEDS, WET_DIAPERS, STOOLS, SUPPLEMENTS -> count < 0 || count > parameters.plausibleCountMax();
            default -> count < 0;
        };
    }

    private void doubt(Doubt.Kind kind, String source, String path, @Nullable String subject, String detail) {
        doubts.add(new Doubt(kind, source, path, subject, detail));
    }
}
