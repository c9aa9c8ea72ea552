package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.fhir.Family.Whose;
import io.github.oxytocinmassage.fhir.Times.Effective;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.When;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedurePerformerComponent;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The massage: its plan, and its sessions, done or missed. */
final class SessionReader {

    private static final String DURATION = Canonical.BASE + "/StructureDefinition/session-duration";
    private static final Set<String> REASONS =
            Set.of("husband-away", "mother-declined", "mother-unwell", "forgotten", "other-reason");
    private static final String HUSBAND = "husband";
    private static final String HUSBAND_ROLE = "HUSB";
    private static final String MIDWIFE = "midwife";
    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

    private final Family family;
    private final RecordIndex index;
    private final Times times;
    private final EpisodeDraft draft;

    SessionReader(Family family, RecordIndex index, Times times, EpisodeDraft draft) {
        this.family = family;
        this.index = index;
        this.times = times;
        this.draft = draft;
    }

    static boolean isOurs(Procedure procedure) {
        return (procedure.getStatus() == ProcedureStatus.COMPLETED || procedure.getStatus() == ProcedureStatus.NOTDONE)
                && Codings.isOurs(procedure.getCode(), Codings.SESSION);
    }

    /** Without a status that counts, it is no session; without any, that is said. */
    private void doubtStatus(Recorded of, boolean isWithout, Reference subject) {
        if (isWithout && isHers(of, subject)) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "status", family.mother(), Doubt.Reason.NO_STATUS.code());
        }
    }

    static boolean isOurs(CarePlan plan) {
        boolean isRunOrDone = plan.getStatus() == CarePlanStatus.ACTIVE
                || plan.getStatus() == CarePlanStatus.ONHOLD
                || plan.getStatus() == CarePlanStatus.COMPLETED
                || plan.getStatus() == CarePlanStatus.REVOKED;
        return isRunOrDone && isOfProtocol(plan);
    }

    void read(Recorded of, Procedure procedure) {
        doubtStatus(
                of,
                procedure.getStatus() == null && Codings.isOurs(procedure.getCode(), Codings.SESSION),
                procedure.getSubject());
        if (!isOurs(procedure) || !isHers(of, procedure.getSubject())) {
            return;
        }
        if (Modifiers.changes(procedure)) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "modifierExtension", family.mother(), "");
            return;
        }
        When start = start(of, procedure.getPerformed());
        if (start == null) {
            return;
        }
        boolean isDone = procedure.getStatus() == ProcedureStatus.COMPLETED;
        draft.sessions.add(new Session(
                of.source(),
                start,
                isDone ? length(of, procedure) : null,
                isDone,
                performer(of, procedure.getPerformer()),
                isDone ? "" : reason(of, procedure.getStatusReason())));
    }

    void read(Recorded of, CarePlan plan) {
        doubtStatus(of, plan.getStatus() == null && isOfProtocol(plan), plan.getSubject());
        if (!isOurs(plan) || !isHers(of, plan.getSubject())) {
            return;
        }
        if (Modifiers.changes(plan)) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "modifierExtension", family.mother(), "");
            return;
        }
        Effective start = times.of(Times.startOf(plan.getPeriod()), of, "period.start");
        if (start.isOneTime()) {
            boolean isEnded =
                    plan.getStatus() == CarePlanStatus.COMPLETED || plan.getStatus() == CarePlanStatus.REVOKED;
            draft.plans.add(new Plan(
                    of.source(),
                    start.when(),
                    isEnded,
                    isEnded ? times.toTheDay(Times.endOf(plan.getPeriod())) : null));
        }
    }

    /** Of whom nobody can tell, does not count, and is said. */
    private boolean isHers(Recorded of, Reference subject) {
        Whose whose = family.whose(subject, of);
        if (whose == Whose.UNCLEAR) {
            draft.doubts.add(Family.unresolved(of.source(), of.path("subject")));
        }
        return whose == Whose.MOTHERS;
    }

    /** Null when it is not known to the day: the session is left out, and doubted. */
    private @Nullable When start(Recorded of, @Nullable Type performed) {
        Type start = performed instanceof Period period ? Times.startOf(period) : performed;
        Effective effective = times.of(
                start instanceof DateTimeType ? start : null,
                of,
                performed instanceof Period ? "performed.start" : "performed");
        return effective.isOneTime() ? effective.when() : null;
    }

    /** From its start to its end, else as it is told; null when it is not known. */
    private @Nullable Duration length(Recorded of, Procedure procedure) {
        if (procedure.getPerformed() instanceof Period period && Times.endOf(period) != null) {
            Effective start = times.of(Times.startOf(period), of, "performed.start");
            Effective end = times.of(Times.endOf(period), of, "performed.end");
            return start.when().exact() && end.when().exact()
                    ? Duration.between(start.when().earliest(), end.when().earliest())
                    : null;
        }
        for (Extension extension : procedure.getExtension()) {
            if (DURATION.equals(extension.getUrl())) {
                return told(of, extension.getValue());
            }
        }
        return procedure.getPerformed() instanceof Period period
                        && period.getExtension().size() > 0
                ? told(of, period.getExtension())
                : procedure.getPerformed() == null
                        ? null
                        : told(of, procedure.getPerformed().getExtension());
    }

    private @Nullable Duration told(Recorded of, List<Extension> extensions) {
        return extensions.stream()
                .filter(e -> DURATION.equals(e.getUrl()))
                .findFirst()
                .map(e -> told(of, e.getValue()))
                .orElse(null);
    }

    private @Nullable Duration told(Recorded of, @Nullable Type value) {
        BigDecimal seconds = value instanceof Quantity quantity ? Quantities.seconds(quantity) : null;
        if (seconds == null || seconds.abs().compareTo(LONGEST_SECONDS) > 0) {
            draft.doubt(Doubt.Kind.UNIT_OR_TYPE, of, "extension.value", family.mother(), Values.found(value));
            return null;
        }
        return Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    /** The husband, if he is among those who gave the massage. */
    private String performer(Recorded of, List<ProcedurePerformerComponent> performers) {
        List<String> roles = performers.stream()
                .map(p -> role(of, p))
                .filter(r -> !r.isEmpty())
                .toList();
        return roles.contains(HUSBAND) ? HUSBAND : roles.isEmpty() ? "" : roles.get(0);
    }

    private String role(Recorded of, ProcedurePerformerComponent performer) {
        String function = code(performer.getFunction());
        if (function.equals(HUSBAND_ROLE) || function.equals(HUSBAND)) {
            return HUSBAND;
        }
        String reference = Objects.requireNonNullElse(performer.getActor().getReference(), "");
        Recorded actor = reference.isEmpty() ? null : index.find(reference, of);
        if (actor != null && actor.resource() instanceof RelatedPerson related) {
            if (Ties.is(related, HUSBAND_ROLE::equals)) {
                return HUSBAND;
            }
            return related.getRelationship().stream()
                    .map(SessionReader::code)
                    .filter(c -> !c.isEmpty())
                    .findFirst()
                    .orElse(function);
        }
        String type = reference.isEmpty()
                ? Objects.requireNonNullElse(performer.getActor().getType(), "")
                : Address.of(reference).type();
        boolean isPractitioner = type.startsWith("Practitioner")
                || (actor != null
                        && (actor.resource() instanceof Practitioner || actor.resource() instanceof PractitionerRole));
        return function.isEmpty() && isPractitioner ? MIDWIFE : function;
    }

    private static String code(CodeableConcept concept) {
        return concept.getCoding().stream()
                .map(Coding::getCode)
                .filter(Objects::nonNull)
                .map(Words::detail)
                .findFirst()
                .orElse("");
    }

    private String reason(Recorded of, CodeableConcept statusReason) {
        String code = Codings.ours(statusReason);
        if (code != null && !REASONS.contains(code)) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "statusReason", family.mother(), code);
            return "";
        }
        return code == null ? "" : code;
    }

    private static boolean isOfProtocol(CarePlan plan) {
        return plan.getInstantiatesCanonical().stream().anyMatch(SessionReader::isOfProtocol);
    }

    private static boolean isOfProtocol(CanonicalType canonical) {
        return Canonical.isOf(canonical.getValue(), Canonical.PLAN);
    }
}
