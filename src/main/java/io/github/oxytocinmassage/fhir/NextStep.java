package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.rules.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;

/**
 * What to do next about one finding, as a resource that an EHR can file: a referral, a task with a due time, the plan at the start, a message
 * to the family.
 *
 * @param finding it answers
 * @param description one sentence in the reader's language
 * @param resource whole and valid; a proposal, never an order
 */
public record NextStep(Finding finding, String description, Resource resource) {

    private static final int PRIORITY_HOURS = 48;
    private static final int CHECK_HOURS = 24;

    /** Good news and reminders that a family may be told. */
    private static final Set<String> FOR_THE_FAMILY = Set.of("OM-CON-002", "OM-CON-004");

    /** The next steps of an advice, those of the worst findings first. Notes and data quality have none of their own. */
    public static List<NextStep> of(Advice advice, Wording wording, ZoneId zone, Locale locale) {
        Writer writer = new Writer(advice, wording, zone, locale);
        return advice.findings().stream().flatMap(writer::steps).toList();
    }

    /** Writes the steps of one advice in one language. */
    private record Writer(Advice advice, Wording wording, ZoneId zone, Locale locale) {

        Stream<NextStep> steps(Finding finding) {
            if (finding.disposition() == null) {
                return Stream.empty();
            }
            String action = wording.action(finding, advice.hold(), locale);
            List<NextStep> steps = new ArrayList<>();
            if (finding.disposition() == Disposition.ESCALATE) {
                steps.add(new NextStep(finding, action, referral(finding, action)));
            } else if (FOR_THE_FAMILY.contains(finding.rule())) {
                steps.add(new NextStep(finding, action, message(finding)));
            } else {
                steps.add(new NextStep(finding, action, task(finding, action)));
            }
            if (finding.rule().equals("OM-ASS-006") && !advice.hold()) {
                steps.add(new NextStep(finding, wording.term("plan.start", locale), plan()));
            }
            return steps.stream();
        }

        private Resource referral(Finding finding, String action) {
            ServiceRequest request = new ServiceRequest();
            request.getMeta().addProfile(Canonical.profile("referral"));
            request.setStatus(ServiceRequest.ServiceRequestStatus.DRAFT)
                    .setIntent(ServiceRequest.ServiceRequestIntent.PROPOSAL)
                    .setPriority(
                            switch (Objects.requireNonNull(finding.level())) {
                                case EMERGENCY -> ServiceRequest.ServiceRequestPriority.STAT;
                                case URGENT -> ServiceRequest.ServiceRequestPriority.ASAP;
                                case PRIORITY -> ServiceRequest.ServiceRequestPriority.URGENT;
                            })
                    .setCode(new CodeableConcept().setText(action))
                    .setSubject(subject(finding))
                    .setOccurrence(until(due(finding)))
                    .setAuthoredOnElement(at(advice.asOf()))
                    .addReasonCode(reason(finding));
            finding.basis().forEach(b -> request.addSupportingInfo(new Reference(b)));
            return request;
        }

        private Resource task(Finding finding, String action) {
            Task task = new Task();
            task.getMeta().addProfile(Canonical.profile("follow-up-task"));
            task.setStatus(Task.TaskStatus.REQUESTED)
                    .setIntent(Task.TaskIntent.PROPOSAL)
                    .setPriority(Task.TaskPriority.ROUTINE)
                    .setDescription(action)
                    .setFor(subject(finding))
                    .setAuthoredOnElement(at(advice.asOf()))
                    .setReasonCode(reason(finding));
            task.setRestriction(new Task.TaskRestrictionComponent().setPeriod(until(due(finding))));
            return task;
        }

        private Resource message(Finding finding) {
            CommunicationRequest request = new CommunicationRequest();
            request.getMeta().addProfile(Canonical.profile("family-message"));
            request.setStatus(CommunicationRequest.CommunicationRequestStatus.DRAFT)
                    .setSubject(AdviceWriter.about(advice.mother()))
                    .setAuthoredOnElement(at(advice.asOf()))
                    .addReasonCode(reason(finding))
                    .addPayload()
                    .setContent(new StringType(wording.text(finding, locale)));
            return request;
        }

        /** The plan of the protocol, to be started when it fits: once it is filed it runs, which a draft would not (protocol section 2). */
        private Resource plan() {
            CarePlan plan = new CarePlan();
            plan.getMeta().addProfile(Canonical.profile("massage-plan"));
            plan.setStatus(CarePlan.CarePlanStatus.ACTIVE)
                    .setIntent(CarePlan.CarePlanIntent.PLAN)
                    .setSubject(AdviceWriter.about(advice.mother()))
                    .setPeriod(new Period().setStartElement(at(advice.asOf())));
            plan.addInstantiatesCanonical(Canonical.PLAN);
            return plan;
        }

        /** Not later than the level allows; the rest when the next look is due. */
        private Instant due(Finding finding) {
            Level level = finding.level();
            Instant asOf = advice.asOf();
            if (level == null) {
                Instant next = advice.nextLook();
                return next != null && next.isAfter(asOf) ? next : asOf.plus(Duration.ofHours(CHECK_HOURS));
            }
            return switch (level) {
                case EMERGENCY -> asOf;
                case URGENT ->
                    asOf.atZone(zone)
                            .toLocalDate()
                            .plusDays(1)
                            .atStartOfDay(zone)
                            .toInstant()
                            .minusSeconds(1);
                case PRIORITY -> asOf.plus(Duration.ofHours(PRIORITY_HOURS));
            };
        }

        private Reference subject(Finding finding) {
            return AdviceWriter.about(Objects.requireNonNullElse(finding.subject(), advice.mother()));
        }

        private CodeableConcept reason(Finding finding) {
            return new CodeableConcept()
                    .addCoding(new Coding().setSystem(Canonical.RULES).setCode(finding.rule()))
                    .setText(wording.text(finding, locale));
        }

        private Period until(Instant due) {
            return new Period().setStartElement(at(advice.asOf())).setEndElement(at(due));
        }

        private DateTimeType at(Instant instant) {
            DateTimeType type = new DateTimeType(Date.from(instant));
            type.setTimeZone(TimeZone.getTimeZone(zone.equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone));
            return type;
        }
    }
}
