package io.github.oxytocinmassage.fhir;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/**
 * Whether a patient of another server is known here, and which mother's record that is: hers, or her infant's. Never a wrong one: what is not
 * clear is nobody. Safe to share.
 */
public final class KnownPatients {

    private static final String BASE = "http://registry/fhir";

    private final Records records;

    KnownPatients(Records records) {
        this.records = records;
    }

    /** How a patient is known here. */
    public enum Known {
        /** As one mother, or as her infant. */
        ONE,
        /** Not at all. */
        NONE,
        /** As more than one person, or as the infant of more than one. */
        SEVERAL,
        /** By an identifier of one who was born on another day, or is another woman's infant. */
        AT_ODDS
    }

    /** @param mother logical id; empty when not known as one */
    public record Match(Known known, String mother) {

        static Match not(Known why) {
            return new Match(why, "");
        }
    }

    /** One identifier of the other server's. */
    public record BusinessId(String system, String value) {

        private Identifier identifier() {
            return new Identifier().setSystem(system).setValue(value);
        }
    }

    /** @param patient logical id, the same on the other server */
    public Match byId(String patient) {
        Set<String> mothers = records.mothersOf(patient);
        if (mothers.size() > 1) {
            return Match.not(Known.SEVERAL);
        }
        String mother = mothers.isEmpty()
                ? patient
                : MotherRecords.id(mothers.iterator().next());
        return records.everything(mother, BASE).isPresent() ? new Match(Known.ONE, mother) : Match.not(Known.NONE);
    }

    /**
     * @param identifiers all that the other server knows the patient by
     * @param birthDate as that server has it; null: not known there
     */
    public Match byIdentifiers(List<BusinessId> identifiers, @Nullable String birthDate) {
        List<Patient> own = records.identified(identifiers.stream()
                .filter(i -> !i.system().equals(Nik.OF_MOTHER))
                .map(BusinessId::identifier)
                .toList());
        Set<String> mothers = records
                .identified(identifiers.stream()
                        .filter(i -> i.system().equals(Nik.OF_MOTHER))
                        .map(i -> new BusinessId(Nik.OWN, i.value()).identifier())
                        .toList())
                .stream()
                .map(mother -> mother.getIdElement().getIdPart())
                .collect(Collectors.toSet());
        if (own.size() > 1 || mothers.size() > 1) {
            return Match.not(Known.SEVERAL);
        }
        if (own.isEmpty()) {
            return mothers.isEmpty()
                    ? Match.not(Known.NONE)
                    : byId(mothers.iterator().next());
        }
        if (!isBornOn(own.get(0), birthDate)) {
            return Match.not(Known.AT_ODDS);
        }
        Match match = byId(own.get(0).getIdElement().getIdPart());
        boolean isAnothers = match.known() == Known.ONE && !mothers.isEmpty() && !mothers.contains(match.mother());
        return isAnothers ? Match.not(Known.AT_ODDS) : match;
    }

    /** As far as both say it: a year, or a month, may be all that is known. */
    private static boolean isBornOn(Patient patient, @Nullable String birthDate) {
        String here = patient.getBirthDateElement().getValueAsString();
        if (here == null || birthDate == null) {
            return true;
        }
        return here.startsWith(birthDate) || birthDate.startsWith(here);
    }
}
