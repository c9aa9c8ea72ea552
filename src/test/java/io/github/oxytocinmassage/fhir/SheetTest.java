package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FamilyTest.patient;
import static io.github.oxytocinmassage.fhir.FamilyTest.related;
import static io.github.oxytocinmassage.fhir.FhirRecord.INFANT;
import static io.github.oxytocinmassage.fhir.FhirRecord.MOTHER;
import static io.github.oxytocinmassage.fhir.FhirRecord.answers;
import static io.github.oxytocinmassage.fhir.FhirRecord.at;
import static io.github.oxytocinmassage.fhir.FhirRecord.check;
import static io.github.oxytocinmassage.fhir.FhirRecord.component;
import static io.github.oxytocinmassage.fhir.FhirRecord.concept;
import static io.github.oxytocinmassage.fhir.FhirRecord.doubts;
import static io.github.oxytocinmassage.fhir.FhirRecord.family;
import static io.github.oxytocinmassage.fhir.FhirRecord.measured;
import static io.github.oxytocinmassage.fhir.FhirRecord.observation;
import static io.github.oxytocinmassage.fhir.FhirRecord.on;
import static io.github.oxytocinmassage.fhir.FhirRecord.quantity;
import static io.github.oxytocinmassage.fhir.FhirRecord.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Colour;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filled sheets and items on their own. */
class SheetTest {

    private static final Value UNREADABLE = new Value.Withheld(Doubt.Kind.UNIT_OR_TYPE);
    private static final Value UNKNOWN = new Value.Withheld(Doubt.Kind.UNKNOWN_CODE);
    private static final String TWIN =
            related("r2", "Patient/b2", "MTH", "\"identifier\":[{\"system\":\"urn:oid:1.2.3\",\"value\":\"mrn-1\"}]");

