package io.github.oxytocinmassage.fhir.entries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.Records;
import io.github.oxytocinmassage.fhir.entries.Entry.BloodPressure;
import io.github.oxytocinmassage.fhir.entries.Entry.DangerReviewed;
import io.github.oxytocinmassage.fhir.entries.Entry.FilledSheet;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageDone;
import io.github.oxytocinmassage.fhir.entries.Entry.MassageMissed;
import io.github.oxytocinmassage.fhir.entries.Entry.Measured;
import io.github.oxytocinmassage.fhir.entries.Entry.Performer;
import io.github.oxytocinmassage.fhir.entries.Entry.ProtocolStarted;
import io.github.oxytocinmassage.fhir.entries.Entry.Reason;
import io.github.oxytocinmassage.fhir.entries.Entry.SingleAnswer;
import io.github.oxytocinmassage.fhir.entries.EntryRefusedException.Why;
import io.github.oxytocinmassage.fhir.entries.Registration.Newborn;
import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import io.github.oxytocinmassage.fhir.profiles.Admission;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Colour;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ActiveProfiles;

/** Entries into the real registry, and read back as the rules read them. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class EntriesTest {

    private static final Author RATNA = new Author("Bidan Ratna", null);
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final MockHttpServletRequest CALL = new MockHttpServletRequest("POST", "/ward");

    @Autowired
    private Entries entries;

    @Autowired
    private MotherRecords mothers;

    @Autowired
    private Records records;

    @Autowired
    private Admission admission;

    @Autowired
    private Clock clock;

    private Instant now;
    private String mother;
    private String infant;

    @BeforeEach
    void registerAFamily() {
        now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        mother = entries.register(EntryKey.random(), family(1, true), RATNA, CALL)
                .reference();
        infant = record().episode().infants().get(0).reference();
    }

    @Test
    void a_registered_family_is_read_as_a_mother_with_her_infants_their_birth_and_weight() {
        String twins = entries.register(EntryKey.random(), family(2, true), RATNA, CALL)
                .reference();

        Episode episode = record(twins).episode();

        assertThat(record(twins).label()).isEqualTo("Ibu Lestari");
        assertThat(episode.mother()).isEqualTo(twins);
        assertThat(episode.doubts()).isEmpty();
        assertThat(episode.infants()).extracting(Infant::label).containsExactlyInAnyOrder("Bayi 1", "Bayi 2");
        assertThat(episode.infants())
                .anyMatch(Infant::multiple)
                .extracting(Infant::birth)
                .containsOnly(When.at(now.minus(Duration.ofDays(4))));
        assertThat(amounts(episode, Measure.BIRTH_WEIGHT)).containsExactly("3100", "3100");
        assertThat(amounts(episode, Measure.GESTATION)).containsExactly("39.5", "39.5");
        assertThat(record(twins).advice().findings()).noneMatch(f -> f.rule().equals("OM-ASS-009"));
        everythingConforms(twins);
    }

    @Test
    void a_mother_who_refuses_is_not_eligible_from_the_start() {
        String refusing = entries.register(EntryKey.random(), family(1, false), RATNA, CALL)
                .reference();

        assertThat(record(refusing).advice().leading().rule()).isEqualTo("OM-ELI-007");
        assertThat(record().advice().leading().rule()).isNotEqualTo("OM-ELI-007");
    }

    @Test
    void a_sheet_is_read_as_exactly_what_was_answered() {
        Map<Item, Value> answers = new EnumMap<>(Item.class);
        for (Item item : Item.values()) {
            if (item != Item.DANGER_REVIEWED) {
                answers.put(item, value(item));
            }
        }

        Entered entered = enter(new FilledSheet(mother, infant, now, answers));

        Check check = record().episode().checks().get(0);
        assertThat(check.source()).isEqualTo(entered.reference());
        assertThat(check.infant()).isEqualTo(infant);
        assertThat(check.when()).isEqualTo(When.at(now));
        assertThat(check.answers()).hasSameSizeAs(answers.keySet());
        check.answers().forEach(a -> assertThat(a.value()).as(a.item().code()).isEqualTo(answers.get(a.item())));
        assertThat(stored(entered, Observation.class).getPerformerFirstRep().getDisplay())
                .isEqualTo("Bidan Ratna");
        everythingConforms(mother);
    }

    @Test
    void measurements_are_read_with_their_amounts_in_our_units() {
        enter(new Measured(infant, Measure.WEIGHT, new BigDecimal("2900"), now));
        enter(new Measured(infant, Measure.TEMPERATURE, new BigDecimal("36.8"), now));
        enter(new Measured(infant, Measure.RESPIRATORY_RATE, new BigDecimal("44"), now));
        enter(new Measured(mother, Measure.PULSE, new BigDecimal("82"), now));
        enter(new BloodPressure(mother, 118, 76, now));

        Episode episode = record().episode();
        assertThat(amounts(episode, Measure.WEIGHT)).containsExactly("2900");
        assertThat(amounts(episode, Measure.TEMPERATURE)).containsExactly("36.8");
        assertThat(amounts(episode, Measure.RESPIRATORY_RATE)).containsExactly("44");
        assertThat(amounts(episode, Measure.PULSE)).containsExactly("82");
        assertThat(amounts(episode, Measure.SYSTOLIC)).containsExactly("118");
        assertThat(amounts(episode, Measure.DIASTOLIC)).containsExactly("76");
        assertThat(episode.measurements())
                .filteredOn(m -> m.measure() == Measure.WEIGHT)
                .allMatch(m -> infant.equals(m.subject()) && m.when().equals(When.at(now)));
        assertThat(episode.doubts()).isEmpty();
        everythingConforms(mother);
    }

    @Test
    void massages_are_read_with_length_performer_and_reason() {
        Instant start = now.minus(Duration.ofHours(3));
        Entered husband = enter(new MassageDone(mother, start, 15, Performer.HUSBAND, "Pak Budi"));
        Entered midwife = enter(new MassageDone(mother, start.plusSeconds(3600), null, Performer.MIDWIFE, ""));
        Entered missed = enter(new MassageMissed(mother, start.plusSeconds(7200), Reason.HUSBAND_AWAY));

        assertThat(record().episode().sessions())
                .containsExactlyInAnyOrder(
                        new Session(husband.reference(), When.at(start), Duration.ofMinutes(15), true, "husband", ""),
                        new Session(midwife.reference(), When.at(start.plusSeconds(3600)), null, true, "midwife", ""),
                        new Session(
                                missed.reference(), When.at(start.plusSeconds(7200)), null, false, "", "husband-away"));
        everythingConforms(mother);
    }

    @Test
    void the_protocol_starts_and_ends() {
        Instant start = now.minus(Duration.ofDays(2));
        Entered plan = enter(new ProtocolStarted(mother, start));

        Episode started = record().episode();
        entries.end(plan.reference(), plan.version(), now, false, Set.of(mother), CALL);

        assertThat(started.plans()).containsExactly(new Plan(plan.reference(), When.at(start), false, null));
        assertThat(record().episode().plans())
                .containsExactly(new Plan(plan.reference(), When.at(start), true, When.at(now)));
        assertThat(record().advice().closed()).isTrue();
        everythingConforms(mother);
    }

    @Test
    void a_state_is_answered_by_a_later_no_and_an_event_by_a_clinicians_review_alone() {
        Instant earlier = now.minus(Duration.ofHours(2));
        Map<Item, Value> seen = Map.of(Item.LETHARGIC, new Value.YesNo(true), Item.CONVULSIONS, new Value.YesNo(true));
        enter(new FilledSheet(mother, infant, earlier, seen));

        enter(new SingleAnswer(infant, Item.LETHARGIC, new Value.YesNo(false), now));
        enter(new SingleAnswer(infant, Item.CONVULSIONS, new Value.YesNo(false), now));
        List<String> afterTheDenials = dangers();
        enter(new DangerReviewed(infant, Item.CONVULSIONS, now));

        assertThat(afterTheDenials).contains("OM-DAN-I01").doesNotContain("OM-DAN-I03");
        assertThat(dangers()).doesNotContain("OM-DAN-I01");
        everythingConforms(mother);
    }

    @Test
    void the_same_entry_sent_by_sixteen_at_once_is_there_once_and_answered_alike() throws Exception {
        EntryKey key = EntryKey.random();
        List<Entry> both = List.of(
                new MassageDone(mother, now.minusSeconds(1200), 15, Performer.HUSBAND, ""),
                new SingleAnswer(mother, Item.TECHNIQUE_OK, new Value.YesNo(true), now));
        List<Callable<List<Entered>>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            calls.add(() -> entries.enter(key, both, RATNA, CALL));
        }

        ExecutorService sixteen = Executors.newFixedThreadPool(16);
        Set<List<Entered>> answers = new java.util.HashSet<>();
        for (Future<List<Entered>> answer : sixteen.invokeAll(calls)) {
            answers.add(answer.get());
        }
        sixteen.shutdown();

        assertThat(answers).hasSize(1);
        assertThat(record().episode().sessions()).hasSize(1);
        assertThat(record().episode().answers())
                .filteredOn(a -> a.item() == Item.TECHNIQUE_OK)
                .hasSize(1);
    }

    @Test
    void a_registration_sent_twice_is_one_family() {
        EntryKey key = EntryKey.random();

        Entered first = entries.register(key, family(2, true), RATNA, CALL);
        Entered second = entries.register(key, family(2, true), RATNA, CALL);

        assertThat(second).isEqualTo(first);
        assertThat(record(first.reference()).episode().infants()).hasSize(2);
    }

    @Test
    void the_same_key_with_other_values_is_refused_and_stores_nothing() {
        EntryKey key = EntryKey.random();
        entries.enter(key, List.of(weighed("2900")), RATNA, CALL);
        Entry temperature = new Measured(infant, Measure.TEMPERATURE, new BigDecimal("36.8"), now);

        assertThatThrownBy(() -> entries.enter(key, List.of(weighed("2990"), temperature), RATNA, CALL))
                .isInstanceOfSatisfying(
                        EntryRefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.ENTERED_OTHERWISE));

        assertThat(amounts(record().episode(), Measure.WEIGHT)).containsExactly("2900");
        assertThat(amounts(record().episode(), Measure.TEMPERATURE)).isEmpty();
    }

    @Test
    void a_correction_is_a_further_version_and_a_stale_one_a_conflict() {
        Entered first = enter(weighed("2900"));
        Set<String> people = Set.of(mother, infant);

        Entered corrected = entries.correct(first.reference(), 1, weighed("2800"), people, RATNA, CALL);
        Entered again = entries.correct(first.reference(), 1, weighed("2800"), people, RATNA, CALL);

        assertThat(corrected).isEqualTo(new Entered(first.reference(), 2)).isEqualTo(again);
        assertThat(amounts(record().episode(), Measure.WEIGHT)).containsExactly("2800");
        assertThat(stored(first, Observation.class).getStatus()).isEqualTo(Observation.ObservationStatus.CORRECTED);
        assertThatThrownBy(() -> entries.correct(first.reference(), 1, weighed("2700"), people, RATNA, CALL))
                .isInstanceOfSatisfying(
                        EntryRefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.CHANGED_MEANWHILE));
        assertThat(amounts(record().episode(), Measure.WEIGHT)).containsExactly("2800");
        everythingConforms(mother);
    }

    @Test
    void an_entry_sent_again_after_its_correction_is_still_the_same_entry() {
        EntryKey key = EntryKey.random();
        Entered first =
                entries.enter(key, List.of(weighed("2900")), RATNA, CALL).get(0);
        entries.correct(first.reference(), 1, weighed("2800"), Set.of(infant), RATNA, CALL);

        Entered again =
                entries.enter(key, List.of(weighed("2900")), RATNA, CALL).get(0);

        assertThat(again.reference()).isEqualTo(first.reference());
        assertThat(amounts(record().episode(), Measure.WEIGHT)).containsExactly("2800");
    }

    @Test
    void a_corrected_sheet_holds_what_the_new_one_says_and_no_more() {
        Map<Item, Value> wrong = Map.of(
                Item.WET_DIAPERS,
                new Value.Count(0),
                Item.FEEDS,
                new Value.Count(9),
                Item.LETHARGIC,
                new Value.YesNo(true));
        Map<Item, Value> right = Map.of(Item.WET_DIAPERS, new Value.Count(6), Item.FEEDS, new Value.Count(9));
        Entered sheet = enter(new FilledSheet(mother, infant, now, wrong));

        entries.correct(sheet.reference(), 1, new FilledSheet(mother, infant, now, right), Set.of(mother), RATNA, CALL);

        assertThat(record().episode().checks()).hasSize(1);
        assertThat(record().episode().checks().get(0).answers())
                .extracting(Answer::item)
                .containsExactlyInAnyOrder(Item.WET_DIAPERS, Item.FEEDS);
        assertThat(dangers()).doesNotContain("OM-DAN-I03", "OM-DAN-I12");
    }

    @Test
    void a_corrected_massage_keeps_its_place_and_a_withdrawn_one_counts_no_more() {
        Instant start = now.minus(Duration.ofHours(3));
        Entered massage = enter(new MassageDone(mother, start, 5, Performer.HUSBAND, ""));
        Set<String> people = Set.of(mother);

        entries.correct(
                massage.reference(),
                1,
                new MassageDone(mother, start, 15, Performer.COMPANION, "Bu Tini"),
                people,
                RATNA,
                CALL);
        List<Session> corrected = record().episode().sessions();
        entries.withdraw(massage.reference(), 2, people, RATNA, CALL);

        assertThat(corrected).extracting(Session::length).containsExactly(Duration.ofMinutes(15));
        assertThat(record().episode().sessions()).isEmpty();
        assertThat(stored(massage, Procedure.class).getStatus()).isEqualTo(Procedure.ProcedureStatus.ENTEREDINERROR);
    }

    @Test
    void a_corrected_massage_keeps_who_gave_it_where_that_is_not_said_anew() {
        Instant start = now.minus(Duration.ofHours(3));
        Entered massage = enter(new MassageDone(mother, start, 5, Performer.HUSBAND, "Pak Budi"));

        entries.correct(
                massage.reference(), 1, new MassageDone(mother, start, 15, null, ""), Set.of(mother), RATNA, CALL);

        assertThat(record().episode().sessions()).extracting(Session::performer).containsExactly("husband");
        assertThat(stored(massage, Procedure.class)
                        .getPerformerFirstRep()
                        .getActor()
                        .getDisplay())
                .isEqualTo("Pak Budi");
    }

    @Test
    void nobody_is_corrected_through_another_mothers_page() {
        Entered weighing = enter(weighed("2900"));
        String other = entries.register(EntryKey.random(), family(1, true), RATNA, CALL)
                .reference();

        assertThatThrownBy(() -> entries.withdraw(weighing.reference(), 1, Set.of(other), RATNA, CALL))
                .isInstanceOfSatisfying(
                        EntryRefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.NOT_THERE));
        assertThatThrownBy(() -> entries.enter(
                        EntryKey.random(),
                        List.of(new ProtocolStarted("Patient/" + UUID.randomUUID(), now)),
                        RATNA,
                        CALL))
                .isInstanceOfSatisfying(
                        EntryRefusedException.class, e -> assertThat(e.why()).isEqualTo(Why.NOT_THERE));
    }

    private Registration family(int infants, boolean consents) {
        Instant born = now.minus(Duration.ofDays(4));
        List<Newborn> newborns = new ArrayList<>();
        for (int i = 1; i <= infants; i++) {
            newborns.add(new Newborn(
                    "Bayi " + i, Sex.FEMALE, born.atZone(JAKARTA).toLocalDate(), born, new BigDecimal("3100")));
        }
        return new Registration("Ibu Lestari", "", null, "Pak Budi", newborns, new BigDecimal("39.5"), consents, now);
    }

    private Measured weighed(String grams) {
        return new Measured(infant, Measure.WEIGHT, new BigDecimal(grams), now);
    }

    private Entered enter(Entry entry) {
        return entries.enter(EntryKey.random(), List.of(entry), RATNA, CALL).get(0);
    }

    private MotherRecord record() {
        return record(mother);
    }

    private MotherRecord record(String reference) {
        return mothers.of(MotherRecords.id(reference), clock.instant()).orElseThrow();
    }

    private List<String> dangers() {
        return record().advice().findings().stream().map(f -> f.rule()).toList();
    }

    private <T extends Resource> T stored(Entered entered, Class<T> type) {
        String[] parts = entered.reference().split("/");
        return type.cast(records.read(parts[0], parts[1]).orElseThrow());
    }

    private void everythingConforms(String reference) {
        List<Resource> all =
                records.everything(MotherRecords.id(reference), "http://here/fhir").orElseThrow().getEntry().stream()
                        .map(e -> e.getResource())
                        .toList();
        assertThat(admission.look(all))
                .flatExtracting(OperationOutcome::getIssue)
                .filteredOn(i -> i.getSeverity() == IssueSeverity.ERROR)
                .extracting(i -> i.getExpression() + " " + i.getDiagnostics())
                .isEmpty();
    }

    private static List<String> amounts(Episode episode, Measure measure) {
        return episode.measurements().stream()
                .filter(m -> m.measure() == measure)
                .map(Measurement::amount)
                .map(BigDecimal::toPlainString)
                .toList();
    }

    private static Value value(Item item) {
        return switch (item.form()) {
            case YES_NO -> new Value.YesNo(item.ordinal() % 2 == 0);
            case COUNT -> new Value.Count(item == Item.EPDS_ITEM_10 ? 1 : 7);
            case COLOUR -> new Value.Coloured(item == Item.STOOL_COLOUR ? Colour.YELLOW : Colour.PALE);
            case VOLUME -> new Value.Volume(new BigDecimal("30.5"));
            case REVIEW -> throw new IllegalArgumentException("not on a sheet");
        };
    }
}
