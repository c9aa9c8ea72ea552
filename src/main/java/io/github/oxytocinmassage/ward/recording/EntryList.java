package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was entered of a mother and her infants, one row a resource, the newest first. */
final class EntryList {

    private final MotherRecord record;
    private final Spoken spoken;

    EntryList(MotherRecord record, Spoken spoken) {
        this.record = record;
        this.spoken = spoken;
    }

    /**
     * @param reference {@code Type/id}
     * @param value in words; empty where the form tells it
     */
    record Row(String reference, String name, String who, String value, When at, String when) {}

    List<Row> newestFirst() {
        Episode episode = record.episode();
        List<Row> rows = new ArrayList<>();
        episode.checks().forEach(c -> rows.add(check(c)));
        episode.sessions().forEach(s -> rows.add(session(s)));
        episode.plans().forEach(p -> rows.add(plan(p)));
        episode.answers().forEach(a -> rows.add(answer(a)));
        episode.measurements().forEach(m -> rows.add(measurement(m)));
        Map<String, Row> one = new LinkedHashMap<>();
        rows.stream()
                .filter(r -> r.reference().matches("(Observation|Procedure|CarePlan)/[A-Za-z0-9.-]{1,64}"))
                .sorted(Comparator.comparing((Row r) -> r.at().latest()).reversed())
                .forEach(r -> one.merge(r.reference(), r, this::together));
        return List.copyOf(one.values());
    }

    private Row check(Check check) {
        String answered = spoken.say("entry.answered", check.answers().size());
        return row(check.source(), spoken.name("adequacy-check"), who(check.infant()), answered, check.when());
    }

    private Row session(Session session) {
        String value = session.done()
                ? session.length() == null
                        ? ""
                        : spoken.say(
                                "entry.minutes", String.valueOf(session.length().toMinutes()))
                : spoken.say("entry.missed")
                        + (session.reason().isEmpty()
                                ? ""
                                : ": " + spoken.wording().name(session.reason(), spoken.locale()));
        return row(session.source(), spoken.name("oxytocin-massage"), record.label(), value, session.start());
    }

    private Row plan(Plan plan) {
        String value = spoken.say(plan.ended() ? "entry.plan.ended" : "entry.plan.runs");
        return row(plan.source(), spoken.say("entry.plan"), record.label(), value, plan.start());
    }

    private Row answer(Answer answer) {
        String value =
                answer.value() instanceof Value.Reviewed reviewed ? spoken.name(reviewed.sign()) : text(answer.value());
        return row(answer.source(), spoken.name(answer.item()), who(answer.subject()), value, answer.when());
    }

    private Row measurement(Measurement measurement) {
        String amount = measurement.amount() == null
                ? spoken.say("entry.unreadable")
                : spoken.number(measurement.amount())
                        + " "
                        + spoken.say("unit." + measurement.measure().name());
        return row(
                measurement.source(),
                spoken.name(measurement.measure().loinc()),
                who(measurement.subject()),
                amount,
                measurement.when());
    }

    private String text(Value value) {
        if (value instanceof Value.YesNo yesNo) {
            return spoken.say(yesNo.yes() ? "yes" : "no");
        } else if (value instanceof Value.Count count) {
            return String.valueOf(count.count());
        }
        return "";
    }

    private Row row(String source, String name, String who, String value, When when) {
        return new Row(source, name, who, value, when, spoken.time(when.earliest()));
    }

    private Row together(Row one, Row other) {
        return new Row(
                one.reference(),
                one.name() + ", " + other.name().substring(0, 1).toLowerCase(spoken.locale())
                        + other.name().substring(1),
                one.who(),
                Stream.of(one.value(), other.value())
                        .filter(v -> !v.isEmpty())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse(""),
                one.at(),
                one.when());
    }

    private String who(@Nullable String subject) {
        return spoken.page().who(record, subject);
    }
}
