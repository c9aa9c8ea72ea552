package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FamilyTest.patient;
import static io.github.oxytocinmassage.fhir.FhirRecord.at;
import static io.github.oxytocinmassage.fhir.FhirRecord.check;
import static io.github.oxytocinmassage.fhir.FhirRecord.component;
import static io.github.oxytocinmassage.fhir.FhirRecord.doubts;
import static io.github.oxytocinmassage.fhir.FhirRecord.family;
import static io.github.oxytocinmassage.fhir.FhirRecord.observation;
import static io.github.oxytocinmassage.fhir.FhirRecord.on;
import static io.github.oxytocinmassage.fhir.FhirRecord.quantity;
import static io.github.oxytocinmassage.fhir.FhirRecord.record;
import static io.github.oxytocinmassage.fhir.FhirRecord.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What references lead to, and what stands in a record twice. */
class ReferencesTest {

    private static final String PULSE =
            observation("p", "8867-4", on("%s", at("2026-03-09T08:00:00+07:00") + "," + quantity("80", "/min")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Patient/m",
                "Patient/m/_history/3",
                "https://here.example/fhir/Patient/m",
                "https://here.example/fhir/Patient/m/_history/1"
            })
    void aReferenceIsResolvedByAddressThenByTypeAndIdWhateverItsVersion(String reference) {
        Episode read = record().entry("{\"fullUrl\":\"https://here.example/fhir/Patient/m\",\"resource\":"
                        + patient("m", "1998-01-01", "") + "}")
                .entry("{\"fullUrl\":\"https://here.example/fhir/Observation/p\",\"resource\":"
                        + PULSE.formatted(reference) + "}")
                .read();

        assertThat(read.measurements()).extracting(Measurement::subject).containsExactly("Patient/m");
    }

    @Test
    void aReferenceMayBeTheUuidOfAnEntryOrItsTypeAndId() {
        FhirRecord record = record().entry(
                        "{\"fullUrl\":\"urn:uuid:0f000001-0000-4000-8000-000000000001\",\"resource\":"
                                + patient("m", "1998-01-01", "") + "}")
                .with(PULSE.formatted("urn:uuid:0f000001-0000-4000-8000-000000000001"))
                .with(PULSE.replace("\"p\"", "\"q\"").formatted("Patient/m"));

        assertThat(record.read().measurements())
                .extracting(Measurement::subject)
                .containsExactly("Patient/m", "Patient/m");
    }

