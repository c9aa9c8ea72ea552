package io.github.oxytocinmassage.fhir.interactions;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;

/** The resource types a record is made of (interfaces section 1), and what each can be searched by. */
final class RecordTypes {

    /** How the value of a search parameter is read. */
    enum Kind {
        ID(SearchParamType.TOKEN),
        WRITTEN(SearchParamType.DATE),
        TOKEN(SearchParamType.TOKEN),
        /** An element that has a code alone; its system is that of the element. */
        CODE(SearchParamType.TOKEN),
        REFERENCE(SearchParamType.REFERENCE),
        DATE(SearchParamType.DATE);

        private final SearchParamType declared;

        Kind(SearchParamType declared) {
            this.declared = declared;
        }

        /** As the CapabilityStatement says it. */
        SearchParamType declared() {
            return declared;
        }
    }

    private static final Map<String, Kind> OF_A_SUBJECT =
            Map.of("subject", Kind.REFERENCE, "patient", Kind.REFERENCE, "identifier", Kind.TOKEN);

    private static final Map<String, Type> TYPES = new TreeMap<>(Map.of(
            "Patient",
            new Type(Patient.class, Map.of("identifier", Kind.TOKEN, "birthdate", Kind.DATE, "link", Kind.REFERENCE)),
            "RelatedPerson",
            new Type(
                    RelatedPerson.class,
                    Map.of("identifier", Kind.TOKEN, "patient", Kind.REFERENCE, "relationship", Kind.TOKEN)),
            "CarePlan",
            new Type(
                    CarePlan.class,
                    with(Map.of("date", Kind.DATE, "status", Kind.CODE)),
                    CarePlan.CarePlanStatus.ACTIVE.getSystem()),
            "Procedure",
            new Type(
                    Procedure.class,
                    with(Map.of("date", Kind.DATE, "code", Kind.TOKEN, "status", Kind.CODE)),
                    Procedure.ProcedureStatus.COMPLETED.getSystem()),
            "Observation",
            new Type(
                    Observation.class,
                    with(Map.of("date", Kind.DATE, "code", Kind.TOKEN, "status", Kind.CODE, "focus", Kind.REFERENCE)),
                    Observation.ObservationStatus.FINAL.getSystem()),
            "QuestionnaireResponse",
            new Type(
                    QuestionnaireResponse.class,
                    with(Map.of("authored", Kind.DATE, "status", Kind.CODE)),
                    QuestionnaireResponse.QuestionnaireResponseStatus.COMPLETED.getSystem()),
            "Condition",
            new Type(
                    Condition.class,
                    with(Map.of(
                            "code",
                            Kind.TOKEN,
                            "clinical-status",
                            Kind.TOKEN,
                            "recorded-date",
                            Kind.DATE,
                            "onset-date",
                            Kind.DATE)))));

    /** What the registry keeps of itself, and what each can be searched by. */
    private static final Map<String, Map<String, Kind>> KEPT_BESIDE = Map.of(
            "AuditEvent",
            new TreeMap<>(Map.of("patient", Kind.REFERENCE, "date", Kind.DATE)),
            "GuidanceResponse",
            Map.of("patient", Kind.REFERENCE));

    private RecordTypes() {}

    static List<String> names() {
        return List.copyOf(TYPES.keySet());
    }

    /** Given advice and the audit trail: no part of a record, and read-only. */
    static boolean areKeptBeside(String type) {
        return KEPT_BESIDE.containsKey(type);
    }

    /** Search parameters of such a type. */
    static Map<String, Kind> beside(String type) {
        return Objects.requireNonNull(KEPT_BESIDE.get(type));
    }

    static boolean holds(String type) {
        return TYPES.containsKey(type);
    }

    /** @throws IllegalArgumentException for a type that is none of a record */
    static Type of(String name) {
        Type type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException(name + " is no type of a record");
        }
        return type;
    }

    private static Map<String, Kind> with(Map<String, Kind> further) {
        Map<String, Kind> all = new TreeMap<>(OF_A_SUBJECT);
        all.putAll(further);
        return all;
    }

    /**
     * @param parameters search parameters of its own; {@code _id} and {@code _lastUpdated} are everybody's
     * @param statusSystem of the codes of its status; empty when it has none that can be searched by
     */
    record Type(Class<? extends Resource> resource, Map<String, Kind> parameters, String statusSystem) {

        Type(Class<? extends Resource> resource, Map<String, Kind> parameters) {
            this(resource, parameters, "");
        }

        /** All search parameters. */
        Map<String, Kind> known() {
            Map<String, Kind> all = new TreeMap<>(parameters);
            all.put("_id", Kind.ID);
            all.put("_lastUpdated", Kind.WRITTEN);
            return all;
        }
    }
}
