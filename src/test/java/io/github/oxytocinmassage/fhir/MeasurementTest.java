package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FamilyTest.patient;
import static io.github.oxytocinmassage.fhir.FamilyTest.related;
import static io.github.oxytocinmassage.fhir.FhirRecord.INFANT;
import static io.github.oxytocinmassage.fhir.FhirRecord.MOTHER;
import static io.github.oxytocinmassage.fhir.FhirRecord.allMeasured;
import static io.github.oxytocinmassage.fhir.FhirRecord.at;
import static io.github.oxytocinmassage.fhir.FhirRecord.component;
import static io.github.oxytocinmassage.fhir.FhirRecord.doubts;
import static io.github.oxytocinmassage.fhir.FhirRecord.family;
import static io.github.oxytocinmassage.fhir.FhirRecord.measured;
import static io.github.oxytocinmassage.fhir.FhirRecord.observation;
import static io.github.oxytocinmassage.fhir.FhirRecord.on;
import static io.github.oxytocinmassage.fhir.FhirRecord.quantity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.When;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {

    private static final String MORNING = at("2026-03-09T08:00:00+07:00");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29463-7 | 2850   | g          | 2850
            29463-7 | 2.850  | kg         | 2850
            29463-7 | 7      | [lb_av]    | 3175.14659
            29463-7 | 100    | [oz_av]    | 2834.9523125
            8310-5  | 100.4  | [degF]     | 38
            8310-5  | 36.90  | Cel        | 36.9
            9279-1  | 44     | /min       | 44
            9279-1  | 44     | {breaths}/min | 44
            11884-4 | 36.5   | wk         | 36.5
            18185-9 | 259    | d          | 37
            """)
    void aUnitIsReadByItsUcumCodeExactly(String loinc, String value, String code, BigDecimal amount) {
        Episode read = family().with(observation("o", loinc, on(INFANT, MORNING + "," + quantity(value, code))))
                .read();

        assertThat(read.measurements()).extracting(Measurement::amount).containsExactly(amount);
        assertThat(read.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "29463-7, gram",
        "29463-7, Grams",
        "29463-7, gr",
        "29463-7, kg",
        "29463-7, lb",
        "29463-7, oz",
        "8310-5, C",
        "8310-5, °C",
        "8310-5, Celsius",
        "8310-5, Celcius",
        "8310-5, Cel",
        "9279-1, breaths/min",
        "9279-1, breaths/minute",
        "8867-4, beats/minute",
        "9279-1, x/menit",
        "9279-1, /min",
        "11884-4, weeks",
        "11884-4, wk"
    })
    void withoutACodeAUnitIsReadByItsText(String loinc, String unit) {
        Episode read = family().with(observation(
                        "o",
                        loinc,
                        on(INFANT, MORNING + ",\"valueQuantity\":{\"value\":30,\"unit\":\"" + unit + "\"}")))
                .read();

        assertThat(read.measurements())
                .singleElement()
                .extracting(Measurement::doubt)
                .isNull();
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void ofCodeAndTextAtOddsTheCodeCountsWithADoubt() {
        Episode read = family().with(observation(
                        "o",
                        "29463-7",
                        on(
                                INFANT,
                                MORNING + "," + quantity("2850", "g").replace("\"code\"", "\"unit\":\"kg\",\"code\""))))
                .read();

        assertThat(measured(read, Measure.WEIGHT).amount()).isEqualByComparingTo("2850");
        assertThat(doubts(read)).containsExactly("UNIT_OR_TYPE Observation/o Observation.value g / kg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"valueQuantity\":{\"value\":2850}",
                "\"valueQuantity\":{\"value\":2850,\"unit\":\"stones\"}",
                "\"valueQuantity\":{\"value\":2850,\"system\":\"http://unitsofmeasure.org\",\"code\":\"mm\",\"unit\":\"g\"}",
                "\"valueQuantity\":{\"value\":2850,\"code\":\"g\",\"comparator\":\">=\"}",
                "\"valueQuantity\":{\"code\":\"g\"}",
                "\"valueInteger\":2850",
                "\"valueString\":\"2850 g\"",
                "\"dataAbsentReason\":{\"text\":\"x\"}"
            })
    void whatCantBeReadIsWithheldNeverZero(String value) {
        Episode read = family().with(observation("o", "29463-7", on(INFANT, MORNING + "," + value)))
                .read();

        Measurement weight = measured(read, Measure.WEIGHT);
        assertThat(weight.amount()).isNull();
        assertThat(weight.doubt()).isEqualTo(Doubt.Kind.UNIT_OR_TYPE);
        assertThat(weight.subject()).isEqualTo(INFANT);
        assertThat(doubts(read)).singleElement().asString().startsWith("UNIT_OR_TYPE Observation/o Observation.value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"valueString\":\"170/115\"",
                "\"valueQuantity\":{\"value\":170,\"unit\":\"mmHg\"}",
                "\"dataAbsentReason\":{\"text\":\"unknown\"}",
                "\"component\":[{\"code\":{\"text\":\"systolic\"},\"valueQuantity\":{\"value\":170,\"unit\":\"mmHg\"}}]"
            })
    void aPanelOfBloodPressureThatHoldsNoneThatCanBeReadIsToldAndWithheld(String what) {
        Episode read = family().with(
                        observation("bp", "85354-9", on(MOTHER, at("2026-03-09T08:00:00+07:00") + "," + what)))
                .read();

        Measurement pressure = measured(read, Measure.SYSTOLIC);
        assertThat(pressure.amount()).isNull();
        assertThat(pressure.subject()).isEqualTo(MOTHER);
        assertThat(doubts(read)).singleElement().asString().startsWith("UNIT_OR_TYPE Observation/bp Observation.value");
    }

    @Test
    void aPanelWhoseMembersStandElsewhereIsNone() {
        Episode read = family().with(observation(
                        "bp",
                        "85354-9",
                        on(
                                MOTHER,
                                at("2026-03-09T08:00:00+07:00")
                                        + ",\"hasMember\":[{\"reference\":\"Observation/s\"}]")))
                .read();

        assertThat(read.measurements()).isEmpty();
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void aPanelOfBloodPressureIsReadByItsComponents() {
        Episode read = family().with(observation(
                        "bp",
                        "85354-9",
                        on(
                                MOTHER,
                                MORNING + ",\"component\":["
                                        + component("8480-6", quantity("170", "mm[Hg]")) + ","
                                        + component("8462-4", "\"valueQuantity\":{\"value\":115,\"unit\":\"mmHg\"}")
                                        + "]")))
                .read();

        assertThat(measured(read, Measure.SYSTOLIC).amount()).isEqualByComparingTo("170");
        assertThat(measured(read, Measure.DIASTOLIC).amount()).isEqualByComparingTo("115");
        assertThat(measured(read, Measure.SYSTOLIC).subject()).isEqualTo(MOTHER);
    }

    @Test
    void aMothersOwnWeightIsNotReadButOnHerSubjectWithAFocusItIsTheInfants() {
        Episode read = family().with(observation("hers", "29463-7", on(MOTHER, MORNING + "," + quantity("60", "kg"))))
                .with(observation(
                        "its",
                        "29463-7",
                        on(
                                MOTHER,
                                "\"focus\":[{\"reference\":\"Patient/b\"}]," + MORNING + "," + quantity("2.9", "kg"))))
                .read();

        assertThat(read.measurements()).extracting(Measurement::source).containsExactly("Observation/its");
        assertThat(read.measurements()).extracting(Measurement::subject).containsExactly(INFANT);
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void temperatureIsOfTheOneMeasured() {
        Episode read = family().with(observation("hers", "8310-5", on(MOTHER, MORNING + "," + quantity("37", "Cel"))))
                .with(observation("its", "8310-5", on(INFANT, MORNING + "," + quantity("36.9", "Cel"))))
                .read();

        assertThat(read.measurements()).extracting(Measurement::subject).containsExactly(MOTHER, INFANT);
    }

    @Test
    void aBirthWeightOnTheMotherIsResolvedLikeASheetAndGestationStaysHers() {
        Episode read = family().with(observation("w", "8339-4", on(MOTHER, MORNING + "," + quantity("3000", "g"))))
                .with(observation("g", "18185-9", on(MOTHER, MORNING + "," + quantity("39", "wk"))))
                .read();

        assertThat(measured(read, Measure.BIRTH_WEIGHT).subject()).isEqualTo(INFANT);
        assertThat(measured(read, Measure.GESTATION).subject()).isEqualTo(MOTHER);
    }

    @Test
    void aBirthWeightWithoutADateCounts() {
        Episode read = family().with(observation("w", "8339-4", on(INFANT, quantity("3000", "g"))))
                .with(observation("t", "8310-5", on(INFANT, quantity("38", "Cel"))))
                .read();

        assertThat(measured(read, Measure.BIRTH_WEIGHT).alarmsOnly()).isFalse();
        assertThat(measured(read, Measure.TEMPERATURE).alarmsOnly()).isTrue();
        assertThat(measured(read, Measure.TEMPERATURE).when()).isEqualTo(new When(When.LONG_AGO, FhirRecord.AS_OF));
        assertThat(doubts(read)).contains("DATE Observation/t Observation.effective no-date");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"subject\":{\"reference\":\"Patient/nobody\"},", ""})
    void ofNobodyKnowsWhomAFeverAlarmsForEveryInfantAndAWeightIsWithheld(String subject) {
        Episode read = family().with(observation("t", "8310-5", subject + MORNING + "," + quantity("38", "Cel")))
                .with(observation("w", "29463-7", subject + MORNING + "," + quantity("2.9", "kg")))
                .read();

        Measurement temperature = measured(read, Measure.TEMPERATURE);
        Measurement weight = measured(read, Measure.WEIGHT);
        assertThat(temperature.subject()).isNull();
        assertThat(temperature.alarmsOnly()).isTrue();
        assertThat(temperature.amount()).isEqualByComparingTo("38");
        assertThat(weight.subject()).isNull();
        assertThat(weight.amount()).isNull();
        assertThat(weight.doubt()).isEqualTo(Doubt.Kind.INFANT_UNRESOLVED);
        assertThat(doubts(read))
                .containsExactly(
                        "INFANT_UNRESOLVED Observation/t Observation.subject",
                        "INFANT_UNRESOLVED Observation/w Observation.subject");
    }

    @Test
    void aWeightOnTheMotherWithTwinsAndAFocusNobodyKnowsIsWithheld() {
        Episode read = family().with(patient("b2", "2026-03-05", ""))
                .with(related(
                        "r2",
                        "Patient/b2",
                        "MTH",
                        "\"identifier\":[{\"system\":\"urn:oid:1.2.3\",\"value\":\"mrn-1\"}]"))
                .with(observation("w", "8339-4", on(MOTHER, MORNING + "," + quantity("3000", "g"))))
                .read();

        assertThat(measured(read, Measure.BIRTH_WEIGHT).doubt()).isEqualTo(Doubt.Kind.INFANT_UNRESOLVED);
    }

    @Test
    void whatIsMeasuredOfSomebodyElseIsNotOurs() {
        Episode read = family().with(patient("other", "1990-01-01", ""))
                .with(observation("t", "8310-5", on("Patient/other", MORNING + "," + quantity("39", "Cel"))))
                .asking("m")
                .read();

        assertThat(read.measurements()).isEmpty();
        assertThat(read.doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Group/g", "Device/d", "RelatedPerson/mth", "Practitioner/p", "Patient/unknown"})
    void whatIsMeasuredOfNoPatientOfTheRecordMayAlarmAndIsTold(String subject) {
        Episode read = family().with(observation("g", "8310-5", on(subject, MORNING + "," + quantity("39", "Cel"))))
                .read();

        assertThat(measured(read, Measure.TEMPERATURE).alarmsOnly()).isTrue();
        assertThat(doubts(read)).containsExactly("INFANT_UNRESOLVED Observation/g Observation.subject");
    }

    @Test
    void aModifiedMeasurementMayAlarmAndAnswersNothing() {
        Episode read = family().with(observation("t", "8310-5", on(INFANT, MORNING + "," + quantity("38", "Cel")))
                        .replaceFirst("\\{", "{\"modifierExtension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}],"))
                .read();

        assertThat(allMeasured(read, Measure.TEMPERATURE))
                .extracting(Measurement::alarmsOnly)
                .containsOnly(true);
        assertThat(allMeasured(read, Measure.TEMPERATURE))
                .extracting(Measurement::doubt)
                .containsExactly(null, Doubt.Kind.UNKNOWN_CODE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-03-09T08:00:00+07:00     | 2026-03-09T01:00:00Z | 2026-03-09T01:00:00Z     | false |
            2026-03-09T01:00:00.5Z        | 2026-03-09T01:00:00.500Z | 2026-03-09T01:00:00.500Z | false |
            2026-03-09T08:00:00           | 2026-03-09T01:00:00Z | 2026-03-09T01:00:00Z     | false | no-zone
            2026-03-08                    | 2026-03-07T17:00:00Z | 2026-03-08T16:59:59.999Z | false |
            2026-03                       | 2026-02-28T17:00:00Z | 2026-03-31T16:59:59.999Z | true  | no-day
            2026                          | 2025-12-31T17:00:00Z | 2026-12-31T16:59:59.999Z | true  | no-day
            """)
    void timesAreReadAsFarAsTheyAreKnown(
            String time, Instant earliest, Instant latest, boolean alarmsOnly, String doubt) {
        Episode read = family().with(observation("t", "8310-5", on(INFANT, at(time) + "," + quantity("37", "Cel"))))
                .read();

        Measurement temperature = measured(read, Measure.TEMPERATURE);
        assertThat(temperature.when()).isEqualTo(new When(earliest, latest));
        assertThat(temperature.alarmsOnly()).isEqualTo(alarmsOnly);
        assertThat(doubts(read))
                .isEqualTo(
                        doubt == null
                                ? java.util.List.of()
                                : java.util.List.of("DATE Observation/t Observation.effective " + doubt));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "start":"2026-03-09T08:00:00+07:00","end":"2026-03-09T03:00:00Z" | 2026-03-09T01:00:00Z | 2026-03-09T03:00:00Z | false
            "start":"2026-03-09T08:00:00+07:00"                              | 2026-03-09T01:00:00Z | 2026-03-09T04:00:00Z | false
            "end":"2026-03-09T08:00:00+07:00"                                | 0001-01-01T00:00:00Z | 2026-03-09T01:00:00Z | false
            "start":"2026-03-09T08:00:00+07:00","end":"2026-03-09T00:00:00Z" | 2026-03-09T00:00:00Z | 2026-03-09T01:00:00Z | true
            """)
    void aPeriodSpansFromItsStartToItsEnd(String period, Instant earliest, Instant latest, boolean alarmsOnly) {
        Episode read = family().with(observation(
                        "t", "8310-5", on(INFANT, "\"effectivePeriod\":{" + period + "}," + quantity("37", "Cel"))))
                .read();

        assertThat(measured(read, Measure.TEMPERATURE).when()).isEqualTo(new When(earliest, latest));
        assertThat(measured(read, Measure.TEMPERATURE).alarmsOnly()).isEqualTo(alarmsOnly);
    }
}
