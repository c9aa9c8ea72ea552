package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import io.github.oxytocinmassage.fhir.interactions.RecordTypes.Kind;
import io.github.oxytocinmassage.registry.AuditEntry;
import io.github.oxytocinmassage.registry.AuditQuery;
import io.github.oxytocinmassage.registry.AuditTrail;
import io.github.oxytocinmassage.registry.Criterion;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** {@code AuditEvent}: who did what with whose record. Read and searched by {@code patient} and {@code date}; never written from outside. */
public final class AuditProvider implements IResourceProvider {

    private static final String TYPES = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String INTERACTIONS = "http://hl7.org/fhir/restful-interaction";

    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";

    /** Signing in to the pages and out, by DICOM's codes. */
    private static final Map<String, String> OF_A_SESSION = Map.of("login", "110122", "logout", "110123");

    private final AuditTrail trail;
    private final ZoneId zone;
    private final PageWriter writer;

    /** @param zone of dates without one */
    AuditProvider(FhirContext context, AuditTrail trail, ZoneId zone) {
        this.trail = trail;
        this.zone = zone;
        this.writer = new PageWriter(context);
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

    /** The last ones first. */
    @Search(allowUnknownParams = true)
    public Bundle search(RequestDetails request) {
        Asked asked = Asked.of(request);
        Map<String, Kind> known = RecordTypes.beside("AuditEvent");
        SearchTerms terms = SearchTerms.of("AuditEvent", known, false, asked.parameters(), asked.base(), zone);
        Slice slice = slice(asked, terms.query().criteria());
        return writer.searched(asked, terms.ignored(), known.keySet(), slice);
    }

    /** Later pages hold none of what was written since the first: looking at the trail is itself written there. */
    private Slice slice(Asked asked, List<Criterion> criteria) {
        Place place = asked.place();
        long last = place == null ? trail.last() : place.asOf();
        int total = place == null ? trail.count(new AuditQuery(criteria, last, null)) : place.total();
        if (asked.isCounted()) {
            return new Slice(total, List.of(), null);
        }
        AuditQuery.After after = place == null
                ? null
                : new AuditQuery.After(
                        place.after().get(0), place.after().get(place.after().size() - 1));
        Map<Long, AuditEntry> found = trail.find(new AuditQuery(criteria, last, after), asked.count() + 1);
        return Slice.of(
                total,
                List.copyOf(found.entrySet()),
                asked.count(),
                e -> event(e.getKey(), e.getValue()),
                e -> new Place(last, total, List.of(e.getValue().recorded().toEpochMilli(), e.getKey())));
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
