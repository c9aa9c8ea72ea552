package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Entry;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageDone;
import io.github.oxytocinmassage.fhir.entries.Entry.ProtocolStarted;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Session;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry that is to be corrected, as the record has it. */
final class Stored {

    /** What its form asks. */
    enum Kind {
        SHEET,
        MEASURED,
        MASSAGE,
        PLAN,
        /** It says yes or no, or that someone has looked: there is nothing to correct, but it can be withdrawn. */
        ANSWER
    }

    private final String reference;
    private final MotherRecord record;
    private final Kind kind;

    private Stored(String reference, MotherRecord record, Kind kind) {
        this.reference = reference;
        this.record = record;
        this.kind = kind;
    }

    /** Empty when no entry of this record stands there, or not any more. */
    static Optional<Stored> of(String reference, MotherRecord record) {
        Episode episode = record.episode();
        Kind kind = null;
        if (episode.checks().stream().anyMatch(c -> c.source().equals(reference))) {
            kind = Kind.SHEET;
        } else if (episode.sessions().stream().anyMatch(s -> s.source().equals(reference))) {
            kind = Kind.MASSAGE;
        } else if (episode.plans().stream().anyMatch(p -> p.source().equals(reference))) {
            kind = Kind.PLAN;
        } else if (episode.measurements().stream().anyMatch(m -> m.source().equals(reference))) {
            kind = Kind.MEASURED;
        } else if (episode.answers().stream().anyMatch(a -> a.source().equals(reference))) {
            kind = Kind.ANSWER;
        }
        return Optional.ofNullable(kind).map(k -> new Stored(reference, record, k));
    }

    Kind kind() {
        return kind;
    }

    EntryList.Row row(Spoken spoken) {
        return new EntryList(record, spoken)
                .newestFirst().stream()
                        .filter(r -> r.reference().equals(reference))
                        .findFirst()
                        .orElseThrow(NoSuchRecordException::new);
    }

    /** The fields of what was measured. */
    List<String> fields() {
        return measurements().stream().map(m -> MeasureForm.field(m.measure())).toList();
    }

    void fill(Typed typed) {
        switch (kind) {
            case SHEET -> {
                Check check = check();
                SheetFields.fill(typed, check.answers());
                typed.put(SheetController.INFANT, MotherRecords.id(check.infant()));
                typed.put(SheetController.AT, typed.spoken().field(check.when().earliest()));
            }
            case MASSAGE -> MassageForm.filled(typed, session());
            case PLAN ->
                typed.put(
                        SheetController.AT, typed.spoken().field(plan().start().earliest()));
            case MEASURED ->
                measurements().forEach(m -> {
                    String amount = amount(m.amount());
                    typed.put(MeasureForm.field(m.measure()), amount);
                    typed.put(MeasureForm.WEIGHT + ".unit", "g");
                    typed.put(SheetController.AT, typed.spoken().field(m.when().earliest()));
                });
            case ANSWER -> {}
        }
    }

    /** What it becomes; empty when something is refused. */
    List<Entry> entries(Typed typed, Instant now) {
        return switch (kind) {
            case SHEET -> SheetController.entries(typed, record, now, false);
            case MASSAGE -> massage(typed, now);
            case PLAN -> {
                Instant at = typed.time(SheetController.AT, now);
                yield at == null ? List.of() : List.of(new ProtocolStarted(record.mother(), at));
            }
            case MEASURED -> measured(typed, now);
            case ANSWER -> {
                typed.fail("refuse.withdraw");
                yield List.of();
            }
        };
    }

    /** Whether it was right is another entry, with its own correction. */
    private List<Entry> massage(Typed typed, Instant now) {
        typed.put(Item.TECHNIQUE_OK.code(), "");
        return MassageForm.entries(typed, record, now).stream()
                .map(e -> e instanceof MassageDone done ? asItWas(done, typed) : e)
                .toList();
    }

    /** The same one as before is left as he stands there, with the name that the form does not know. */
    private Entry asItWas(MassageDone done, Typed typed) {
        Typed before = MassageForm.filled(Typed.nothing(typed.spoken()), session());
        boolean isTheSame = before.value(MassageForm.PERFORMER).equals(typed.value(MassageForm.PERFORMER))
                && done.performerName().isEmpty();
        return isTheSame ? new MassageDone(done.mother(), done.start(), done.minutes(), null, "") : done;
    }

    private List<Entry> measured(Typed typed, Instant now) {
        Instant at = typed.time(SheetController.AT, now);
        List<Measurement> measured = measurements();
        String subject = Objects.requireNonNullElse(measured.get(0).subject(), record.mother());
        if (at == null) {
            return List.of();
        }
        if (measured.size() > 1) {
            List<Entry> pressure = MeasureForm.entries(typed, subject, at);
            if (pressure.isEmpty() && typed.isFine()) {
                typed.fail("refuse.empty");
            }
            return pressure;
        }
        Measure measure = measured.get(0).measure();
        Entry entry = MeasureForm.entry(typed, measure, subject, at);
        return entry == null ? List.of() : List.of(entry);
    }

    private List<Measurement> measurements() {
        return record.episode().measurements().stream()
                .filter(m -> m.source().equals(reference))
                .toList();
    }

    private Check check() {
        return record.episode().checks().stream()
                .filter(c -> c.source().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private Session session() {
        return record.episode().sessions().stream()
                .filter(s -> s.source().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private Plan plan() {
        return record.episode().plans().stream()
                .filter(p -> p.source().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    private static String amount(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString();
    }
}
