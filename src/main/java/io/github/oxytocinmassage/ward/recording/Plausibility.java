package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.Entry.FilledSheet;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageDone;
import io.github.oxytocinmassage.fhir.entries.Entry.Measured;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.When;
import io.github.oxytocinmassage.rules.Advisor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whether the rules would doubt what is about to be entered (OM-DQ-001 and -004): asked by adding it to the record. */
final class Plausibility {

    private static final String NEW = "new";
    private static final String CONTRADICTION = "OM-DQ-004";

    private final Advisor advisor;

    Plausibility(Advisor advisor) {
        this.advisor = advisor;
    }

    /** @param instead sources that the entries take the place of */
    void ask(Typed typed, MotherRecord record, Set<String> instead, List<? extends Entry> meant) {
        Episode before = record.episode();
        Episode after = with(before, instead, meant);
        for (Doubt doubt : Course.of(after, advisor.release().parameters()).doubts()) {
            if (doubt.kind() == Doubt.Kind.IMPLAUSIBLE && doubt.source().equals(NEW)) {
                ask(typed, before, instead, doubt);
            }
        }
        boolean contradictsItself = advisor.advise(after).findings().stream()
                .anyMatch(f -> f.rule().equals(CONTRADICTION) && f.standsOn(NEW));
        if (contradictsItself) {
            String field =
                    typed.value(Item.CANNOT_FEED.code()).equals("yes") ? Item.FEEDS.code() : Item.WET_DIAPERS.code();
            typed.ask(field, typed.spoken().say("ask.contradiction"));
        }
    }

    private static void ask(Typed typed, Episode before, Set<String> instead, Doubt doubt) {
        Spoken spoken = typed.spoken();
        if (doubt.path().equals("Procedure.performed")) {
            typed.ask(MassageForm.MINUTES, spoken.say("ask.minutes"));
        } else if (doubt.path().equals(MeasureForm.WEIGHT)) {
            typed.ask(
                    doubt.path(),
                    last(before, instead, doubt)
                            .map(m -> spoken.say(
                                    "ask.weight",
                                    number(doubt, spoken),
                                    spoken.number(Objects.requireNonNull(m.amount())),
                                    spoken.time(m.when().latest())))
                            .orElseGet(() -> spoken.say("ask.weight.first", number(doubt, spoken))));
        } else {
            typed.ask(doubt.path(), spoken.say("ask.value", typed.value(doubt.path())));
        }
    }

    private static String number(Doubt doubt, Spoken spoken) {
        return spoken.number(new BigDecimal(doubt.detail()));
    }

    private static Optional<Measurement> last(Episode episode, Set<String> instead, Doubt doubt) {
        return episode.measurements().stream()
                .filter(m -> m.measure() == Measure.WEIGHT && m.amount() != null)
                .filter(m -> m.subject() != null && m.subject().equals(doubt.subject()))
                .filter(m -> !instead.contains(m.source()))
                .max(Comparator.comparing(m -> m.when().latest()));
    }

    private static Episode with(Episode episode, Set<String> instead, List<? extends Entry> meant) {
        List<Session> sessions = new ArrayList<>(episode.sessions());
        List<Check> checks = new ArrayList<>(episode.checks());
        List<Measurement> measurements = new ArrayList<>(episode.measurements());
        sessions.removeIf(s -> instead.contains(s.source()));
        checks.removeIf(c -> instead.contains(c.source()));
        measurements.removeIf(m -> instead.contains(m.source()));
        for (Entry entry : meant) {
            if (entry instanceof FilledSheet sheet) {
                checks.add(check(sheet));
            } else if (entry instanceof Measured measured) {
                measurements.add(measurement(measured));
            } else if (entry instanceof MassageDone done) {
                Duration length = done.minutes() == null ? null : Duration.ofMinutes(done.minutes());
                sessions.add(new Session(NEW, When.at(done.start()), length, true, "", ""));
            }
        }
        return new Episode(
                episode.asOf(),
                episode.mother(),
                episode.motherDied(),
                episode.infants(),
                episode.plans(),
                sessions,
                checks,
                episode.answers(),
                measurements,
                episode.contraindications(),
                List.of(),
                List.of());
    }

    private static Check check(FilledSheet sheet) {
        When when = When.at(sheet.at());
        List<Answer> answers = sheet.answers().entrySet().stream()
                .map(a -> new Answer(a.getKey(), a.getValue(), when, sheet.infant(), NEW, false))
                .toList();
        return new Check(NEW, sheet.infant(), when, answers);
    }

    private static Measurement measurement(Measured measured) {
        return new Measurement(
                measured.measure(),
                measured.amount(),
                When.at(measured.at()),
                measured.subject(),
                NEW,
                MeasureForm.field(measured.measure()),
                false,
                null);
    }
}
