package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One mother's record in the language of the protocol, as it was read: nothing left out yet, nothing judged.
 *
 * @param asOf the instant the advice is for
 * @param mother reference of the mother
 * @param motherDied the record says that she has died
 * @param infants all her children that the record ties to her, older ones too
 * @param checks the filled sheets whose infant is known
 * @param answers items answered outside those sheets
 */
public record Episode(
        Instant asOf,
        String mother,
        boolean motherDied,
        List<Infant> infants,
        List<Plan> plans,
        List<Session> sessions,
        List<Check> checks,
        List<Answer> answers,
        List<Measurement> measurements,
        List<Contraindication> contraindications,
        List<Doubt> doubts,
        List<Remark> remarks) {

    public Episode {
        infants = List.copyOf(infants);
        plans = List.copyOf(plans);
        sessions = List.copyOf(sessions);
        checks = List.copyOf(checks);
        answers = List.copyOf(answers);
        measurements = List.copyOf(measurements);
        contraindications = List.copyOf(contraindications);
        doubts = List.copyOf(doubts);
        remarks = List.copyOf(remarks);
    }

    /** The same record, looked at from another instant. */
    public Episode at(Instant instant) {
        return new Episode(
                instant,
                mother,
                motherDied,
                infants,
                plans,
                sessions,
                checks,
                answers,
                measurements,
                contraindications,
                doubts,
                remarks);
    }

    /** Every item answered, on a sheet or by itself. */
    public Stream<Answer> allAnswers() {
        return Stream.concat(checks.stream().flatMap(c -> c.answers().stream()), answers.stream());
    }
}