    @Test
    void aSheetIsReadWithEveryItem() {
        Episode read = family().with(check(
                        "c1",
                        component("feeds-24h", "\"valueInteger\":9"),
                        component("stool-colour", colour("yellow")),
                        component("urine-colour", colour("pale")),
                        component("let-down", "\"valueBoolean\":true"),
                        component("expressed-volume", quantity("40.0", "mL")),
                        component("technique-ok", "\"valueBoolean\":false"),
                        component("lethargic", "\"valueBoolean\":false")))
                .read();

        Check check = read.checks().get(0);
        assertThat(check.infant()).isEqualTo(INFANT);
        assertThat(check.source()).isEqualTo("Observation/c1");
        assertThat(check.when()).isEqualTo(When.at(Instant.parse("2026-03-09T03:00:00Z")));
        assertThat(check.answers())
                .extracting(Answer::value)
                .containsExactly(
                        new Value.Count(9),
                        new Value.Coloured(Colour.YELLOW),
                        new Value.Coloured(Colour.PALE),
                        new Value.YesNo(true),
                        new Value.Volume(new BigDecimal("40")),
                        new Value.YesNo(false),
                        new Value.YesNo(false));
        assertThat(check.answers()).extracting(Answer::alarmsOnly).containsOnly(false);
        assertThat(answers(read, Item.TECHNIQUE_OK).get(0).subject()).isEqualTo(MOTHER);
        assertThat(answers(read, Item.LETHARGIC).get(0).subject()).isEqualTo(INFANT);
        assertThat(read.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "valueQuantity":{"value":6}                       | 6
            "valueQuantity":{"value":6.0,"code":"1"}          | 6
            "valueQuantity":{"value":6,"unit":"{count}"}      | 6
            "valueQuantity":{"value":6,"code":"{#}"}          | 6
            "valueQuantity":{"value":6,"code":"/d"}           | 6
            "valueQuantity":{"value":0}                       | 0
            """)
    void aCountMayBeAWholeQuantity(String value, int count) {
        Episode read =
                family().with(check("c1", component("wet-diapers-24h", value))).read();

        assertThat(values(read, Item.WET_DIAPERS)).containsExactly(new Value.Count(count));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"valueQuantity\":{\"value\":6.5}",
                "\"valueQuantity\":{\"value\":6,\"code\":\"mL\"}",
                "\"valueQuantity\":{\"value\":6,\"comparator\":\"<\"}",
                "\"valueQuantity\":{\"unit\":\"1\"}",
                "\"valueString\":\"six\"",
                "\"valueBoolean\":false",
                "\"dataAbsentReason\":{\"text\":\"not asked\"}",
                ""
            })
    void aCountThatCantBeReadIsWithheldNeverZero(String value) {
        Episode read =
                family().with(check("c1", component("wet-diapers-24h", value))).read();

        assertThat(values(read, Item.WET_DIAPERS)).containsExactly(UNREADABLE);
        assertThat(doubts(read))
                .singleElement()
                .asString()
                .startsWith("UNIT_OR_TYPE Observation/c1 Observation.component[0].value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Group/g", "Practitioner/p", "Patient/unknown", "https://there.example/fhir/Patient/m"})
    void anInfantInFocusIsMeantWhoeverTheSubjectIs(String subject) {
        Episode read = family().askedOf("https://here.example/fhir")
                .with(observation(
                        "l",
                        "lethargic",
                        on(
                                subject,
                                "\"focus\":[{\"reference\":\"Patient/b\"}]," + at("2026-03-09T08:00:00+07:00")
                                        + ",\"valueBoolean\":true")))
                .read();

        assertThat(answers(read, Item.LETHARGIC)).extracting(Answer::subject).containsExactly(INFANT);
    }

    @ParameterizedTest
    @CsvSource({
        "heavy-bleeding, Patient/m, false",
        "heavy-bleeding, Patient/b, true",
        "convulsions, Patient/b, false",
        "convulsions, Patient/m, true"
    })
    void aReviewCountsOfTheSubjectWhoseSignItIsAlone(String sign, String subject, boolean alarmsOnly) {
        Episode read = family().with(observation(
                        "r",
                        "danger-reviewed",
                        on(
                                subject,
                                at("2026-03-09T08:00:00+07:00") + ",\"valueCodeableConcept\":"
                                        + FhirRecord.concept(sign))))
                .read();

        assertThat(answers(read, Item.DANGER_REVIEWED))
                .extracting(Answer::alarmsOnly)
                .containsExactly(alarmsOnly);
        assertThat(read.doubts()).hasSize(alarmsOnly ? 1 : 0);
    }

    @Test
    void theMothersSignIsNotDeniedOnAnInfantsChartButMayBeToldThere() {
        Episode read = family().with(observation(
                        "c", "chest-pain", on(INFANT, at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":false")))
                .read();

        assertThat(answers(read, Item.CHEST_PAIN))
                .extracting(Answer::alarmsOnly)
                .containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"system\":\"http://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage\",",
                "\"system\":\"https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage/\",",
                "\"system\":\"https://oxytocin-massage-cds.github.io/fhir/CodeSystem/oxytocin-massage|1.0.0\","
            })
    void aCodeOfOursIsReadHoweverItsSystemIsWritten(String system) {
        String sign =
                observation("l", "lethargic", on(INFANT, at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":true"));

        Episode read = family().with(
                        sign.replaceFirst("\"system\":\"[^\"]*\",", java.util.regex.Matcher.quoteReplacement(system)))
                .read();

        assertThat(values(read, Item.LETHARGIC)).containsExactly(new Value.YesNo(true));
        assertThat(read.doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://loinc.org", "http://loinc.org/", "urn:oid:2.16.840.1.113883.6.1", "http://www.loinc.org"
            })
    void aCodeOfLoincIsReadHoweverItsSystemIsWritten(String system) {
        Episode read = family().with(observation(
                                "t",
                                "8310-5",
                                on(INFANT, at("2026-03-09T08:00:00+07:00") + "," + quantity("39", "Cel")))
                        .replace("http://loinc.org", system))
                .read();

        assertThat(measured(read, Measure.TEMPERATURE).amount()).isEqualByComparingTo("39");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http://terminology.hl7.org/CodeSystem/v2-0136 | Y         | true
            http://terminology.hl7.org/CodeSystem/v2-0136 | N         | false
            http://snomed.info/sct                        | 373066001 | true
            http://snomed.info/sct                        | 373067005 | false
            https://snomed.info/sct                       | 373067005 | false
            http://snomed.info/sct/900000000000207008     | 373066001 | true
            urn:oid:2.16.840.1.113883.18.62               | N         | false
            """)
    void yesAndNoMayBeCoded(String system, String code, boolean yes) {
        Episode read = family().with(check("c1", component("let-down", coded("urn:other", "x", system, code))))
                .read();

        assertThat(values(read, Item.LET_DOWN)).containsExactly(new Value.YesNo(yes));
    }

    @Test
    void anUnknownCodeIsWithheldAndNamed() {
        Episode read = family().with(check(
                        "c1",
                        component("stool-colour", colour("mauve")),
                        component("urine-colour", colour("yellow")),
                        component("jaundice", coded("http://snomed.info/sct", "18165001", "urn:x", "y"))))
                .read();

        assertThat(values(read, Item.STOOL_COLOUR)).containsExactly(UNKNOWN);
        assertThat(values(read, Item.URINE_COLOUR)).containsExactly(UNKNOWN);
        assertThat(values(read, Item.JAUNDICE)).containsExactly(UNKNOWN);
        assertThat(doubts(read))
                .containsExactly(
                        "UNKNOWN_CODE Observation/c1 Observation.component[0].value mauve",
                        "UNKNOWN_CODE Observation/c1 Observation.component[1].value yellow",
                        "UNKNOWN_CODE Observation/c1 Observation.component[2].value 18165001");
    }

    @Test
    void anUnknownItemOfASheetIsDoubtedAndAForeignObservationIsNot() {
        Episode read = family().with(
                        check(
                                "c1",
                                component("feeds-48h", "\"valueInteger\":9"),
                                "{\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"1\"}]},\"valueBoolean\":true}"))
                .with(observation("h", "8302-2", on(INFANT, at("2026-03-09") + "," + quantity("50", "cm"))))
                .with(observation("x", "feeds-48h", on(INFANT, at("2026-03-09") + ",\"valueInteger\":9")))
                .read();

        assertThat(doubts(read))
                .containsExactlyInAnyOrder(
                        "UNKNOWN_CODE Observation/c1 Observation.component[0].code feeds-48h",
                        "UNKNOWN_CODE Observation/c1 Observation.component[1].code 1",
                        "UNKNOWN_CODE Observation/x Observation.code feeds-48h");
    }

    @Test
    void twoComponentsOfOneItemAreTwoAnswers() {
        Episode read = family().with(check(
                        "c1",
                        component("wet-diapers-24h", "\"valueInteger\":6"),
                        component("wet-diapers-24h", "\"valueInteger\":2")))
                .read();

        assertThat(read.checks().get(0).answers()).hasSize(2);
    }

    @Test
    void aSheetWithTheInfantAsSubjectIsAcceptedToo() {
        Episode read = family().with(observation(
                        "c1",
                        "adequacy-check",
                        on(
                                INFANT,
                                at("2026-03-09T10:00:00+07:00") + ",\"component\":["
                                        + component("feeds-24h", "\"valueInteger\":9") + ","
                                        + component("chills", "\"valueBoolean\":true") + "]")))
                .read();

        assertThat(read.checks()).extracting(Check::infant).containsExactly(INFANT);
        assertThat(answers(read, Item.CHILLS).get(0).subject()).isEqualTo(MOTHER);
    }

    @Test
    void theFocusMayBeLeftOutWhenThereIsOneInfantOfTheLatestBirth() {
        String sheet = observation(
                "c1",
                "adequacy-check",
                on(
                        MOTHER,
                        at("2026-03-09T10:00:00+07:00") + ",\"component\":["
                                + component("feeds-24h", "\"valueInteger\":9") + "]"));

        assertThat(family().with(sheet).read().checks())
                .extracting(Check::infant)
                .containsExactly(INFANT);
        assertThat(family().with(patient("b2", "2024-01-01", ""))
                        .with(TWIN)
                        .with(sheet)
                        .read()
                        .checks())
                .extracting(Check::infant)
                .containsExactly(INFANT);
    }

    @Test
    void aSheetWhoseInfantCantBeResolvedIsNoCheckButItsDangerSignsCount() {
        Episode read = family().with(patient("b2", "2026-03-05", ""))
                .with(TWIN)
                .with(observation(
                        "c1",
                        "adequacy-check",
                        on(
                                MOTHER,
                                at("2026-03-09T10:00:00+07:00") + ",\"component\":["
                                        + component("lethargic", "\"valueBoolean\":true") + ","
                                        + component("technique-ok", "\"valueBoolean\":false")
                                        + "]")))
                .read();

        Answer lethargic = answers(read, Item.LETHARGIC).get(0);
        Answer technique = answers(read, Item.TECHNIQUE_OK).get(0);
        assertThat(read.checks()).isEmpty();
        assertThat(lethargic.subject()).isNull();
        assertThat(lethargic.alarmsOnly()).isTrue();
        assertThat(technique.subject()).isEqualTo(MOTHER);
        assertThat(technique.alarmsOnly()).isFalse();
        assertThat(doubts(read)).containsExactly("INFANT_UNRESOLVED Observation/c1 Observation.subject");
    }

    @Test
    void aSheetOfSomebodyElseIsNotOurs() {
        Episode read = family().with(patient("other", "1990-01-01", ""))
                .with(observation(
                        "c1",
                        "adequacy-check",
                        on(
                                "Patient/other",
                                at("2026-03-09T10:00:00+07:00") + ",\"component\":["
                                        + component("lethargic", "\"valueBoolean\":true") + "]")))
                .asking("m")
                .read();

        assertThat(read.allAnswers()).isEmpty();
        assertThat(read.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-03, no-day", "2026, no-day", "'', no-date"})
    void aSheetWithoutADayIsNoCheckAndAnswersNothing(String time, String what) {
        Episode read = family().with(observation(
                        "c1",
                        "adequacy-check",
                        on(
                                INFANT,
                                (time.isEmpty() ? "" : at(time) + ",") + "\"component\":["
                                        + component("lethargic", "\"valueBoolean\":false") + "]")))
                .read();

        assertThat(read.checks()).isEmpty();
        assertThat(read.answers()).extracting(Answer::alarmsOnly).containsExactly(true);
        assertThat(doubts(read)).containsExactly("DATE Observation/c1 Observation.effective " + what);
    }

    @Test
    void aPreliminarySheetCountsWithADoubtAndOneEnteredInErrorAnswersNothing() {
        String sheet = check("c1", component("lethargic", "\"valueBoolean\":true"));

        Episode preliminary =
                family().with(sheet.replace("final", "preliminary")).read();
        Episode inError =
                family().with(sheet.replace("final", "entered-in-error")).read();

        assertThat(preliminary.checks()).hasSize(1);
        assertThat(doubts(preliminary)).containsExactly("PRELIMINARY Observation/c1 Observation.status");
        assertThat(inError.allAnswers()).isEmpty();
        assertThat(inError.doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"modifierExtension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}]",
                "\"implicitRules\":\"urn:x\""
            })
    void whatIsModifiedInAWayWeDontKnowIsWithheldButItsDangerSignsCount(String modifier) {
        Episode read = family().with(check(
                                "c1",
                                component("lethargic", "\"valueBoolean\":true"),
                                component("feeds-24h", "\"valueInteger\":9"))
                        .replaceFirst("\\{", "{" + modifier + ","))
                .read();

        assertThat(read.checks()).isEmpty();
        assertThat(values(read, Item.LETHARGIC)).containsExactly(new Value.YesNo(true), UNKNOWN);
        assertThat(read.answers()).extracting(Answer::alarmsOnly).containsOnly(true);
        assertThat(doubts(read)).singleElement().asString().startsWith("UNKNOWN_CODE Observation/c1 Observation.");
    }

    @Test
    void aModifiedComponentAloneIsWithheldButItsDangerSignCounts() {
        Episode read = family().with(check(
                        "c1",
                        component(
                                "lethargic",
                                "\"modifierExtension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}],\"valueBoolean\":true"),
                        component("feeds-24h", "\"valueInteger\":9")))
                .read();

        assertThat(read.checks().get(0).answers())
                .extracting(Answer::value)
                .containsExactly(UNKNOWN, new Value.Count(9));
        assertThat(read.answers()).extracting(Answer::value).containsExactly(new Value.YesNo(true));
        assertThat(read.answers()).extracting(Answer::alarmsOnly).containsExactly(true);
    }

    @Test
    void measurementsOnASheetAreTheInfantsButPulseAndPressureTheMothers() {
        Episode read = family().with(check(
                        "c1",
                        component("29463-7", quantity("2.9", "kg")),
                        component("8310-5", quantity("36.9", "Cel")),
                        component("9279-1", quantity("44", "/min")),
                        component("8867-4", quantity("80", "/min")),
                        component("8480-6", quantity("120", "mm[Hg]"))))
                .read();

        assertThat(measured(read, Measure.WEIGHT).subject()).isEqualTo(INFANT);
        assertThat(measured(read, Measure.TEMPERATURE).subject()).isEqualTo(INFANT);
        assertThat(measured(read, Measure.RESPIRATORY_RATE).subject()).isEqualTo(INFANT);
        assertThat(measured(read, Measure.PULSE).subject()).isEqualTo(MOTHER);
        assertThat(measured(read, Measure.SYSTOLIC).subject()).isEqualTo(MOTHER);
        assertThat(measured(read, Measure.WEIGHT).path()).isEqualTo("Observation.component[0].value");
    }

    @Test
    void anItemAsAnObservationOfItsOwnIsAnAnswerWhicheverCodingIsOurs() {
        Episode read = family().with("""
                        {"resourceType":"Observation","id":"l","status":"final","effectiveDateTime":"2026-03-09T08:00:00+07:00",
                         "code":{"coding":[{"system":"http://snomed.info/sct","code":"214264003"},{"system":"%s","code":"lethargic"}]},
                         "subject":{"reference":"Patient/b"},"valueBoolean":true}""".formatted(Canonical.ITEMS)).read();

        assertThat(read.checks()).isEmpty();
        assertThat(read.answers())
                .containsExactly(new Answer(
                        Item.LETHARGIC,
                        new Value.YesNo(true),
                        When.at(Instant.parse("2026-03-09T01:00:00Z")),
                        INFANT,
                        "Observation/l",
                        false));
    }

    @Test
    void aReviewSpeaksOfWhomItsSignSpeaks() {
        String review = observation("%s", "danger-reviewed", on("%s", at("2026-03-09T08:00:00+07:00") + ",%s"));

        Episode read = family().with(review.formatted("r1", INFANT, colour("convulsions")))
                .with(review.formatted("r2", MOTHER, colour("heavy-bleeding")))
                .with(review.formatted("r3", INFANT, colour("wet-diapers-24h")))
                .with(check("c1", component("danger-reviewed", colour("convulsions"))))
                .read();

        assertThat(read.answers())
                .extracting(Answer::value, Answer::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(new Value.Reviewed(Item.CONVULSIONS), INFANT),
                        org.assertj.core.groups.Tuple.tuple(new Value.Reviewed(Item.HEAVY_BLEEDING), MOTHER),
                        org.assertj.core.groups.Tuple.tuple(new Value.Reviewed(Item.WET_DIAPERS), INFANT));
        assertThat(read.checks().get(0).answers()).isEmpty();
        assertThat(doubts(read))
                .containsExactly("UNKNOWN_CODE Observation/c1 Observation.component[0].code danger-reviewed");
    }

    @Test
    void aSignOfSomebodyTheRecordDoesNotKnowAlarmsForEveryInfant() {
        Episode read = family().with(observation(
                        "l",
                        "lethargic",
                        on("Patient/nobody", at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":true")))
                .with(observation("f", "chills", at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":true"))
                .read();

        assertThat(answers(read, Item.LETHARGIC).get(0).subject()).isNull();
        assertThat(answers(read, Item.CHILLS).get(0).subject()).isEqualTo(MOTHER);
        assertThat(read.answers()).extracting(Answer::alarmsOnly).containsOnly(true);
        assertThat(doubts(read))
                .containsExactly(
                        "INFANT_UNRESOLVED Observation/f Observation.subject",
                        "INFANT_UNRESOLVED Observation/l Observation.subject");
    }

    @Test
    void aFilledQuestionnaireIsReadLikeACheck() {
        Episode read = family().with(questionnaire("completed", MOTHER)).read();

        Check check = read.checks().get(0);
        assertThat(check.infant()).isEqualTo(INFANT);
        assertThat(check.source()).isEqualTo("QuestionnaireResponse/q");
        assertThat(check.answers())
                .extracting(Answer::value)
                .containsExactly(
                        new Value.Count(9),
                        new Value.Count(6),
                        new Value.Coloured(Colour.YELLOW),
                        new Value.Coloured(Colour.DARK),
                        new Value.YesNo(true));
        assertThat(measured(read, Measure.WEIGHT).amount()).isEqualByComparingTo("2900");
        assertThat(doubts(read))
                .containsExactly("UNKNOWN_CODE QuestionnaireResponse/q QuestionnaireResponse.item[2].answer[0] note");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"questionnaire\":\"Questionnaire/adequacy-sheet\",",
                "\"questionnaire\":\"http://localhost:8080/fhir/Questionnaire/adequacy-sheet|1\",",
                "\"questionnaire\":\"#sheet\",",
                ""
            })
    void aSheetIsKnownByItsNameOrByItsQuestions(String questionnaire) {
        String sheet = questionnaire("completed", INFANT)
                .replaceFirst("\"questionnaire\":\"[^\"]*\",", questionnaire)
                .replaceFirst("(?s),\\s*\\{\"linkId\":\"note\".*?}]}", "");

        Episode read = family().with(sheet).read();

        assertThat(read.checks())
                .singleElement()
                .extracting(c -> c.answers().size())
                .isEqualTo(5);
    }

    @Test
    void anotherQuestionnaireIsNoSheetForOneQuestionThatIsCalledAlike() {
        String another = questionnaire("completed", INFANT).replace("/adequacy-sheet|", "/another|");

        assertThat(family().with(another).read().allAnswers()).isEmpty();
    }

    @Test
    void aHalfFilledQuestionnaireAlarmsOnly() {
        Episode read = family().with(questionnaire("in-progress", INFANT)).read();

        assertThat(read.checks()).isEmpty();
        assertThat(read.answers()).extracting(Answer::alarmsOnly).containsOnly(true);
        assertThat(doubts(read)).contains("PRELIMINARY QuestionnaireResponse/q QuestionnaireResponse.status");
        assertThat(family().with(questionnaire("entered-in-error", INFANT))
                        .read()
                        .answers())
                .isEmpty();
    }

    private static String questionnaire(String status, String subject) {
        return """
                {"resourceType":"QuestionnaireResponse","id":"q","status":"%s","authored":"2026-03-09T10:00:00+07:00",
                 "questionnaire":"%s/Questionnaire/adequacy-sheet|1.0.0","subject":{"reference":"%s"},
                 "item":[
                  {"linkId":"group","item":[
                    {"linkId":"feeds-24h","answer":[{"valueInteger":9}]},
                    {"linkId":"wet-diapers-24h","answer":[{"valueDecimal":6.0}]},
                    {"linkId":"stool-colour","answer":[{"valueCoding":{"code":"yellow"}}]},
                    {"linkId":"urine-colour","answer":[{"valueString":"dark"}]},
                    {"linkId":"29463-7","answer":[{"valueQuantity":{"value":2.9,"unit":"kg"}}]}]},
                  {"linkId":"let-down","answer":[{"valueBoolean":true}]},
                  {"linkId":"note","answer":[{"valueString":"x"}]}]}""".formatted(status, Canonical.BASE, subject);
    }

    private static String colour(String code) {
        return "\"valueCodeableConcept\":" + concept(code);
    }

    private static String coded(String system, String code, String otherSystem, String otherCode) {
        return "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"},{\"system\":\"%s\",\"code\":\"%s\"}]}"
                .formatted(system, code, otherSystem, otherCode);
    }
}
