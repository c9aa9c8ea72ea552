package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FamilyTest.related;
import static io.github.oxytocinmassage.fhir.FhirRecord.concept;
import static io.github.oxytocinmassage.fhir.FhirRecord.doubts;
import static io.github.oxytocinmassage.fhir.FhirRecord.family;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Contraindication;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.When;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions, plans and contraindications. */
class CareTest {

    private static final String PERIOD =
            "\"performedPeriod\":{\"start\":\"2026-03-08T17:00:00+07:00\",\"end\":\"2026-03-08T10:15:00Z\"}";
    private static final String DURATION = "\"extension\":[{\"url\":\"" + Canonical.BASE
            + "/StructureDefinition/session-duration\",\"valueDuration\":{\"value\":%s,\"unit\":\"min\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"%s\"}}]";

    @Test
    void aSessionIsAsLongAsFromItsStartToItsEndWhateverTheirOffsets() {
        Session read = session("completed", PERIOD).sessions().get(0);

        assertThat(read.start()).isEqualTo(When.at(Instant.parse("2026-03-08T10:00:00Z")));
        assertThat(read.length()).isEqualTo(Duration.ofMinutes(15));
        assertThat(read.done()).isTrue();
    }

    @Test
    void aSessionThatEndsBeforeItStartsHasANegativeLength() {
        assertThat(session("completed", PERIOD.replace("10:15", "09:45"))
                        .sessions()
                        .get(0)
                        .length())
                .isEqualTo(Duration.ofMinutes(-15));
    }

