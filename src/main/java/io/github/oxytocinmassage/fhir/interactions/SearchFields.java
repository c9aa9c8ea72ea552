package io.github.oxytocinmassage.fhir.interactions;

import io.github.oxytocinmassage.registry.IndexEntries;
import io.github.oxytocinmassage.registry.IndexEntries.Span;
import io.github.oxytocinmassage.registry.IndexEntries.Target;
import io.github.oxytocinmassage.registry.IndexEntries.Token;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** What each resource can be found by: the search parameters of {@link RecordTypes}, taken out of it. */
final class SearchFields {

    private static final int LONGEST = 512;

    private final ZoneId zone;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Target> references = new ArrayList<>();
    private final List<Span> dates = new ArrayList<>();

    private SearchFields(ZoneId zone) {
        this.zone = zone;
    }

    /** @param zone of dates without one */
    static IndexEntries of(Resource resource, ZoneId zone) {
        SearchFields fields = new SearchFields(zone);
        fields.read(resource);
        return new IndexEntries(
                fields.tokens.stream().distinct().toList(),
                fields.references.stream().distinct().toList(),
                fields.dates);
    }

    private void read(Resource resource) {
        if (resource instanceof Patient patient) {
            identifiers(patient.getIdentifier());
            date("birthdate", patient.getBirthDateElement());
            patient.getLink().forEach(l -> reference("link", l.getOther()));
        } else if (resource instanceof RelatedPerson person) {
            identifiers(person.getIdentifier());
            reference("patient", person.getPatient());
            person.getRelationship().forEach(r -> concept("relationship", r));
        } else if (resource instanceof CarePlan plan) {
            identifiers(plan.getIdentifier());
            subject(plan.getSubject());
            date("date", plan.getPeriod());
            code("status", plan.getStatus() != null ? plan.getStatus().toCode() : null);
        } else if (resource instanceof Procedure procedure) {
            identifiers(procedure.getIdentifier());
            subject(procedure.getSubject());
            date("date", procedure.getPerformed());
            concept("code", procedure.getCode());
            code("status", procedure.getStatus() != null ? procedure.getStatus().toCode() : null);
        } else if (resource instanceof Observation observation) {
            observation(observation);
        } else if (resource instanceof QuestionnaireResponse response) {
            identifier(response.getIdentifier());
            subject(response.getSubject());
            date("authored", response.getAuthoredElement());
            code("status", response.getStatus() != null ? response.getStatus().toCode() : null);
        } else if (resource instanceof Condition condition) {
            condition(condition);
        }
    }

    private void observation(Observation observation) {
        identifiers(observation.getIdentifier());
        subject(observation.getSubject());
        observation.getFocus().forEach(f -> reference("focus", f));
        date("date", observation.getEffective());
        concept("code", observation.getCode());
        code("status", observation.getStatus() != null ? observation.getStatus().toCode() : null);
    }

    private void condition(Condition condition) {
        identifiers(condition.getIdentifier());
        subject(condition.getSubject());
        concept("code", condition.getCode());
        concept("clinical-status", condition.getClinicalStatus());
        date("recorded-date", condition.getRecordedDateElement());
        date("onset-date", condition.getOnset());
    }

    private void subject(Reference subject) {
        reference("subject", subject);
        reference("patient", subject);
    }

    private void identifiers(List<Identifier> identifiers) {
        identifiers.forEach(this::identifier);
    }

    private void identifier(Identifier identifier) {
        if (identifier.getValue() != null) {
            token("identifier", identifier.getSystem(), identifier.getValue());
        }
    }

    private void concept(String parameter, CodeableConcept concept) {
        for (Coding coding : concept.getCoding()) {
            if (coding.getCode() != null) {
                token(parameter, coding.getSystem(), coding.getCode());
            }
        }
    }

    private void code(String parameter, @Nullable String code) {
        if (code != null) {
            token(parameter, "", code);
        }
    }

    private void token(String parameter, @Nullable String system, String code) {
        tokens.add(new Token(parameter, cut(Objects.requireNonNullElse(system, "")), cut(code)));
    }

    private void reference(String parameter, Reference reference) {
        String target = target(reference.getReferenceElement());
        if (!target.isEmpty()) {
            references.add(new Target(parameter, cut(target)));
        }
    }

    private void date(String parameter, @Nullable Type value) {
        DateSpan span = null;
        if (value instanceof BaseDateTimeType date && date.hasValue()) {
            span = DateSpan.of(date, zone);
        } else if (value instanceof Period period && (period.getStart() != null || period.getEnd() != null)) {
            span = DateSpan.of(period, zone);
        }
        if (span != null) {
            dates.add(new Span(parameter, span.from(), span.until()));
        }
    }

    /** Without the version; {@code Type/id} when it is relative. */
    static String target(IIdType id) {
        if (!id.hasIdPart() || id.isLocal()) {
            return "";
        }
        return id.toUnqualifiedVersionless().hasResourceType() && !id.isAbsolute()
                ? id.toUnqualifiedVersionless().getValue()
                : id.toVersionless().getValue();
    }

    /** As it is indexed. */
    static String cut(String value) {
        String storable = StoredResources.storable(value);
        return storable.length() <= LONGEST ? storable : storable.substring(0, LONGEST);
    }
}
