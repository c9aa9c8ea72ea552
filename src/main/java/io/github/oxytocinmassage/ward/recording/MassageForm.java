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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a massage, done or missed. */
final class MassageForm {

    static final String WHAT = "what";
    static final String START = "start";
    static final String OPENED = "opened";
    static final String MINUTES = "minutes";
    static final String PERFORMER = "performer";
    static final String NAME = "performer.name";
    static final String MISSED_AT = "missed";
    static final String REASON = "reason";

    private static final int MOST_MINUTES = 999;
    private static final Pattern LENGTH = Pattern.compile("\\d{1,3}");
    private static final int LONGEST_NAME = 200;

    private MassageForm() {}

    static Typed blank(Typed typed, Instant now) {
        typed.put(WHAT, "done").put(OPENED, typed.spoken().field(now));
        typed.put(MISSED_AT, typed.spoken().field(now));
        return typed.put(PERFORMER, "husband");
    }

    /**
     * A massage is mostly written down as it ends: without a start it ended when the form was opened, however long it was. The time of
     * sending is not taken: what waited for signal is sent later, and what is sent again has to say the same.
     *
     * @param target taken for the length where none is told
     * @return whether that was so
     */
    static boolean isPresumedEnded(Typed typed, Instant now, Duration target) {
        if (!typed.value(WHAT).equals("done") || typed.isGiven(START)) {
            return false;
        }
        String minutes = typed.value(MINUTES);
        Duration length = LENGTH.matcher(minutes).matches() ? Duration.ofMinutes(Integer.parseInt(minutes)) : target;
        typed.put(START, typed.spoken().field(opened(typed, now).minus(length)));
        return true;
    }

    private static Instant opened(Typed typed, Instant now) {
        try {
            Instant opened = LocalDateTime.parse(typed.value(OPENED))
                    .atZone(typed.spoken().zone())
                    .toInstant();
            return opened.isAfter(now) ? now : opened;
        } catch (DateTimeException e) {
            return now;
        }
    }

    /** @return empty when something is refused */
    static List<Entry> entries(Typed typed, MotherRecord record, Instant now) {
        return switch (typed.value(WHAT)) {
            case "done" -> done(typed, record, now);
            case "missed" -> missed(typed, record, now);
            default -> {
                typed.refuse(WHAT, "refuse.missing");
                yield List.of();
            }
        };
    }

    private static List<Entry> done(Typed typed, MotherRecord record, Instant now) {
        List<Entry> entries = new ArrayList<>();
        Instant start = typed.time(START, now);
        refuseBeforeBirth(typed, START, record, start);
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
        entries.add(new MassageDone(record.mother(), start, minutes, performer, name));
        if (technique != null) {
            entries.add(new SingleAnswer(record.mother(), Item.TECHNIQUE_OK, new Value.YesNo(technique), start));
        }
        return entries;
    }

    private static List<Entry> missed(Typed typed, MotherRecord record, Instant now) {
        Instant at = typed.time(MISSED_AT, now);
        refuseBeforeBirth(typed, MISSED_AT, record, at);
        Reason reason = typed.choice(REASON, Reason.class);
        if (!typed.isGiven(REASON)) {
            typed.refuse(REASON, "refuse.missing");
        }
        return at == null || reason == null ? List.of() : List.of(new MassageMissed(record.mother(), at, reason));
    }

    private static void refuseBeforeBirth(Typed typed, String field, MotherRecord record, @Nullable Instant at) {
        if (at != null && ProtocolController.isBeforeBirth(record, at)) {
            typed.refuse(field, "refuse.before.birth");
        }
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
