package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FhirRecord.SCAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlScanTest {

    @Test
    void xmlBecomesTheTreeThatJsonMakes() {
        Scanned scanned = scan("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- an infant -->
                <Patient xmlns="http://hl7.org/fhir">
                  <id value="b"/>
                  <text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">a <b class="x">b</b> &lt;</div></text>
                  <contained><Organization><id value="o"/></Organization></contained>
                  <extension url="urn:x"><valueDecimal value="3.10"/></extension>
                  <name><given value="A"/><given id="g"/></name>
                  <birthDate value="2026-03-05"><extension url="urn:y"><valueBoolean value="true"/></extension></birthDate>
                  <multipleBirthInteger value="2"/>
                </Patient>""");

        assertThat(scanned.json())
                .isEqualTo("{\"resourceType\":\"Patient\",\"id\":\"b\",\"text\":{\"status\":\"generated\","
                        + "\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">a <b class=\\\"x\\\">b</b> &lt;</div>\"},"
                        + "\"contained\":[{\"resourceType\":\"Organization\",\"id\":\"o\"}],"
                        + "\"extension\":[{\"url\":\"urn:x\",\"valueDecimal\":3.10}],"
                        + "\"name\":[{\"given\":[\"A\",null],\"_given\":[null,{\"id\":\"g\"}]}],"
                        + "\"birthDate\":\"2026-03-05\",\"_birthDate\":{\"extension\":[{\"url\":\"urn:y\",\"valueBoolean\":true}]},"
                        + "\"multipleBirthInteger\":2}");
        assertThat(scanned.resource()).isInstanceOf(Patient.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <status value="done"/>                                                   | Observation.status
            <issued value="2026-03-09T10:00:60Z"/>                                   | Observation.issued
            <status value="final"/><status value="final"/>                           | Observation.status
            <valueBoolean value="yes"/>                                              | Observation.value
            <valueInteger value="three"/>                                            | Observation.value
            <valueQuantity><value value="1e999999999"/></valueQuantity>              | Observation.value.value
            <valueQuantity><value value="3.1 kg"/></valueQuantity>                   | Observation.value.value
            <component><valueString value=""/></component>                           | Observation.component[0].value
            <component/><component>text</component>                                  | Observation.component[1]
            <subject>Patient/m</subject>                                             | Observation.subject
            <contained><Nonsense/></contained>                                       | Observation.contained[0]
            """)
    void oneLawHoldsForBoth(String element, String path) {
        BadRecordException refused =
                refusal("<Observation xmlns=\"http://hl7.org/fhir\">" + element + "</Observation>");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.path()).isEqualTo(path);
    }

    @Test
    void anUnknownElementIsReadWithoutAndDoubted() {
        Scanned scanned = scan(
                "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"b\"/><colour><deep/></colour><active value=\"true\"/></Patient>");

        assertThat(scanned.doubts())
                .extracting(FhirRecord::told)
                .containsExactly("UNKNOWN_CODE Patient/b Patient.colour");
        assertThat(((Patient) scanned.resource()).getActive()).isTrue();
    }

    @Test
    void aDocumentTypeIsRefusedAtOnce() {
        String laughs =
                "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                        + "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"&b;&f;\"/></Patient>";

        BadRecordException refused = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> refusal(laughs));

        assertThat(refused.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <Patient>
            <Patient xmlns="http://hl7.org/fhir"/><Patient/>
            <Patient xmlns="http://example.org"/>
            <Nonsense xmlns="http://hl7.org/fhir"/>
            <Patient xmlns="http://hl7.org/fhir"><id value="&#0;"/></Patient>
            <Patient xmlns="http://hl7.org/fhir"><id value="&nbsp;"/></Patient>
            {"resourceType":"Patient"}
            """)
    void whatIsNotXmlOfFhirIsRefused(String body) {
        assertThat(refusal(body).status()).isEqualTo(400);
    }

    @Test
    void anotherEncodingIsNotSupported() {
        assertThat(refusal("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Patient xmlns=\"http://hl7.org/fhir\"/>")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void whatIsNestedDeeperThanAHundredLevelsIsRefused() {
        String deep = "<Patient xmlns=\"http://hl7.org/fhir\">" + "<extension url=\"urn:x\">".repeat(200)
                + "</extension>".repeat(200) + "</Patient>";

        assertThat(refusal(deep)).hasMessageContaining("deeper than 100 levels");
    }

    private static BadRecordException refusal(String body) {
        return catchThrowableOfType(BadRecordException.class, () -> scan(body));
    }

    private static Scanned scan(String body) {
        return SCAN.xml(body.getBytes(StandardCharsets.UTF_8));
    }
}