    @Test
    void theSameIdUnderAnotherServersAddressIsAnotherPerson() {
        Episode read = record().entry("{\"fullUrl\":\"https://here.example/fhir/Patient/m\",\"resource\":"
                        + patient("m", "1998-01-01", "") + "}")
                .entry("{\"fullUrl\":\"https://there.example/fhir/Patient/m\",\"resource\":"
                        + patient("m", "1980-01-01", "") + "}")
                .entry("{\"fullUrl\":\"https://there.example/fhir/Observation/p\",\"resource\":"
                        + PULSE.formatted("Patient/m") + "}")
                .asking("https://here.example/fhir/Patient/m")
                .read();

        assertThat(read.mother()).isEqualTo("https://here.example/fhir/Patient/m");
        assertThat(read.measurements()).isEmpty();
        assertThat(read.doubts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://here.example/fhir/Patient/m",
                "https://here.example/fhir/Patient/m/_history/2",
                "http://here.example/fhir/Patient/m",
                "https://HERE.example:443/fhir/Patient/m"
            })
    void anAddressOnTheServerThatWasAskedIsThatOfAResourceWithoutOne(String reference) {
        Episode read = family().askedOf("https://here.example/fhir/")
                .with(PULSE.formatted(reference))
                .read();

        assertThat(read.measurements()).extracting(Measurement::subject).containsExactly("Patient/m");
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void whereEveryAddressIsOfOneServerThatIsTheRecords() {
        FhirRecord record = record();
        family().entries()
                .forEach(e -> record.entry(e.replace("\"Patient/b\"", "\"https://here.example/fhir/Patient/b\"")));

        Episode read = record.with(sign("l", "lethargic", "https://here.example/fhir/Patient/b"))
                .with(PULSE.formatted("https://here.example/fhir/Patient/m"))
                .read();

        assertThat(read.answers()).extracting(Answer::subject).containsExactly("Patient/b");
        assertThat(read.measurements()).extracting(Measurement::subject).containsExactly("Patient/m");
    }

    @Test
    void anAddressOfAServerThatTheRecordDoesNotComeFromIsAnotherPersonAndThatIsSaid() {
        Episode read = family().askedOf("https://here.example/fhir")
                .with(sign("l", "heavy-bleeding", "https://there.example/fhir/Patient/m"))
                .read();

        assertThat(read.answers()).isEmpty();
        assertThat(doubts(read)).containsExactly("INFANT_UNRESOLVED Observation/l Observation.subject");
    }

    @Test
    void whereNobodyKnowsWhoseServerTheRecordIsOfAnAddressAlarmsAndReassuresNobody() {
        Episode read = family().with(sign("l", "lethargic", "https://there.example/fhir/Patient/b"))
                .with(sign("m", "heavy-bleeding", "https://there.example/fhir/Patient/m"))
                .with(sign("n", "danger-signs-none", "https://there.example/fhir/Patient/b"))
                .read();

        assertThat(read.answers()).hasSize(3).extracting(Answer::alarmsOnly).containsOnly(true);
        assertThat(doubts(read)).hasSize(3).allMatch(d -> d.startsWith("INFANT_UNRESOLVED"));
    }

    @Test
    void whatAResourceContainsIsReadToo() {
        String panel = observation(
                "p",
                "danger-signs-none",
                on(
                        "Patient/b",
                        at("2026-03-09T08:00:00+07:00")
                                + ",\"valueBoolean\":false,\"hasMember\":[{\"reference\":\"#c\"}]," + "\"contained\":["
                                + sign("c", "lethargic", "Patient/b") + "]"));

        Episode read = family().with(panel).read();

        assertThat(values(read, Item.LETHARGIC)).containsExactly(new Value.YesNo(true));
    }

    @Test
    void aSubjectMayBeNamedByItsIdentifierAlone() {
        Episode read = family().with(PULSE.replace(
                        "\"reference\":\"%s\"", "\"identifier\":{\"system\":\"urn:oid:1.2.3\",\"value\":\"mrn-1\"}"))
                .read();

        assertThat(read.measurements()).extracting(Measurement::subject).containsExactly("Patient/m");
    }

    @Test
    void aBundleInABundleIsRead() {
        Episode read = family().with("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[{\"resource\":"
                        + PULSE.formatted("Patient/m") + "}]}")
                .read();

        assertThat(read.measurements()).hasSize(1);
    }

    @Test
    void aResourceWithoutIdIsNamedByItsAddressElseByItsPlace() {
        String anonymous = PULSE.formatted("Patient/m").replace("\"id\":\"p\",", "");

        Episode read = family().entry("{\"fullUrl\":\"urn:uuid:0f000001-0000-4000-8000-000000000009\",\"resource\":"
                        + anonymous + "}")
                .with(anonymous)
                .read();

        assertThat(read.measurements())
                .extracting(Measurement::source)
                .containsExactly("Observation (entry 5)", "urn:uuid:0f000001-0000-4000-8000-000000000009");
    }

    @Test
    void ofOneIdWithTwoContentsTheHigherVersionIsRead() {
        Episode read = family().with(version("10", "2026-03-09T01:00:00Z", 6))
                .with(version("9", "2026-03-09T02:00:00Z", 2))
                .read();

        assertThat(values(read, Item.WET_DIAPERS)).containsExactly(new Value.Count(6));
        assertThat(doubts(read)).containsExactly("DUPLICATE Observation/w Observation");
    }

    @Test
    void elseTheLaterUpdateIsRead() {
        Episode read = family().with(version("a", "2026-03-09T01:00:00Z", 6))
                .with(version("b", "2026-03-09T02:00:00Z", 2))
                .read();

        assertThat(values(read, Item.WET_DIAPERS)).containsExactly(new Value.Count(2));
    }

    @Test
    void elseBothAreReadAndTheWorseMayCount() {
        String plain = observation(
                "w", "wet-diapers-24h", on("Patient/b", at("2026-03-09T08:00:00+07:00") + ",\"valueInteger\":%s"));

        Episode read =
                family().with(plain.formatted(6)).with(plain.formatted(2)).read();

        assertThat(values(read, Item.WET_DIAPERS)).containsExactlyInAnyOrder(new Value.Count(6), new Value.Count(2));
        assertThat(doubts(read)).containsExactly("DUPLICATE Observation/w Observation");
    }

    @Test
    void oneContentThatStandsThereTwiceIsReadOnce() {
        Episode read = family().with(version("1", "2026-03-09T01:00:00Z", 6))
                .with(version("2", "2026-03-09T02:00:00Z", 6))
                .read();

        assertThat(values(read, Item.WET_DIAPERS)).hasSize(1);
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void aDeletionInAHistoryAnswersNothing() {
        Episode read = family().with(observation(
                        "l", "lethargic", on("Patient/b", at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":true")))
                .entry(
                        "{\"fullUrl\":\"https://here.example/fhir/Observation/l\",\"request\":{\"method\":\"DELETE\",\"url\":\"Observation/l\"}}")
                .read();

        assertThat(values(read, Item.LETHARGIC)).containsExactly(new Value.YesNo(true));
    }

    @Test
    void anOperationOutcomeIsNotData() {
        Episode read = family().with("{\"resourceType\":\"OperationOutcome\",\"issue\":[]}")
                .read();

        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void theOrderOfEntriesIsIrrelevant() {
        FhirRecord record = family();
        for (int i = 0; i < 5; i++) {
            record.with(check("c" + i, component("feeds-24h", "\"valueInteger\":" + i), component("nonsense", "")));
            record.with(PULSE.replace("\"p\"", "\"p" + i + "\"").formatted("Patient/m"));
        }
        Episode inOrder = record.read();
        Random random = new Random(1);

        for (int i = 0; i < 20; i++) {
            List<String> shuffled = new ArrayList<>(record.entries());
            Collections.shuffle(shuffled, random);

            assertThat(record.read(FhirRecord.bundle(shuffled))).isEqualTo(inOrder);
        }
    }

    private static String sign(String id, String code, String whose) {
        return observation(id, code, on(whose, at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":true"));
    }

    private static String version(String version, String updated, int wet) {
        return observation(
                        "w",
                        "wet-diapers-24h",
                        on("Patient/b", at("2026-03-09T08:00:00+07:00") + ",\"valueInteger\":" + wet))
                .replaceFirst(
                        "\\{", "{\"meta\":{\"versionId\":\"" + version + "\",\"lastUpdated\":\"" + updated + "\"},");
    }
}
