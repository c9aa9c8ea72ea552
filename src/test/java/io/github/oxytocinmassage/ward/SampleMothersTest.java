package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.RecordReader;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Advice.InfantAdvice;
import io.github.oxytocinmassage.protocol.Advice.Outcome;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Status;
import io.github.oxytocinmassage.rules.Advisor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Each sample mother shows what her file's name promises. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class SampleMothersTest {

    private static final Map<String, String> PROMISED = new TreeMap<>(Map.ofEntries(
            Map.entry("newborn-with-fever", "ESCALATE EMERGENCY OM-DAN-I06"),
            Map.entry("satusehat-high-blood-pressure", "ESCALATE URGENT OM-DAN-M03"),
            Map.entry("twins-one-losing-weight", "ESCALATE URGENT OM-DAN-I13"),
            Map.entry("milk-missing-for-two-days", "ESCALATE PRIORITY OM-ESC-001"),
            Map.entry("rib-injury", "NOT_ELIGIBLE OM-ELI-003"),
            Map.entry("half-filled-sheet", "ASSESS OM-ASS-003"),
            Map.entry("no-sheet-yet", "ASSESS OM-ASS-001"),
            Map.entry("weight-without-unit", "ASSESS OM-ASS-005"),
            Map.entry("too-few-wet-nappies", "INTENSIFY OM-INT-010"),
            Map.entry("study-mother-one", "COMPLETE OM-COM-001"),
            Map.entry("study-mother-two", "COMPLETE OM-COM-001"),
            Map.entry("borderline-but-improving", "CONTINUE OM-CON-003"),
            Map.entry("milk-is-enough", "CONTINUE OM-CON-001")));

    @Autowired
    private SampleMothers mothers;

    @Autowired
    private RecordReader reader;

    @Autowired
    private Advisor advisor;

    @Autowired
    private ObjectMapper json;

    @Test
    void everySampleGivesTheDispositionThatItsNamePromises() {
        Map<String, String> given = mothers.soonestFirst().stream()
                .collect(Collectors.toMap(SampleMother::name, m -> answer(m.advice()), (a, b) -> a, TreeMap::new));

        assertThat(given).isEqualTo(PROMISED);
    }

    @TestFactory
    Stream<DynamicTest> aSampleMovedUpToTodayStillGivesItAtEveryHourOfTheDay() {
        return mothers.soonestFirst().stream()
                .map(m -> DynamicTest.dynamicTest(m.name(), () -> {
                    Instant asOf = m.advice().asOf();

                    Map<Integer, String> byHour = IntStream.range(0, 24)
                            .boxed()
                            .collect(Collectors.toMap(h -> h, h -> disposition(movedUpTo(asOf.plus(daysAnd(h)), m))));

                    assertThat(byHour.values()).containsOnly(disposition(m.advice()));
                }));
    }

    @Test
    void bothMothersOfTheStudyHaveEnoughMilkAfterwards() {
        List<Outcome> outcomes = Stream.of("study-mother-one", "study-mother-two")
                .map(n -> named(n).outcome())
                .toList();

        assertThat(outcomes).containsOnly(new Outcome(Status.INADEQUATE, Status.ADEQUATE));
    }

    @Test
    void ofTheTwinsTheOneThatLosesWeightIsNamed() {
        Advice advice = named("twins-one-losing-weight");

        String named = advice.infants().stream()
                .filter(i -> i.reference().equals(advice.leading().subject()))
                .map(InfantAdvice::label)
                .findFirst()
                .orElseThrow();

        assertThat(named).isEqualTo("Bayu");
    }

    @Test
    void aWeightWithoutItsUnitIsADoubtAndNotAWeight() {
        List<String> rules = named("weight-without-unit").findings().stream()
                .map(Finding::rule)
                .toList();

        assertThat(rules).contains("OM-DQ-003");
    }

    private Advice movedUpTo(Instant now, SampleMother mother) {
        JsonNode moved = MovedRecord.upTo(
                now, json.readTree(mother.record()), mother.advice().asOf());
        return advisor.advise(reader.read(moved.toString().getBytes(StandardCharsets.UTF_8), now)
                .episode());
    }

    private static Duration daysAnd(int hours) {
        return Duration.ofDays(171).plusHours(hours);
    }

    private Advice named(String name) {
        return mothers.named(name).orElseThrow().advice();
    }

    private static String answer(Advice advice) {
        return disposition(advice) + " " + advice.leading().rule();
    }

    private static String disposition(Advice advice) {
        return advice.disposition() + (advice.level() == null ? "" : " " + advice.level());
    }
}
