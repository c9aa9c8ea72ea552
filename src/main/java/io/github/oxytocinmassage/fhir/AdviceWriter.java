package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import java.util.UUID;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DataRequirement;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * Advice as FHIR (protocol section 12, interfaces section 3): a Bundle with the GuidanceResponse first, its result a CarePlan whose
 * activities are the next steps, and a DetectedIssue for each danger sign. The same advice in the same language is the same to the byte.
 */
public final class AdviceWriter {

    private final RuleRelease release;
    private final ZoneId zone;
    private final OutputParameters parameters;

    public AdviceWriter(RuleRelease release) {
        this.release = release;
        this.parameters = new OutputParameters(release);
        this.zone = release.parameters().siteZone();
    }

    /** @param locale a language we speak, else the site's is used */
    public Bundle write(Advice advice, Locale locale) {
        Locale spoken = release.wording().spoken(locale);
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.COLLECTION);
        bundle.setLanguage(spoken.toLanguageTag());
        bundle.setTimestampElement(OutputParameters.instant(advice.asOf(), zone));
        String planId = id(advice, "plan");
        add(bundle, id(advice, "guidance"), guidance(advice, planId, spoken));
        add(bundle, planId, plan(advice, spoken));
        advice.findings().stream()
                .filter(Finding::isDangerSign)
                .forEach(f -> add(bundle, id(advice, f.rule() + f.subject()), issue(advice, f, spoken)));
        return bundle;
    }

    /** Nobody can be told to be the mother: FHIR wants a subject all the same. */
    static Reference about(String reference) {
        return reference.isEmpty() ? new Reference().setDisplay("?") : new Reference(reference);
    }

    private Resource guidance(Advice advice, String planId, Locale locale) {
        GuidanceResponse guidance = new GuidanceResponse();
        guidance.getMeta().addProfile(Canonical.profile("advice"));
        boolean dataRequired = advice.disposition() == Disposition.ASSESS;
        guidance.setModule(new CanonicalType(Canonical.PLAN + "|" + release.version()))
                .setStatus(
                        dataRequired
                                ? GuidanceResponse.GuidanceResponseStatus.DATAREQUIRED
                                : GuidanceResponse.GuidanceResponseStatus.SUCCESS)
                .setSubject(about(advice.mother()))
                .setOccurrenceDateTimeElement(dateTime(advice.asOf()))
                .setResult(new Reference("urn:uuid:" + planId))
                .addReasonCode(disposition(advice, locale))
                .addNote(new Annotation().setText(words().term("disclaimer", locale)));
        if (!advice.inProtocol() && advice.leading().rule().equals("OM-ELI-009")) {
            guidance.addNote(new Annotation().setText(words().term("no-advice", locale)));
        }
        if (dataRequired) {
            advice.missing().forEach(code -> guidance.addDataRequirement(required(code)));
        }
        Parameters output = parameters.of(advice, locale);
        output.setId("advice");
        guidance.addContained(output);
        guidance.setOutputParameters(new Reference("#advice"));
        return guidance;
    }

    private CodeableConcept disposition(Advice advice, Locale locale) {
        Finding leading = advice.leading();
        return new CodeableConcept()
                .addCoding(new Coding()
                        .setSystem(Canonical.DISPOSITIONS)
                        .setCode(advice.disposition().name())
                        .setDisplay(words().term("disposition." + advice.disposition(), locale)))
                .addCoding(new Coding().setSystem(Canonical.RULES).setCode(leading.rule()))
                .setText(words().text(leading, locale));
    }

    /** An item of the sheet, or a measurement by its LOINC code. */
    private static DataRequirement required(String code) {
        String system = Item.ofCode(code).isPresent() || !Character.isDigit(code.charAt(0))
                ? Canonical.ITEMS
                : "http://loinc.org";
        DataRequirement requirement = new DataRequirement().setType("Observation");
        requirement
                .addCodeFilter()
                .setPath("code")
                .addCode(new Coding().setSystem(system).setCode(code));
        return requirement;
    }

    private Resource plan(Advice advice, Locale locale) {
        CarePlan plan = new CarePlan();
        plan.getMeta().addProfile(Canonical.profile("advice-plan"));
        plan.setStatus(CarePlan.CarePlanStatus.DRAFT)
                .setIntent(CarePlan.CarePlanIntent.PROPOSAL)
                .setSubject(about(advice.mother()))
                .setCreatedElement(dateTime(advice.asOf()));
        plan.addInstantiatesCanonical(Canonical.PLAN);
        for (NextStep step : NextStep.of(advice, words(), zone, locale)) {
            plan.addActivity().setDetail(activity(step));
        }
        return plan;
    }

    private CarePlan.CarePlanActivityDetailComponent activity(NextStep step) {
        CarePlan.CarePlanActivityDetailComponent detail = new CarePlan.CarePlanActivityDetailComponent();
        detail.setStatus(CarePlan.CarePlanActivityStatus.NOTSTARTED)
                .setCode(new CodeableConcept()
                        .addCoding(new Coding()
                                .setSystem(Canonical.RULES)
                                .setCode(step.finding().rule())))
                .setDescription(step.description());
        switch (step.resource().fhirType()) {
            case "ServiceRequest" -> detail.setKind(CarePlan.CarePlanActivityKind.SERVICEREQUEST);
            case "Task" -> {
                detail.setKind(CarePlan.CarePlanActivityKind.TASK);
                Period due = ((Task) step.resource()).getRestriction().getPeriod();
                detail.setScheduled(due);
            }
            case "CommunicationRequest" -> detail.setKind(CarePlan.CarePlanActivityKind.COMMUNICATIONREQUEST);
            default -> detail.addInstantiatesCanonical(Canonical.PLAN);
        }
        return detail;
    }

    private Resource issue(Advice advice, Finding finding, Locale locale) {
        DetectedIssue issue = new DetectedIssue();
        issue.getMeta().addProfile(Canonical.profile("danger-sign-issue"));
        issue.setStatus(DetectedIssue.DetectedIssueStatus.PRELIMINARY)
                .setCode(new CodeableConcept()
                        .addCoding(new Coding().setSystem(Canonical.RULES).setCode(finding.rule()))
                        .setText(words().text(finding, locale)))
                .setSeverity(
                        finding.level() == Level.PRIORITY
                                ? DetectedIssue.DetectedIssueSeverity.MODERATE
                                : DetectedIssue.DetectedIssueSeverity.HIGH)
                .setPatient(about(Objects.requireNonNullElse(finding.subject(), advice.mother())))
                .setIdentified(dateTime(advice.asOf()));
        String detail = FindingDetail.of(finding, release, locale);
        if (!detail.isEmpty()) {
            issue.setDetail(detail);
        }
        finding.basis().forEach(b -> issue.addEvidence().addDetail(new Reference(b)));
        issue.addMitigation().setAction(new CodeableConcept().setText(words().action(finding, advice.hold(), locale)));
        return issue;
    }

    private static void add(Bundle bundle, String id, Resource resource) {
        resource.setId(id);
        bundle.addEntry().setFullUrl("urn:uuid:" + id).setResource(resource);
    }

    /** The same for the same advice: named after mother, instant, release and role. */
    private static String id(Advice advice, String role) {
        String name = String.join("|", List.of(advice.mother(), advice.asOf().toString(), advice.release(), role));
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Wording words() {
        return release.wording();
    }

    private DateTimeType dateTime(Instant instant) {
        DateTimeType type = new DateTimeType(Date.from(instant));
        type.setTimeZone(TimeZone.getTimeZone(zone));
        return type;
    }
}
