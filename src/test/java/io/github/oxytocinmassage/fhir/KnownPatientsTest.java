package io.github.oxytocinmassage.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import io.github.oxytocinmassage.fhir.KnownPatients.BusinessId;
import io.github.oxytocinmassage.fhir.KnownPatients.Known;
import io.github.oxytocinmassage.fhir.KnownPatients.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** A patient of another server is known here as one mother, or not at all. */
class KnownPatientsTest {

    private static final String NIK = "https://fhir.kemkes.go.id/id/nik";
    private static final String NIK_IBU = "https://fhir.kemkes.go.id/id/nik-ibu";
    private static final String MRN = "https://ehr.example/mrn";

    private final FewPatients kept = new FewPatients();
    private final KnownPatients patients = new KnownPatients(kept);

    @Test
    void a_number_that_two_people_bear_opens_neither() {
        kept.bears("a", MRN, "1", null).bears("b", MRN, "1", null);

        assertThat(find(null, id(MRN, "1"))).isEqualTo(Match.not(Known.SEVERAL));
    }

    @Test
    void numbers_of_two_people_open_neither() {
        kept.bears("a", MRN, "1", null).bears("b", NIK, "2", null);

        assertThat(find(null, id(MRN, "1"), id(NIK, "2"))).isEqualTo(Match.not(Known.SEVERAL));
        assertThat(find(null, id(MRN, "1"), id(NIK, "3"))).isEqualTo(new Match(Known.ONE, "a"));
    }

    @Test
    void a_birth_date_that_differs_opens_nobody_and_one_that_is_only_known_in_part_does() {
        kept.bears("a", MRN, "1", "1994-10-09");

        assertThat(find("1994-10-08", id(MRN, "1"))).isEqualTo(Match.not(Known.AT_ODDS));
        assertThat(find("1994", id(MRN, "1"))).isEqualTo(new Match(Known.ONE, "a"));
        assertThat(find("1994-11", id(MRN, "1"))).isEqualTo(Match.not(Known.AT_ODDS));
    }

    @Test
    void an_infant_leads_to_its_mother_by_its_own_number_or_by_hers() {
        kept.bears("m", NIK, "9", null).bears("i", MRN, "1", null).ties("i", "m");

        assertThat(find(null, id(MRN, "1"))).isEqualTo(new Match(Known.ONE, "m"));
        assertThat(find(null, id(MRN, "new"), id(NIK_IBU, "9"))).isEqualTo(new Match(Known.ONE, "m"));
        assertThat(find(null, id(MRN, "new"), id(NIK_IBU, "8"))).isEqualTo(Match.not(Known.NONE));
    }

    @Test
    void an_infant_of_another_woman_here_than_there_opens_neither() {
        kept.bears("m", NIK, "9", null)
                .bears("other", NIK, "8", null)
                .bears("i", MRN, "1", null)
                .ties("i", "m");

        assertThat(find(null, id(MRN, "1"), id(NIK_IBU, "8"))).isEqualTo(Match.not(Known.AT_ODDS));
        assertThat(find(null, id(MRN, "1"), id(NIK_IBU, "9"))).isEqualTo(new Match(Known.ONE, "m"));
    }

    @Test
    void an_infant_of_two_women_opens_neither() {
        kept.bears("m", NIK, "9", null)
                .bears("other", NIK, "8", null)
                .bears("i", MRN, "1", null)
                .ties("i", "m")
                .ties("i", "other");

        assertThat(patients.byId("i")).isEqualTo(Match.not(Known.SEVERAL));
        assertThat(patients.byId("nobody")).isEqualTo(Match.not(Known.NONE));
    }

    private Match find(String birthDate, BusinessId... identifiers) {
        return patients.byIdentifiers(List.of(identifiers), birthDate);
    }

    private static BusinessId id(String system, String value) {
        return new BusinessId(system, value);
    }

    /** Some patients and whose infants they are. */
    private static final class FewPatients implements Records {

        private final List<Patient> patients = new ArrayList<>();
        private final Map<String, Set<String>> mothers = new HashMap<>();

        FewPatients bears(String id, String system, String value, String birthDate) {
            Patient patient = new Patient();
            patient.setId("Patient/" + id);
            patient.addIdentifier().setSystem(system).setValue(value);
            patient.getBirthDateElement().setValueAsString(birthDate);
            patients.add(patient);
            return this;
        }

        FewPatients ties(String infant, String mother) {
            mothers.merge(
                    infant,
                    Set.of("Patient/" + mother),
                    (a, b) -> Set.of(a.iterator().next(), "Patient/" + mother));
            return this;
        }

        @Override
        public Set<String> mothersOf(String patient) {
            return mothers.getOrDefault(patient, Set.of());
        }

        @Override
        public List<Patient> identified(List<Identifier> identifiers) {
            return patients.stream()
                    .filter(p -> identifiers.stream()
                            .anyMatch(wanted -> p.getIdentifier().stream().anyMatch(i -> i.equalsDeep(wanted))))
                    .toList();
        }

        @Override
        public Optional<Bundle> everything(String patient, String base) {
            return patients.stream()
                    .filter(p -> p.getIdElement().getIdPart().equals(patient))
                    .findFirst()
                    .map(p -> new Bundle());
        }

        @Override
        public Optional<Kept> motherOf(String patient, String base) {
            return Optional.empty();
        }

        @Override
        public Optional<Kept> at(long position, String mother, String base) {
            return Optional.empty();
        }

        @Override
        public void checkMayRead(String patient, RequestDetails request) {
            // Nobody asks here.
        }

        @Override
        public Optional<Resource> read(String type, String id) {
            return Optional.empty();
        }
    }
}
