package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FhirRecord.at;
import static io.github.oxytocinmassage.fhir.FhirRecord.check;
import static io.github.oxytocinmassage.fhir.FhirRecord.component;
import static io.github.oxytocinmassage.fhir.FhirRecord.concept;
import static io.github.oxytocinmassage.fhir.FhirRecord.doubts;
import static io.github.oxytocinmassage.fhir.FhirRecord.family;
import static io.github.oxytocinmassage.fhir.FhirRecord.observation;
import static io.github.oxytocinmassage.fhir.FhirRecord.on;
import static io.github.oxytocinmassage.fhir.FhirRecord.quantity;
import static io.github.oxytocinmassage.fhir.FhirRecord.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.When;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyTest {

    private static final String NIK =
            "\"identifier\":[{\"system\":\"https://fhir.kemkes.go.id/id/nik\",\"value\":\"0101\"}]";
    private static final String NIK_OF_MOTHER =
            "\"identifier\":[{\"system\":\"https://fhir.kemkes.go.id/id/nik-ibu\",\"value\":\"%s\"}]";
    private static final String SESSION =
            "{\"resourceType\":\"Procedure\",\"id\":\"s\",\"status\":\"completed\",\"code\":"
                    + concept("oxytocin-massage")
                    + ",\"subject\":{\"reference\":\"%s\"},\"performedDateTime\":\"2026-03-08T10:00:00+07:00\"}";

    @Test
    void theMotherIsTheSubjectOfSessions() {
        Episode read = record().with(patient("a", "1990-01-01", ""))
                .with(patient("m", "1998-01-01", ""))
                .with(SESSION.formatted("Patient/m"))
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.sessions()).hasSize(1);
    }

    /** Typed as today, say. */
    @Test
    void a_birth_date_of_a_child_makes_no_child_of_whom_sessions_are_recorded() {
        Episode read = record().with(patient("m", "2026-03-08", ""))
                .with(patient("b", "2026-03-05", ""))
                .with(related("r", "Patient/b", "MTH", ""))
                .with(SESSION.formatted("Patient/m"))
                .asking("Patient/m")
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.sessions()).hasSize(1);
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
    }

    @Test
    void a_birth_date_of_a_child_makes_no_child_of_whom_a_related_person_calls_the_mother() {
        FhirRecord told = record().with(patient(
                        "m",
                        "2017-05-05",
                        "\"link\":[{\"other\":{\"reference\":\"RelatedPerson/r\"},\"type\":\"seealso\"}]"))
                .with(patient("b", "2026-03-05", ""))
                .with(related("r", "Patient/b", "MTH", ""));

        assertThat(told.read().mother()).isEqualTo("Patient/m");
        assertThat(told.asking("Patient/m").read().mother()).isEqualTo("Patient/m");
        assertThat(told.read().infants()).extracting(Infant::reference).containsExactly("Patient/b");
    }

    @Test
    void a_session_recorded_of_an_infant_makes_no_mother_of_it() {
        Episode read = family().with(SESSION.formatted("Patient/b"))
                .asking("Patient/b")
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\u200b",
                "\\u200e\\u2069",
                "\\u007f\\u0085\\u2028",
                "\\u00a0",
                "\\u3164",
                "\\u2800",
                "\\ufeff",
                "\\u00ad"
            })
    void a_name_of_which_nothing_can_be_seen_is_none(String name) {
        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(patient("b", "2026-03-05", "\"name\":[{\"text\":\"" + name + "\"}]"))
                .with(patient(
                        "c",
                        "2026-03-05",
                        "\"name\":[{\"text\":\"" + name + "\",\"given\":[\"" + name + "\",\"Ani\"]}]"))
                .with(SESSION.formatted("Patient/m"))
                .with(related("r", "Patient/b", "MTH", ""))
                .with(related("q", "Patient/c", "MTH", ""))
                .read();

        assertThat(read.infants()).extracting(Infant::label).containsExactly("Patient/b", "Ani");
    }

    @Test
    void theMotherMayBeKnownByAReferenceAlone() {
        Episode read = record().with(SESSION.formatted("Patient/m")).read();

        assertThat(read.mother()).isEqualTo("Patient/m");
    }

    @Test
    void theMotherIsWhomAnIdentifierTiesToARelatedPersonMth() {
        Episode read = family().with(patient("aunt", "1995-01-01", "")).read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void theMotherIsWhomALinkTiesToARelatedPersonMth() {
        Episode read = record().with(patient("aunt", "1995-01-01", ""))
                .with(patient(
                        "m",
                        "1998-01-01",
                        "\"link\":[{\"other\":{\"reference\":\"RelatedPerson/r\"},\"type\":\"seealso\"}]"))
                .with(patient("b", "2026-03-05", ""))
                .with(related("r", "Patient/b", "MTH", ""))
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void theMotherIsWhoseNikAnInfantNames() {
        Episode read = record().with(patient("aunt", "1995-01-01", ""))
                .with(patient("m", "1998-01-01", NIK))
                .with(patient("b", "2026-03-05", NIK_OF_MOTHER.formatted("0101")))
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void elseTheMotherIsWhomARelatedPersonHusbNames() {
        Episode read = record().with(patient("aunt", "1995-01-01", ""))
                .with(patient("m", "1998-01-01", ""))
                .with(related("h", "Patient/m", "HUSB", ""))
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
    }

    @Test
    void elseTheMotherIsTheOnlyPatientThatNoMthNames() {
        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(patient("b", "2026-03-05", ""))
                .with(related("r", "Patient/b", "MTH", ""))
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
        assertThat(doubts(read)).containsExactly("INFANT_UNRESOLVED Patient/b Patient");
    }

    @Test
    void theMothersOwnMotherMakesNoInfantOfHer() {
        Episode read = family().with(related("grandmother", "Patient/m", "MTH", ""))
                .asking("Patient/m")
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
    }

    @Test
    void whomTheCallerAsksAboutIsTheMother() {
        FhirRecord two = family().with(patient("a", "1990-01-01", "")).with(SESSION.formatted("Patient/m"));

        assertThat(two.asking("a").read().mother()).isEqualTo("Patient/a");
        assertThat(two.asking("a").read().sessions()).isEmpty();
        assertThat(two.asking("a").read().infants()).isEmpty();
    }

    @Test
    void askedAboutAnInfantItReadsTheMother() {
        Episode read = family().with(SESSION.formatted("Patient/m"))
                .asking("Patient/b")
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.sessions()).hasSize(1);
    }

    @Test
    void anInfantWithoutAMotherIsReadByItself() {
        Episode read = record().with(patient("b", "2026-03-05", ""))
                .with(observation(
                        "t",
                        "8310-5",
                        on("Patient/b", at("2026-03-09T08:00:00+07:00") + "," + quantity("38.2", "Cel"))))
                .asking("Patient/b")
                .read();

        assertThat(read.mother()).isEmpty();
        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
        assertThat(read.measurements()).hasSize(1);
    }

    @Test
    void theFocusOfACheckTiesAnInfant() {
        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(patient("b", "2026-03-05", ""))
                .with(patient("c", "2026-03-04", ""))
                .with(check("c1", component("feeds-24h", "\"valueInteger\":8")))
                .read();

        assertThat(read.infants()).extracting(Infant::reference).contains("Patient/b");
        assertThat(read.checks()).hasSize(1);
    }

    @Test
    void theOnlyNewbornOfTheRecordIsHersWithADoubt() {
        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(patient("b", "2026-01-08", ""))
                .asking("m")
                .read();

        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
        assertThat(doubts(read)).containsExactly("INFANT_UNRESOLVED Patient/b Patient");
    }

    @Test
    void anOlderChildThatNothingTiesIsNotHers() {
        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(patient("b", "2026-01-07", ""))
                .asking("m")
                .read();

        assertThat(read.infants()).isEmpty();
    }

    @Test
    void ofTwoNewbornsThatNothingTiesNeitherIsHersButTheirDangerSignsCount() {
        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(patient("b", "2026-03-05", ""))
                .with(patient("c", "2026-03-05", ""))
                .with(observation(
                        "l", "lethargic", on("Patient/c", at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":true")))
                .asking("m")
                .read();

        assertThat(read.infants()).isEmpty();
        assertThat(read.answers()).hasSize(1);
        assertThat(read.answers().get(0).subject()).isNull();
        assertThat(doubts(read)).contains("INFANT_UNRESOLVED Patient/b Patient", "INFANT_UNRESOLVED Patient/c Patient");
    }

    @Test
    void aNikThatNamesAnotherWomanIsNotHersWithADoubt() {
        Episode read = record().with(patient("m", "1998-01-01", NIK))
                .with(patient("b", "2026-03-05", NIK_OF_MOTHER.formatted("0202")))
                .with(observation(
                        "t",
                        "8310-5",
                        on("Patient/b", at("2026-03-09T08:00:00+07:00") + "," + quantity("38.2", "Cel"))))
                .asking("m")
                .read();

        assertThat(read.infants()).isEmpty();
        assertThat(read.measurements()).isEmpty();
        assertThat(doubts(read)).containsExactly("INFANT_UNRESOLVED Patient/b Patient.identifier");
    }

    @Test
    void containedInfantsCountEachOnce() {
        String contained = "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"status\":\"final\",\"code\":"
                + concept("8310-5")
                + ",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"baby\",\"birthDate\":\"2026-03-05\"}],"
                + "\"subject\":{\"reference\":\"Patient/m\"},\"focus\":[{\"reference\":\"#baby\"}],"
                + at("2026-03-09T08:00:00+07:00") + "," + quantity("36.9", "Cel") + "}";

        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(contained.formatted("t1"))
                .with(contained.formatted("t2"))
                .read();

        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Observation/t1#baby");
        assertThat(read.measurements()).extracting("subject").containsOnly("Observation/t1#baby");
    }

    @Test
    void aReplacedRegistrationIsTheSameMother() {
        Episode read = record().with(patient("m", "1998-01-01", ""))
                .with(patient(
                        "old",
                        "1998-01-01",
                        "\"link\":[{\"other\":{\"reference\":\"Patient/m\"},\"type\":\"replaced-by\"}]"))
                .with(SESSION.formatted("Patient/old"))
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.sessions()).hasSize(1);
    }

    @Test
    void aTimeOfBirthLeadsBeforeTheBirthDateWithADoubt() {
        Episode read = family().with(patient("b2", "2026-03-04", birthTime("2026-03-05T03:15:00+07:00")))
                .with(related(
                        "r2",
                        "Patient/b2",
                        "MTH",
                        "\"identifier\":[{\"system\":\"urn:oid:1.2.3\",\"value\":\"mrn-1\"}]"))
                .read();

        assertThat(birth(read, "Patient/b2")).isEqualTo(When.at(Instant.parse("2026-03-04T20:15:00Z")));
        assertThat(doubts(read)).containsExactly("CONTRADICTION Patient/b2 Patient.birthDate");
    }

    @Test
    void aTimeOfBirthIsReadBesideTheBirthDateAndAtThePatientAlikeAlsoWithoutADate() {
        Episode read = family().with(
                        "{\"resourceType\":\"Patient\",\"id\":\"b2\",%s}".formatted(birthTime("2026-03-04T20:15:00Z")))
                .with(related(
                        "r2",
                        "Patient/b2",
                        "MTH",
                        "\"identifier\":[{\"system\":\"urn:oid:1.2.3\",\"value\":\"mrn-1\"}]"))
                .read();

        assertThat(birth(read, "Patient/b")).isEqualTo(When.at(Instant.parse("2026-03-04T20:15:00Z")));
        assertThat(birth(read, "Patient/b2")).isEqualTo(When.at(Instant.parse("2026-03-04T20:15:00Z")));
        assertThat(read.doubts()).isEmpty();
    }

    @Test
    void aBirthDateWithoutATimeIsItsDayAndOneToTheMonthIsUnknown() {
        Episode read = record().with(patient("m", "1998-01-01", NIK))
                .with(patient("b", "2026-03-05", NIK_OF_MOTHER.formatted("0101")))
                .with(patient("c", "2026-03", NIK_OF_MOTHER.formatted("0101")))
                .with("{\"resourceType\":\"Patient\",\"id\":\"d\",%s}".formatted(NIK_OF_MOTHER.formatted("0101")))
                .read();

        assertThat(birth(read, "Patient/b")).isEqualTo(When.on(LocalDate.of(2026, 3, 5), FhirRecord.ZONE));
        assertThat(birth(read, "Patient/c")).isNull();
        assertThat(birth(read, "Patient/d")).isNull();
    }

    @Test
    void theTimeOfDeliveryOnTheMotherIsTheTimeOfBirthWhenItsLocalDateIsTheBirthDate() {
        String delivery = observation("d%s", "93857-1", on("Patient/m", "\"valueDateTime\":\"%s\""));
        FhirRecord record = record().with(patient("m", "1998-01-01", NIK))
                .with(patient("b", "2026-03-05", NIK_OF_MOTHER.formatted("0101")))
                .with(delivery.formatted("1", "2023-01-01T01:00:00Z"));

        assertThat(birth(record.read(), "Patient/b")).isEqualTo(When.on(LocalDate.of(2026, 3, 5), FhirRecord.ZONE));

        record.with(delivery.formatted("2", "2026-03-04T20:15:00Z"));

        assertThat(birth(record.read(), "Patient/b")).isEqualTo(When.at(Instant.parse("2026-03-04T20:15:00Z")));
    }

    @Test
    void deathAndMultipleBirthAreRead() {
        Episode read = family().with(
                        patient("b2", "2026-03-05", "\"deceasedDateTime\":\"2026-03-08\",\"multipleBirthInteger\":2"))
                .with(patient("b3", "2026-03-05", "\"deceasedDateTime\":\"2026-03-10\",\"multipleBirthInteger\":1"))
                .with(related(
                        "r2",
                        "Patient/b2",
                        "MTH",
                        "\"identifier\":[{\"system\":\"urn:oid:1.2.3\",\"value\":\"mrn-1\"}]"))
                .with(related(
                        "r3",
                        "Patient/b3",
                        "MTH",
                        "\"identifier\":[{\"system\":\"urn:oid:1.2.3\",\"value\":\"mrn-1\"}]"))
                .read();

        assertThat(read.infants()).extracting(Infant::deceased).containsExactly(false, true, false);
        assertThat(read.infants()).extracting(Infant::multiple).containsExactly(false, true, false);
        assertThat(read.infants().get(0).label()).isEqualTo("Bayi Ny. Siti");
        assertThat(read.infants().get(1).label()).isEqualTo("Patient/b2");
    }

    @Test
    void anEmptyRecordIsAnEpisodeOfNobody() {
        assertThat(new FhirRecord().read("{\"resourceType\":\"Bundle\"}").mother())
                .isEmpty();
        assertThat(record().entry("{}").read().infants()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "\"deceasedBoolean\":true, true",
        "\"deceasedBoolean\":false, false",
        "\"deceasedDateTime\":\"2026-03-08\", true",
        "\"deceasedDateTime\":\"2027-03-08\", false",
        "\"active\":true, false"
    })
    void theMotherHasDiedWhenHerRecordSaysSo(String what, boolean hasDied) {
        Episode read = record().with(patient("m", "1998-01-01", what))
                .with(patient(
                        "b", "2026-03-05", "\"link\":[{\"other\":{\"reference\":\"Patient/m\"},\"type\":\"seealso\"}]"))
                .read();

        assertThat(read.mother()).isEqualTo("Patient/m");
        assertThat(read.motherDied()).isEqualTo(hasDied);
    }

    @ParameterizedTest
    @CsvSource({"seealso", "refer"})
    void aMotherOfUnknownAgeThatALinkTiesToAnInfantIsNotTheInfant(String type) {
        String unknown = "{\"resourceType\":\"Patient\",\"id\":\"m\",\"gender\":\"female\"}";
        Episode read = record().with(unknown)
                .with(patient(
                        "b",
                        "2026-03-05",
                        "\"link\":[{\"other\":{\"reference\":\"Patient/m\"},\"type\":\"" + type + "\"}]"))
                .read();

        assertThat(read.infants()).extracting(Infant::reference).containsExactly("Patient/b");
        assertThat(read.mother()).isEqualTo("Patient/m");
    }

    @Test
    void twoRegistrationsOfAMotherAreOneWhenALinkSaysSoThoughOneHasNoBirthDate() {
        Episode read = record().with("{\"resourceType\":\"Patient\",\"id\":\"n\",\"gender\":\"female\"}")
                .with(patient(
                        "m", "1998-01-01", "\"link\":[{\"other\":{\"reference\":\"Patient/n\"},\"type\":\"seealso\"}]"))
                .with(FhirRecord.observation(
                        "s",
                        "heavy-bleeding",
                        FhirRecord.on(
                                "Patient/n", FhirRecord.at("2026-03-09T08:00:00+07:00") + ",\"valueBoolean\":true")))
                .asking("m")
                .read();

        assertThat(read.answers())
                .singleElement()
                .extracting(a -> a.alarmsOnly())
                .isEqualTo(false);
    }

    static String patient(String id, String born, String more) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"birthDate\":\"" + born + "\""
                + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String related(String id, String patient, String role, String more) {
        return "{\"resourceType\":\"RelatedPerson\",\"id\":\"" + id + "\",\"patient\":{\"reference\":\"" + patient
                + "\"},\"relationship\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-RoleCode\",\"code\":\""
                + role + "\"}]}]" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private static String birthTime(String time) {
        return "\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/patient-birthTime\",\"valueDateTime\":\""
                + time + "\"}]";
    }

    private static When birth(Episode episode, String infant) {
        return episode.infants().stream()
                .filter(i -> i.reference().equals(infant))
                .findFirst()
                .orElseThrow()
                .birth();
    }
}
