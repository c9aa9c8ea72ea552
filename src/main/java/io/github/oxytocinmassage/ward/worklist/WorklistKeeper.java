package io.github.oxytocinmassage.ward.worklist;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.UnadvisedException;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Advice.InfantAdvice;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.NextChange;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import io.github.oxytocinmassage.registry.Worklist;
import io.github.oxytocinmassage.registry.WorklistEntry;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the worklist as the records are: at each write, and when time alone changes an advice. */
final class WorklistKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(WorklistKeeper.class);
    private static final int VERSIONS_AT_ONCE = 2000;
    private static final int MOTHERS_AT_ONCE = 500;
    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    private final Worklist worklist;
    private final MotherRecords records;
    private final RuleRelease release;
    private final Clock clock;

    WorklistKeeper(Worklist worklist, MotherRecords records, RuleRelease release, Clock clock) {
        this.worklist = worklist;
        this.records = records;
        this.release = release;
        this.clock = clock;
    }

    /**
     * When it returns, the list is as of now.
     *
     * @throws StoreUnavailableException when the database does not answer
     */
    synchronized void bringUpToDate() {
        Worklist.Written written;
        do {
            written = worklist.written(VERSIONS_AT_ONCE);
            Set<String> mothers = new TreeSet<>(worklist.mothersOf(written.people()));
            mothers.addAll(written.people());
            update(mothers, written.position());
        } while (!written.people().isEmpty());
        List<String> outOfDate;
        do {
            outOfDate = worklist.outOfDate(clock.instant(), release.name(), MOTHERS_AT_ONCE);
            update(new TreeSet<>(outOfDate), written.position());
        } while (outOfDate.size() == MOTHERS_AT_ONCE);
    }

    /** The same, for a schedule: while the database is away the next turn comes. */
    void keepUp() {
        try {
            bringUpToDate();
        } catch (StoreUnavailableException e) {
            LOG.debug("The worklist waits for the database");
        } catch (RuntimeException e) {
            // Thrown on, it would end the schedule.
            LOG.error(
                    "The worklist could not be brought up to date: {}",
                    e.getClass().getName());
        }
    }

    /** @param patients mothers, or infants of hers */
    private void update(Set<String> patients, long position) {
        Instant now = clock.instant();
        Map<String, WorklistEntry> entries = new HashMap<>();
        Set<String> gone = new HashSet<>(patients);
        for (String patient : patients) {
            if (!entries.containsKey(patient)) {
                entry(patient, now, entries.keySet()).ifPresent(e -> entries.put(e.mother(), e));
            }
        }
        gone.removeAll(entries.keySet());
        if (!patients.isEmpty()) {
            worklist.update(entries.values(), gone, position);
        }
    }

    /** One whose advice can't be worked out keeps nobody else from the list, and stands on it herself. */
    private Optional<WorklistEntry> entry(String patient, Instant now, Set<String> done) {
        try {
            return records.of(MotherRecords.id(patient), now)
                    .filter(WorklistKeeper::belongs)
                    .map(this::entry);
        } catch (UnadvisedException e) {
            return done.contains(e.mother()) ? Optional.empty() : Optional.of(unknown(e, now));
        }
    }

    /** As she was last known, but for what was advised. Tried again before long: time alone may mend it. */
    private WorklistEntry unknown(UnadvisedException why, Instant now) {
        String mother = why.mother();
        Optional<WorklistEntry> before = worklist.of(mother);
        if (before.filter(e -> e.urgency() == Urgency.UNKNOWN.rank()).isEmpty()) {
            LOG.error("No advice could be worked out for a mother, who stands first on the worklist: {}", why.what());
        }
        Set<String> people = new TreeSet<>(Set.of(mother));
        before.ifPresent(e -> people.addAll(e.people()));
        return new WorklistEntry(
                mother,
                before.map(WorklistEntry::name).orElseGet(() -> records.nameOf(mother)),
                before.map(WorklistEntry::infants).orElse(List.of()),
                people,
                Urgency.UNKNOWN.rank(),
                "",
                "",
                "",
                "",
                false,
                false,
                null,
                null,
                now,
                now,
                now.plus(TRY_AGAIN),
                release.name());
    }

    /** A mother with an infant, or in the protocol; any other patient is none of ours. */
    private static boolean belongs(MotherRecord record) {
        Advice advice = record.advice();
        return advice.inProtocol()
                || !record.episode().infants().isEmpty()
                || advice.disposition() == Disposition.ESCALATE;
    }

    private WorklistEntry entry(MotherRecord record) {
        Advice advice = record.advice();
        Set<String> people = new TreeSet<>(advice.people());
        record.episode().infants().forEach(i -> people.add(i.reference()));
        people.add(record.mother());
        return new WorklistEntry(
                record.mother(),
                record.label(),
                advice.infants().stream().map(InfantAdvice::label).toList(),
                people,
                Urgency.of(advice).rank(),
                advice.disposition().name(),
                advice.level() == null ? "" : advice.level().name(),
                advice.leading().rule(),
                about(record),
                advice.hold(),
                advice.closed(),
                advice.protocolDay(),
                advice.infants().stream()
                        .map(InfantAdvice::lastCheck)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                advice.nextLook(),
                advice.asOf(),
                NextChange.after(record.episode(), release.parameters()),
                release.name());
    }

    private static String about(MotherRecord record) {
        String subject = record.advice().leading().subject();
        return subject == null ? "" : record.nameOf(subject);
    }
}