    @ParameterizedTest
    @CsvSource({"15, min, 900", "12.5, min, 750", "0.25, h, 900", "900, s, 900"})
    void aSessionMayTellItsLength(String value, String unit, long seconds) {
        Episode read = session(
                "completed", "\"performedDateTime\":\"2026-03-08T17:00:00+07:00\"," + DURATION.formatted(value, unit));

        assertThat(read.sessions().get(0).length()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aLengthThatCantBeReadIsUnknownWithADoubt() {
        Episode read = session(
                "completed", "\"performedDateTime\":\"2026-03-08T17:00:00+07:00\"," + DURATION.formatted("15", "kg"));

        assertThat(read.sessions().get(0).length()).isNull();
        assertThat(doubts(read)).containsExactly("UNIT_OR_TYPE Procedure/s Procedure.extension.value kg / min");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"performedDateTime\":\"2026-03\"", "\"performedString\":\"evening\"", "\"note\":[]"})
    void aSessionWithoutADayIsLeftOutWithADoubt(String performed) {
        Episode read = session("completed", performed);

        assertThat(read.sessions()).isEmpty();
        assertThat(doubts(read)).singleElement().asString().startsWith("DATE Procedure/s Procedure.performed");
    }

    @Test
    void aSessionOfADayIsKnownToTheDay() {
        assertThat(session("completed", "\"performedDateTime\":\"2026-03-08\"")
                        .sessions()
                        .get(0)
                        .start()
                        .exact())
                .isFalse();
    }

    @Test
    void aMissedSessionHasItsReason() {
        Episode read = session("not-done", PERIOD + ",\"statusReason\":" + concept("husband-away"));

        assertThat(read.sessions().get(0).done()).isFalse();
        assertThat(read.sessions().get(0).reason()).isEqualTo("husband-away");
        assertThat(doubts(session("not-done", PERIOD + ",\"statusReason\":" + concept("rain"))))
                .containsExactly("UNKNOWN_CODE Procedure/s Procedure.statusReason rain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in-progress", "preparation", "stopped", "on-hold", "unknown", "entered-in-error"})
    void aSessionOfAnotherStatusIsNone(String status) {
        assertThat(session(status, PERIOD).sessions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "actor":{"reference":"RelatedPerson/h"}                                             | husband
            "actor":{"reference":"RelatedPerson/sis"}                                           | SIS
            "actor":{"reference":"Practitioner/p"}                                              | midwife
            "actor":{"display":"x"},"function":{"coding":[{"code":"HUSB"}]}                     | husband
            "actor":{"reference":"Practitioner/p"},"function":{"coding":[{"code":"309453006"}]} | 309453006
            "actor":{"display":"x"}                                                             | ''
            """)
    void thePerformerIsTheHusbandOrAnotherByRole(String performer, String role) {
        Episode read = family().with(related("h", "Patient/m", "HUSB", ""))
                .with(related("sis", "Patient/m", "SIS", ""))
                .with(procedure("completed", PERIOD + ",\"performer\":[{" + performer + "}]"))
                .read();

        assertThat(read.sessions().get(0).performer()).isEqualTo(role);
    }

    @Test
    void aModifiedSessionIsLeftOutWithADoubt() {
        Episode read =
                session("completed", PERIOD + ",\"modifierExtension\":[{\"url\":\"urn:x\",\"valueBoolean\":true}]");

        assertThat(read.sessions()).isEmpty();
        assertThat(doubts(read)).containsExactly("UNKNOWN_CODE Procedure/s Procedure.modifierExtension");
    }

    @ParameterizedTest
    @CsvSource({"active,false", "on-hold,false", "completed,true", "revoked,true"})
    void aPlanOfTheProtocolRunsOrHasEnded(String status, boolean ended) {
        Episode read = family().with(plan(status, "|1.0.0", "2026-03-07")).read();

        assertThat(read.plans()).extracting(Plan::ended).containsExactly(ended);
    }

    @ParameterizedTest
    @CsvSource({
        "draft,'',2026-03-07",
        "entered-in-error,'',2026-03-07",
        "unknown,'',2026-03-07",
        "active,-other,2026-03-07"
    })
    void anotherPlanIsNone(String status, String suffix, String start) {
        assertThat(family().with(plan(status, suffix, start)).read().plans()).isEmpty();
    }

    @Test
    void aPlanWithoutADayIsLeftOutWithADoubt() {
        Episode read = family().with(plan("active", "", "2026-03")).read();

        assertThat(read.plans()).isEmpty();
        assertThat(doubts(read)).containsExactly("DATE CarePlan/p CarePlan.period.start no-day");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                            | true
            "clinicalStatus":{"coding":[{"code":"active"}]}               | true
            "clinicalStatus":{"coding":[{"code":"relapse"}]}              | true
            "clinicalStatus":{"coding":[{"code":"resolved"}]}             | false
            "clinicalStatus":{"coding":[{"code":"inactive"}]}             | false
            "verificationStatus":{"coding":[{"code":"refuted"}]}          | false
            "verificationStatus":{"coding":[{"code":"entered-in-error"}]} | false
            "verificationStatus":{"coding":[{"code":"provisional"}]}      | true
            "onsetDateTime":"2026-03-10"                                  | false
            """)
    void aContraindicationStandsUnlessItIsOverOrNotSo(String status, boolean stands) {
        Episode read = family().with(condition("rib-vertebral-injury", status)).read();

        assertThat(read.contraindications())
                .isEqualTo(
                        stands
                                ? java.util.List.of(new Contraindication(Item.RIB_VERTEBRAL_INJURY, "Condition/c"))
                                : java.util.List.of());
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void anUnknownConditionOfOursIsDoubtedAndAForeignOneIsNot() {
        Episode read = family().with(condition("sore-thumb", ""))
                .with(condition("x", "")
                        .replace(Canonical.ITEMS, "http://snomed.info/sct")
                        .replace("\"c\"", "\"d\""))
                .read();

        assertThat(doubts(read)).containsExactly("UNKNOWN_CODE Condition/c Condition.code sore-thumb");
    }

    @Test
    void aDangerSignThatStandsAsAConditionCounts() {
        Episode read = family().with(condition("heavy-bleeding", "\"recordedDate\":\"2026-03-08\""))
                .read();

        assertThat(read.answers()).extracting("item").containsExactly(Item.HEAVY_BLEEDING);
    }

    private static Episode session(String status, String more) {
        return family().with(procedure(status, more)).read();
    }

    private static String procedure(String status, String more) {
        return "{\"resourceType\":\"Procedure\",\"id\":\"s\",\"status\":\"" + status + "\",\"code\":"
                + concept("oxytocin-massage") + ",\"subject\":{\"reference\":\"Patient/m\"}," + more + "}";
    }

    private static String plan(String status, String suffix, String start) {
        return "{\"resourceType\":\"CarePlan\",\"id\":\"p\",\"status\":\"" + status
                + "\",\"intent\":\"plan\",\"instantiatesCanonical\":[\"" + Canonical.PLAN + suffix
                + "\"],\"subject\":{\"reference\":\"Patient/m\"},\"period\":{\"start\":\"" + start + "\"}}";
    }

    private static String condition(String code, String more) {
        return "{\"resourceType\":\"Condition\",\"id\":\"c\",\"code\":" + concept(code)
                + ",\"subject\":{\"reference\":\"Patient/m\"}" + (more.isEmpty() ? "" : "," + more) + "}";
    }
}
