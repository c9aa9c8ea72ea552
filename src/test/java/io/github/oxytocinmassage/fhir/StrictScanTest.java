package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FhirRecord.SCAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.oxytocinmassage.protocol.Doubt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictScanTest {

    private static final String OBSERVATION =
            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"x\"},%s}";

    @Test
    void anEntryThatIsNullIsRefusedWithItsPath() {
        BadRecordException refused = refusal("{\"resourceType\":\"Bundle\",\"entry\":[{},null]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.path()).isEqualTo("Bundle.entry[1]");
        assertThat(refused).hasMessage("Bundle.entry[1]: null is no value.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "valueQuantity":3                             | Observation.value
            "valueQuantity":{"value":{"n":1}}             | Observation.value.value
            "valueQuantity":[{"value":1}]                 | Observation.value
            "component":{"code":{"text":"x"}}             | Observation.component
            "component":[[]]                              | Observation.component[0]
            "component":[{"code":"x"}]                    | Observation.component[0].code
            "subject":"Patient/m"                         | Observation.subject
            "subject":null                                | Observation.subject
            "valueBoolean":true,"valueString":"no"        | Observation.value
            "issued":{}                                   | Observation.issued
            "contained":[{"id":"x"}]                      | Observation.contained[0]
            "contained":[{"resourceType":"Nonsense"}]     | Observation.contained[0]
            "extension":{"url":"x"}                       | Observation.extension
            "_status":"x"                                 | Observation.status
            """)
    void anotherShapeThanFhirsIsRefusedWithItsPath(String member, String path) {
        BadRecordException refused = refusal(OBSERVATION.formatted(member));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("structure");
        assertThat(refused.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"valueBoolean\":\"true\"",
                "\"valueInteger\":\"3\"",
                "\"valueInteger\":3.0",
                "\"valueInteger\":2147483648",
                "\"valueQuantity\":{\"value\":\"3\"}",
                "\"valueQuantity\":{\"comparator\":\"about\"}",
                "\"valueString\":\"\"",
                "\"valueString\":4",
                "\"effectiveDateTime\":\"2026-02-30\"",
                "\"effectiveDateTime\":\"2026-13-01\"",
                "\"effectiveDateTime\":\"2026-3-1\"",
                "\"effectiveDateTime\":\"2026-03-09T24:00:00Z\"",
                "\"effectiveDateTime\":\"2026-03-09T10:00:60Z\"",
                "\"effectiveDateTime\":\"2026-03-09T10:00Z\"",
                "\"effectiveDateTime\":\"2026-03-09T10:00:00+15:00\"",
                "\"effectiveDateTime\":\"2026-03-09 10:00:00\"",
                "\"effectiveInstant\":\"2026-03-09T10:00:00\"",
                "\"issued\":\"2026-03-09\"",
                "\"valueTime\":\"10:00\"",
                "\"id\":\"a b\"",
                "\"language\":\" en\"",
                "\"implicitRules\":\"not a uri\"",
                "\"text\":{\"status\":\"generated\",\"div\":\"<div><b></div>\"}"
            })
    void anInvalidPrimitiveIsRefused(String member) {
        BadRecordException refused = refusal(OBSERVATION.formatted(member));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("value");
        assertThat(refused.path()).startsWith("Observation.");
    }

    @Test
    void aStatusOutsideFhirsListIsRefused() {
        BadRecordException refused = refusal("{\"resourceType\":\"Observation\",\"status\":\"done\"}");

        assertThat(refused.path()).isEqualTo("Observation.status");
    }

    @Test
    void aRefusalNeverHoldsTheValue() {
        BadRecordException refused = refusal(OBSERVATION.formatted("\"issued\":\"Ibu Siti\""));

        assertThat(refused.getMessage()).doesNotContain("Siti");
        assertThat(refused.getCause()).isNull();
    }

    @Test
    void aKeyThatStandsThereTwiceIsRefusedWithItsLine() {
        BadRecordException refused =
                refusal("{\"resourceType\":\"Observation\",\n \"code\":{\"text\":\"x\", \"text\":\"y\"}}");

        assertThat(refused.line()).isEqualTo(2);
        assertThat(refused.column()).isGreaterThan(10);
        assertThat(refused.path()).isEqualTo("Observation.code.text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"resourceType\":\"Patient\"} {}", "{\"resourceType\":\"Patient\"}x", "", "[]", "3", "{", "nul"
            })
    void whatIsNotOneJsonObjectIsRefusedWithItsLine(String body) {
        BadRecordException refused = refusal(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.getMessage()).contains("line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890123456789", "1e999999999", "1.5E+7", "1e-7", "0.1234567890123456789"})
    void aNumberThatIsTooLongIsRefusedAtOnce(String number) {
        BadRecordException refused = assertTimeoutPreemptively(
                Duration.ofSeconds(15),
                () -> refusal(OBSERVATION.formatted("\"valueQuantity\":{\"value\":" + number + "}")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.path()).isEqualTo("Observation.valueQuantity.value");
    }

    @Test
    void aNumberKeepsItsDigits() {
        Observation read = (Observation) scan(OBSERVATION.formatted("\"valueQuantity\":{\"value\":3.100}"))
                .resource();

        assertThat(((Quantity) read.getValue()).getValue()).hasToString("3.100");
    }

    @Test
    void whatIsNestedDeeperThanAHundredLevelsIsRefused() {
        String deep = "{\"resourceType\":\"Observation\",\"extension\":" + "[{\"extension\":".repeat(60) + "[]"
                + "}]".repeat(60) + "}";

        assertThat(refusal(deep))
                .hasMessageContaining("deeper than 100 levels")
                .extracting("status")
                .isEqualTo(400);
    }

    @Test
    void moreThanTenThousandEntriesAreTooMuch() {
        String entries = IntStream.rangeClosed(0, 10_000).mapToObj(i -> "{}").collect(Collectors.joining(","));

        assertThat(refusal("{\"resourceType\":\"Bundle\",\"entry\":[" + entries + "]}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aByteOrderMarkIsNoText() {
        byte[] body = "\uFEFF{\"resourceType\":\"Patient\",\"id\":\"m\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(SCAN.json(body).resource()).isInstanceOf(Patient.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] body = "{\"resourceType\":\"Patient\",\"language\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(catchThrowableOfType(BadRecordException.class, () -> SCAN.json(body))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anotherCharsetIsNotSupported() {
        byte[] body = "{\"resourceType\":\"Patient\"}".getBytes(StandardCharsets.UTF_16);

        assertThat(catchThrowableOfType(BadRecordException.class, () -> SCAN.json(body))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void nulAndHalvesOfPairsAreShownAsReplacements() {
        Patient read = (Patient)
                scan("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"a\\u0000b\\ud83dc\\ud83d\\ude00\"}]}")
                        .resource();

        assertThat(read.getNameFirstRep().getText()).isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
    }

    @Test
    void anUnknownPropertyIsReadWithoutAndDoubted() {
        Scanned scanned = scan("""
                {"resourceType":"Bundle","entry":[
                 {"resource":{"resourceType":"Observation","id":"c1","component":[{"colour":"red"}]}},
                 {"fullUrl":"urn:uuid:0f000001-0000-4000-8000-000000000001","resource":{"resourceType":"Patient","valueResource":{}}},
                 {"resource":{"resourceType":"Patient","_name":[]},"x y":1}]}""");

        assertThat(scanned.doubts())
                .extracting(FhirRecord::told)
                .containsExactlyInAnyOrder(
                        "UNKNOWN_CODE Observation/c1 Observation.component[0].colour",
                        "UNKNOWN_CODE urn:uuid:0f000001-0000-4000-8000-000000000001 Patient.valueResource",
                        "UNKNOWN_CODE Patient (entry 3) Patient._name",
                        "UNKNOWN_CODE Bundle Bundle.entry[2].x?y");
        assertThat(scanned.doubts()).extracting(Doubt::kind).containsOnly(Doubt.Kind.UNKNOWN_CODE);
        assertThat(scanned.json()).doesNotContain("colour");
    }

    @Test
    void manyUnknownPropertiesAreSaidOnceMore() {
        String unknown =
                IntStream.range(0, 300).mapToObj(i -> "\"x" + i + "\":1").collect(Collectors.joining(","));

        List<Doubt> doubts =
                scan("{\"resourceType\":\"Patient\"," + unknown + "}").doubts();

        assertThat(doubts).hasSize(101);
        assertThat(doubts.get(100).detail()).isEqualTo("and-more");
    }

    @Test
    void nullIsAllowedInAnArrayOfPrimitivesBesideItsExtension() {
        Patient read = (Patient) scan("""
                        {"resourceType":"Patient","name":[{"given":["a",null],
                         "_given":[null,{"extension":[{"url":"urn:x","valueString":"y"}]}]}]}""").resource();

        assertThat(read.getNameFirstRep().getGiven()).hasSize(2);
        assertThatThrownBy(() -> scan("{\"resourceType\":\"Patient\",\"name\":[{\"given\":[null]}]}"))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("Patient.name[0].given[0]");
    }

    @Test
    void aResourceKeepsItsIdBesideTheAddressOfItsEntry() {
        Bundle read = (Bundle) scan("""
                        {"resourceType":"Bundle","entry":[{"fullUrl":"urn:uuid:0f000001-0000-4000-8000-000000000001",
                         "resource":{"id":"m","resourceType":"Patient"}}]}""").resource();

        assertThat(read.getEntryFirstRep().getResource().getIdElement().getIdPart())
                .isEqualTo("m");
    }

    @Test
    void resourcesWithinOtherJsonAreHeldToFhir() {
        String request = "{\"hook\":\"patient-view\",\"prefetch\":{\"mother\":null,\"checks\":%s}}";

        Scanned scanned = SCAN.jsonWithResources(bytes(request.formatted("{\"resourceType\":\"Bundle\",\"total\":0}")));

        assertThat(scanned.resource(scanned.tree().at("/prefetch/checks"))).isInstanceOf(Bundle.class);
        assertThatThrownBy(() -> SCAN.jsonWithResources(
                        bytes(request.formatted("{\"resourceType\":\"Bundle\",\"entry\":[null]}"))))
                .isInstanceOf(BadRecordException.class)
                .extracting("path")
                .isEqualTo("prefetch.checks.entry[0]");
    }

    private static BadRecordException refusal(String body) {
        return catchThrowableOfType(BadRecordException.class, () -> scan(body));
    }

    private static Scanned scan(String body) {
        return SCAN.json(bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
