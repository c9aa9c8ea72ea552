package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FhirRecord.INFANT;
import static io.github.oxytocinmassage.fhir.FhirRecord.MOTHER;
import static io.github.oxytocinmassage.fhir.FhirRecord.READER;
import static io.github.oxytocinmassage.fhir.FhirRecord.SCAN;
import static io.github.oxytocinmassage.fhir.FhirRecord.allMeasured;
import static io.github.oxytocinmassage.fhir.FhirRecord.answers;
import static io.github.oxytocinmassage.fhir.FhirRecord.doubts;
import static io.github.oxytocinmassage.fhir.FhirRecord.family;
import static io.github.oxytocinmassage.fhir.FhirRecord.measured;
import static io.github.oxytocinmassage.fhir.FhirRecord.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Remark;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record that most of our users have. */
class SatusehatTest {

    private static final Value UNKNOWN = new Value.Withheld(Doubt.Kind.UNKNOWN_CODE);
    private static final String TERMS = "http://terminology.kemkes.go.id/CodeSystem/clinical-term";
    private static final String SNOMED = "http://snomed.info/sct";

    @Test
    void theRecordIsReadAsItIs() throws IOException {
        Episode read = read(SCAN.json(example()));

        assertThat(read.mother()).isEqualTo("Patient/P00000000001");
        assertThat(read.infants()).singleElement().satisfies(infant -> {
            assertThat(infant.reference()).isEqualTo("Patient/P00000000002");
            assertThat(infant.birth()).isEqualTo(When.at(Instant.parse("2026-03-04T20:15:00Z")));
            assertThat(infant.multiple()).isFalse();
        });
        assertThat(measured(read, Measure.BIRTH_WEIGHT).amount()).isEqualTo(new BigDecimal("3000"));
        assertThat(allMeasured(read, Measure.WEIGHT))
                .extracting(Measurement::amount)
                .containsExactly(new BigDecimal("2900"), new BigDecimal("2850"));
        assertThat(measured(read, Measure.TEMPERATURE).amount()).isEqualTo(new BigDecimal("36.9"));
        assertThat(measured(read, Measure.RESPIRATORY_RATE).amount()).isEqualTo(new BigDecimal("46"));
        assertThat(read.measurements()).extracting(Measurement::subject).containsOnly("Patient/P00000000002");
        assertThat(values(read, Item.JAUNDICE)).containsExactly(new Value.YesNo(true));
        assertThat(read.remarks()).extracting(Remark::value).containsExactly("Produksi ASI ada tapi sedikit", "false");
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void xmlAndJsonGiveTheSameEpisode() throws IOException {
        Scanned json = SCAN.json(example());
        String xml = FhirR4.context().newXmlParser().encodeResourceToString(json.resource());

        assertThat(read(SCAN.xml(xml.getBytes(StandardCharsets.UTF_8)))).isEqualTo(read(json));
    }

    @ParameterizedTest
    @CsvSource({
        "OC000129, OV000179, jaundice-palms-soles, true",
        "OC000129, OV000180, jaundice, false",
        "OC000129, OV000180, jaundice-palms-soles, false",
        "OC000126, OV000134, severe-disease, true",
        "OC000098, OV000184, slow-skin-pinch, true",
        "OC000098, OV000185, slow-skin-pinch, true"
    })
    void theValueDecidesWhatAClinicalTermMeans(String observed, String value, String item, boolean yes) {
        Episode read =
                family().with(term("t", TERMS, observed, INFANT, coded(value))).read();

        Answer answer = answers(read, Item.ofCode(item).orElseThrow()).get(0);
        assertThat(answer.value()).isEqualTo(new Value.YesNo(yes));
        assertThat(answer.subject()).isEqualTo(INFANT);
        assertThat(answer.alarmsOnly()).isFalse();
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void severeJaundiceIsThatOfPalmsAndSolesAlone() {
        Episode read = family().with(term("t", TERMS, "OC000129", INFANT, coded("OV000179")))
                .read();

        assertThat(read.answers()).hasSize(1);
    }

    @Test
    void foulLochiaIsItsValueUnderASnomedCode() {
        Episode read = family().with(term("t", SNOMED, "249215002", MOTHER, coded("OV000025")))
                .read();

        assertThat(values(read, Item.FOUL_LOCHIA)).containsExactly(new Value.YesNo(true));
    }

    @ParameterizedTest
    @CsvSource({
        "OC000129, jaundice",
        "OC000129, jaundice-palms-soles",
        "OC000126, severe-disease",
        "OC000098, slow-skin-pinch"
    })
    void aValueThatIsNotKnownIsWithheldAndNamed(String observed, String item) {
        Episode read = family().with(term("t", TERMS, observed, INFANT, coded("OV009999")))
                .read();

        assertThat(values(read, Item.ofCode(item).orElseThrow())).containsExactly(UNKNOWN);
        assertThat(doubts(read)).containsExactly("UNKNOWN_CODE Observation/t Observation.value OV009999");
    }

    @Test
    void aWoundOfOneKindIsNotDeniedByTheOther() {
        FhirRecord shown = family().with(
                        term("t1", TERMS, "OC000020", MOTHER, "\"valueBoolean\":true", "2026-03-08T08:00:00+07:00"))
                .with(term("t2", TERMS, "OC000025", MOTHER, "\"valueBoolean\":false", "2026-03-09T08:00:00+07:00"));

        assertThat(answers(shown.read(), Item.WOUND_INFECTED))
                .extracting(Answer::alarmsOnly)
                .containsExactly(false, true);

        shown.with(term("t3", TERMS, "OC000020", MOTHER, "\"valueBoolean\":false", "2026-03-09T09:00:00+07:00"));

        assertThat(answers(shown.read(), Item.WOUND_INFECTED))
                .filteredOn(a -> a.source().equals("Observation/t3"))
                .extracting(Answer::alarmsOnly)
                .containsExactly(false);
    }

    @Test
    void bleedingAndMilkAreShownAndDecideNothing() {
        Episode read = family().with(term("t1", SNOMED, "289530006", MOTHER, "\"valueBoolean\":true"))
                .with(term("t2", TERMS, "OC000017", MOTHER, coded("OV000018")))
                .read();

        assertThat(read.answers()).isEmpty();
        assertThat(read.remarks())
                .extracting(Remark::about, Remark::value, Remark::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("289530006", "true", MOTHER),
                        org.assertj.core.groups.Tuple.tuple("OC000017", "OV000018", MOTHER));
        assertThat(read.doubts()).isEmpty();
    }

    private static String term(String id, String system, String code, String subject, String value) {
        return term(id, system, code, subject, value, "2026-03-09T08:00:00+07:00");
    }

    private static String term(String id, String system, String code, String subject, String value, String at) {
        return """
                {"resourceType":"Observation","id":"%s","status":"final","code":{"coding":[{"system":"%s","code":"%s"}]},
                 "subject":{"reference":"%s"},"effectiveDateTime":"%s",%s}""".formatted(id, system, code, subject, at, value);
    }

    private static String coded(String value) {
        return "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"" + TERMS + "\",\"code\":\"" + value + "\"}]}";
    }

    private static Episode read(Scanned scanned) {
        return READER.read(
                List.of(scanned.resource()), null, null, FhirRecord.AS_OF, FhirRecord.ZONE, scanned.doubts());
    }

    private static byte[] example() throws IOException {
        try (InputStream in = SatusehatTest.class.getResourceAsStream("/fhir/satusehat-mother-and-newborn.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
