package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.registry.AuditEntry;
import io.github.oxytocinmassage.registry.AuditQuery;
import io.github.oxytocinmassage.registry.AuditTrail;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/** {@code AuditEvent}: who did what with whose record. Read and searched by {@code patient} and {@code date}; never written from outside. */
public final class AuditProvider implements IResourceProvider {

    private static final int DEFAULT_COUNT = 100;
    private static final int MOST = 1000;
    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";

    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    /** Signing in to the pages and out, by DICOM's codes. */
    private static final Map<String, String> OF_A_SESSION = Map.of("login", "110122", "logout", "110123");

    private final AuditTrail trail;

    AuditProvider(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public Class<AuditEvent> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public AuditEvent read(@IdParam IdType id) {
        if (!id.isIdPartValidLong()) {
            throw new ResourceNotFoundException(id);
        }
        long number = id.getIdPartAsLong();
        return trail.entry(number)
                .map(entry -> event(number, entry))
                .orElseThrow(() -> new ResourceNotFoundException(id));
    }

    /** The last ones first, at most {@code _count} of them (100, at most 1000): for earlier ones ask with {@code date=lt...}. */
    @Search
    public List<AuditEvent> search(
            @OptionalParam(name = "patient") @Nullable ReferenceParam patient,
            @OptionalParam(name = "date") @Nullable DateRangeParam date,
            @Count @Nullable Integer count) {
        Date from = date == null ? null : date.getLowerBoundAsInstant();
        Date until = date == null ? null : date.getUpperBoundAsInstant();
        AuditQuery query = new AuditQuery(
                patient == null ? null : "Patient/" + patient.getIdPart(),
                from == null ? Instant.EPOCH : from.toInstant(),
                until == null
                        ? Instant.ofEpochMilli(Long.MAX_VALUE)
                        : until.toInstant().plusMillis(1));
        int limit = Math.max(1, Math.min(MOST, Objects.requireNonNullElse(count, DEFAULT_COUNT)));
        return trail.find(query, limit).entrySet().stream()
                .map(e -> event(e.getKey(), e.getValue()))
                .toList();
    }

    private static AuditEvent event(long id, AuditEntry entry) {
        AuditEvent event = new AuditEvent();
        event.setId(String.valueOf(id));
        boolean isOperation = entry.interaction().startsWith("$");
        String session = OF_A_SESSION.get(entry.interaction());
        if (session != null) {
            event.setType(new Coding(DICOM, "110114", "User Authentication"))
                    .addSubtype(new Coding(DICOM, session, null));
        } else {
            event.setType(new Coding(TYPES, "rest", "RESTful Operation"))
                    .addSubtype(new Coding(INTERACTIONS, isOperation ? "operation" : entry.interaction(), null));
        }
        event.setAction(AuditEventAction.fromCode(entry.action()))
                .setRecordedElement(new InstantType(Date.from(entry.recorded())))
                .setOutcome(outcome(entry.status()));
        event.addAgent()
                .setRequestor(true)
                .setWho(new Reference().setDisplay(entry.agent()))
                .getNetwork()
                .setAddress(entry.address())
                .setType(AuditEvent.AuditEventAgentNetworkType._2);
        if (!entry.actingUser().isEmpty()) {
            event.addAgent().setRequestor(false).setWho(user(entry.actingUser()));
        }
        event.getSource().setObserver(new Reference().setDisplay("Oxytocin massage decision support"));
        AuditEventEntityComponent what = event.addEntity();
        if (isOperation) {
            what.setName(entry.interaction());
        }
        if (entry.what().contains("/")) {
            what.setWhat(new Reference(entry.what()));
        } else {
            what.setDescription(
                    !entry.what().isEmpty() ? entry.what() : session == null ? "the registry" : "the pages");
        }
        detail(what, "release", entry.release());
        detail(what, "disposition", entry.disposition());
        entry.patients().forEach(p -> event.addEntity()
                .setWhat(new Reference(p))
                .setType(new Coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person"))
                .setRole(new Coding("http://terminology.hl7.org/CodeSystem/object-role", "1", "Patient")));
        return event;
    }

    /** As the client named them: a reference within its own server, which can't be looked up here. */
    private static Reference user(String named) {
        return new Reference().setDisplay(named);
    }

    private static void detail(AuditEventEntityComponent what, String name, String value) {
        if (!value.isEmpty()) {
            what.addDetail().setType(name).setValue(new StringType(value));
        }
    }

    private static AuditEventOutcome outcome(int status) {
        if (status < 400) {
            return AuditEventOutcome._0;
        }
        return status < 500 ? AuditEventOutcome._4 : AuditEventOutcome._8;
    }
}
