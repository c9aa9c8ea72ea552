package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageDone;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageMissed;
import io.github.oxytocinmassage.fhir.entries.Entry.Performer;
import io.github.oxytocinmassage.fhir.entries.Entry.Reason;
import io.github.oxytocinmassage.fhir.entries.Entry.SingleAnswer;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of a massage, done or missed. */
final class MassageForm {

    static final String WHAT = "what";
    static final String START = "start";
    static final String MINUTES = "minutes";
    static final String PERFORMER = "performer";
    static final String NAME = "performer.name";
    static final String MISSED_AT = "missed";
    static final String REASON = "reason";

    private static final int MOST_MINUTES = 999;
    private static final int LONGEST_NAME = 200;

    /**
     * Findings that a pause of the massage may be told to the family for. What only the midwife may know (consent, safety at home) says
     * nothing there, not even by a pause.
     */
    private static final Set<String> PAUSES = Set.of(
            "OM-ELI-001",
            "OM-ELI-002",
            "OM-ELI-003",
            "OM-ELI-004",
            "OM-ELI-005",
            "OM-ELI-006",
            "OM-ELI-008",
            "OM-ELI-010",
            "OM-ELI-011",
            "OM-DAN-M01",
            "OM-DAN-M02",
            "OM-DAN-M03",
            "OM-DAN-M04",
            "OM-DAN-M05",
            "OM-DAN-M10");

    private MassageForm() {}

    static boolean isPausedForAll(MotherRecord record) {
        return record.advice().hold() && record.advice().findings().stream().anyMatch(f -> PAUSES.contains(f.rule()));
    }

    /** @param target length of a massage: one that is written down as it ends has begun so long ago */
    static Typed blank(Typed typed, Instant now, Duration target) {
        typed.put(WHAT, "done").put(START, typed.spoken().field(now.minus(target)));
        typed.put(MISSED_AT, typed.spoken().field(now));
        return typed.put(PERFORMER, "husband");
    }

    /** @return empty when something is refused */
    static List<Entry> entries(Typed typed, String mother, Instant now) {
        return switch (typed.value(WHAT)) {
            case "done" -> done(typed, mother, now);
            case "missed" -> missed(typed, mother, now);
            default -> {
                typed.refuse(WHAT, "refuse.missing");
                yield List.of();
            }
        };
    }

    private static List<Entry> done(Typed typed, String mother, Instant now) {
        List<Entry> entries = new ArrayList<>();
        Instant start = typed.time(START, now);
        Integer minutes = typed.whole(MINUTES, 1, MOST_MINUTES);
        Performer performer = typed.choice(PERFORMER, Performer.class);
        if (performer == null) {
            typed.refuse(PERFORMER, "refuse.missing");
        }
        String name = typed.value(NAME);
        if (name.length() > LONGEST_NAME) {
            typed.refuse(NAME, "refuse.long", String.valueOf(LONGEST_NAME));
        }
        Boolean technique = typed.yesNo(Item.TECHNIQUE_OK.code());
        if (start == null || performer == null) {
            return List.of();
        }
        if (minutes != null && start.plus(Duration.ofMinutes(minutes)).isAfter(now.plus(Duration.ofMinutes(1)))) {
            typed.refuse(MINUTES, "refuse.minutes");
        }
        entries.add(new MassageDone(mother, start, minutes, performer, name));
        if (technique != null) {
            entries.add(new SingleAnswer(mother, Item.TECHNIQUE_OK, new Value.YesNo(technique), start));
        }
        return entries;
    }

    private static List<Entry> missed(Typed typed, String mother, Instant now) {
        Instant at = typed.time(MISSED_AT, now);
        Reason reason = typed.choice(REASON, Reason.class);
        if (!typed.isGiven(REASON)) {
            typed.refuse(REASON, "refuse.missing");
        }
        return at == null || reason == null ? List.of() : List.of(new MassageMissed(mother, at, reason));
    }

    /** The form as a stored session fills it. */
    static Typed filled(Typed typed, Session session) {
        String at = typed.spoken().field(session.start().earliest());
        typed.put(START, at).put(MISSED_AT, at).put(WHAT, session.done() ? "done" : "missed");
        typed.put(REASON, session.reason());
        if (session.length() != null) {
            typed.put(MINUTES, String.valueOf(session.length().toMinutes()));
        }
        return typed.put(
                PERFORMER,
                switch (session.performer()) {
                    case "husband" -> "husband";
                    case "midwife" -> "midwife";
                    default -> session.performer().isEmpty() ? "" : "companion";
                });
    }
}
