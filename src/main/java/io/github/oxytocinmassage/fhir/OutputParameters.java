package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Advice.InfantAdvice;
import io.github.oxytocinmassage.protocol.Advice.SignShown;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** The answer as data (protocol section 12): what stands in {@code GuidanceResponse.outputParameters}. */
final class OutputParameters {

    private final RuleRelease release;
    private final ZoneId zone;

    OutputParameters(RuleRelease release) {
        this.release = release;
        this.zone = release.parameters().siteZone();
    }

    Parameters of(Advice advice, Locale locale) {
        Parameters output = new Parameters();
        output.addParameter(
                part("disposition", new CodeType(advice.disposition().name())));
        if (advice.level() != null) {
            output.addParameter(part("level", new CodeType(advice.level().name())));
        }
        output.addParameter(part("hold", new BooleanType(advice.hold())));
        if (advice.protocolDay() != null) {
            output.addParameter(part("protocolDay", new IntegerType(advice.protocolDay())));
        }
        if (advice.adherence() != null && advice.dose() != null) {
            output.addParameter(
                    part("adherence", new CodeType(advice.adherence().name())));
            output.addParameter(part("dose", new DecimalType(advice.dose().setScale(2, RoundingMode.HALF_UP))));
        }
        advice.infants().forEach(i -> output.addParameter(infant(i)));
        if (advice.outcome() != null) {
            ParametersParameterComponent outcome = named("outcome");
            outcome.addPart(
                    part("before", new CodeType(advice.outcome().before().name())));
            if (advice.outcome().after() != null) {
                outcome.addPart(
                        part("after", new CodeType(advice.outcome().after().name())));
            }
            output.addParameter(outcome);
        }
        advice.findings().forEach(f -> output.addParameter(finding(advice, f, locale)));
        advice.missing().forEach(m -> output.addParameter(part("missing", new CodeType(m))));
        if (advice.nextLook() != null) {
            output.addParameter(part("nextLook", instant(advice.nextLook(), zone)));
        }
        output.addParameter(part("release", new StringType(advice.release())));
        output.addParameter(part("asOf", instant(advice.asOf(), zone)));
        return output;
    }

    private static ParametersParameterComponent infant(InfantAdvice infant) {
        ParametersParameterComponent part = named("infant");
        part.addPart(part("reference", new Reference(infant.reference())));
        if (infant.dayOfLife() != null) {
            part.addPart(part("dayOfLife", new IntegerType(infant.dayOfLife())));
        }
        if (infant.status() != null && infant.score() != null) {
            part.addPart(part("status", new CodeType(infant.status().name())));
            part.addPart(part("score", new IntegerType(infant.score())));
        }
        infant.signs().forEach(s -> part.addPart(sign(s)));
        return part;
    }

    private static ParametersParameterComponent sign(SignShown sign) {
        ParametersParameterComponent part = named("sign");
        part.addPart(part("code", new CodeType(sign.sign().code())));
        part.addPart(part("state", new CodeType(sign.state().name())));
        if (!sign.value().isEmpty()) {
            part.addPart(part("value", new StringType(sign.value())));
        }
        return part;
    }

    private ParametersParameterComponent finding(Advice advice, Finding finding, Locale locale) {
        ParametersParameterComponent part = named("finding");
        part.addPart(part("rule", new CodeType(finding.rule())));
        if (finding.level() != null) {
            part.addPart(part("level", new CodeType(finding.level().name())));
        }
        if (finding.subject() != null) {
            part.addPart(part("subject", new Reference(finding.subject())));
        }
        part.addPart(part("text", new StringType(release.wording().text(finding, locale))));
        String detail = FindingDetail.of(finding, release, locale);
        if (!detail.isEmpty()) {
            part.addPart(part("detail", new StringType(detail)));
        }
        part.addPart(part("action", new StringType(release.wording().action(finding, advice.hold(), locale))));
        part.addPart(
                part("grade", new CodeType(release.evidence().of(finding.rule()).grade())));
        finding.basis().forEach(b -> part.addPart(part("basis", new Reference(b))));
        return part;
    }

    /** Written in the site's zone. */
    static InstantType instant(Instant instant, ZoneId zone) {
        InstantType type = new InstantType(Date.from(instant));
        type.setTimeZone(TimeZone.getTimeZone(zone));
        return type;
    }

    private static ParametersParameterComponent named(String name) {
        return new ParametersParameterComponent(new StringType(name));
    }

    private static ParametersParameterComponent part(String name, Type value) {
        return named(name).setValue(value);
    }
}
