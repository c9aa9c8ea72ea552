package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the services ask a client to prefetch: each key with its read or search. Codes stand without their system, which keeps the
 * addresses short; what a code of another system brings in is read like any record.
 *
 * <p>No search in wide use leads from a mother to her infants. {@code Patient?link} is the one that fails loudly where it isn't kept: a
 * search for RelatedPersons of the mother would find her husband, and say by that that there is no infant.
 */
enum PrefetchKey {
    MOTHER("mother", "Patient/" + Template.PATIENT),
    INFANTS("infants", "Patient?link=" + Template.PATIENT + Template.COUNT),
    SESSIONS("sessions", "Procedure?patient=" + Template.PATIENT + "&code=oxytocin-massage" + Template.COUNT),
    CHECKS("checks", Template.observations(Stream.concat(Stream.of("adequacy-check"), Template.items()))),
    MEASUREMENTS("measurements", Template.observations(Template.measures())),
    CONDITIONS("conditions", "Condition?patient=" + Template.PATIENT + "&code=" + Template.contraindications()),
    PLAN("plan", "CarePlan?patient=" + Template.PATIENT + Template.COUNT);

    private final String key;
    private final String template;

    PrefetchKey(String key, String template) {
        this.key = key;
        this.template = template;
    }

    String key() {
        return key;
    }

    /** A relative FHIR request with the token {@code {{context.patientId}}}. */
    String template() {
        return template;
    }

    /** Where a client's value stands in the request. */
    String path() {
        return "prefetch." + key;
    }

    /** A resource of such a type may stand there by itself; of another it is no answer to what the key asks for. */
    boolean asksFor(String type) {
        return switch (this) {
            case MOTHER -> type.equals("Patient");
            case INFANTS -> type.equals("Patient") || type.equals("RelatedPerson");
            case SESSIONS -> type.equals("Procedure");
            case CHECKS -> type.equals("Observation") || type.equals("QuestionnaireResponse");
            case MEASUREMENTS -> type.equals("Observation");
            case CONDITIONS -> type.equals("Condition");
            case PLAN -> type.equals("CarePlan");
        };
    }

    /** Searched by the mother's id, and by nobody else's. */
    boolean isOfMother() {
        return this != MOTHER && this != INFANTS;
    }

    /** The parts of the templates. */
    private static final class Template {

        static final String PATIENT = "{{context.patientId}}";
        static final String COUNT = "&_count=500";

        /** Blood pressure as one Observation, its two parts as components. */
        private static final String BLOOD_PRESSURE_PANEL = "85354-9";

        /** Gestation under its other code, and the time of birth. */
        private static final List<String> ALSO_READ = List.of("18185-9", "93857-1");

        /** What we read of Indonesia's exchange; the ConceptMap in {@code fhir-profiles/} says what it means. */
        private static final List<String> OF_SATUSEHAT = List.of(
                "OC000017", "OC000020", "OC000025", "OC000098", "OC000126", "OC000129", "249215002", "289530006");

        static String observations(Stream<String> codes) {
            return "Observation?patient=" + PATIENT + "&code=" + codes.collect(Collectors.joining(",")) + COUNT;
        }

        static Stream<String> items() {
            return Arrays.stream(Item.values()).map(Item::code);
        }

        static Stream<String> measures() {
            return Stream.of(
                            Arrays.stream(Measure.values()).map(Measure::loinc),
                            Stream.of(BLOOD_PRESSURE_PANEL),
                            ALSO_READ.stream(),
                            OF_SATUSEHAT.stream())
                    .flatMap(codes -> codes);
        }

        static String contraindications() {
            return Arrays.stream(Item.values())
                            .filter(i -> i.role() == Item.Role.CONTRAINDICATION)
                            .map(Item::code)
                            .collect(Collectors.joining(","))
                    + COUNT;
        }
    }
}
