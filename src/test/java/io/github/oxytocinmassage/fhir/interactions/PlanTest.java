package io.github.oxytocinmassage.fhir.interactions;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.RelatedArtifact;
import org.hl7.fhir.r4.model.Timing.TimingRepeatComponent;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

/** The protocol as a PlanDefinition says what the rules and their parameters say. */
class PlanTest {

    private static final List<MetadataResource> ARTEFACTS = Artefacts.carried().all();
    private static final RuleRelease RELEASE = RuleRelease.load(Map.of());
    private static final Parameters P = RELEASE.parameters();
    private static final PlanDefinition PLAN =
            of(PlanDefinition.class).findFirst().orElseThrow();
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final String RIBS = "5th-6th|ke-5-6";
    /** Protocol section 6: PRIORITY is within 48 hours. */
    private static final int PRIORITY_HOURS = 48;

    @Test
    void the_library_names_the_rule_release() {
        Library library = of(Library.class).findFirst().orElseThrow();

        assertThat(library.getVersion()).isEqualTo(RELEASE.version());
        assertThat(PLAN.getVersion()).as("answers name the plan with it").isEqualTo(RELEASE.version());
        assertThat(PLAN.getLibrary())
                .extracting(CanonicalType::getValue)
                .containsExactly(requireNonNull(library.getUrl()));
    }

    @Test
    void the_plan_is_the_one_that_advice_names_and_a_draft_until_a_clinician_approves() {
        assertThat(PLAN.getUrl()).isEqualTo(Canonical.PLAN);
        assertThat(PLAN.getType().getCodingFirstRep().getCode()).isEqualTo("clinical-protocol");
        Stream.concat(Stream.of(PLAN), of(ActivityDefinition.class)).forEach(a -> {
            assertThat(a.getStatus()).isEqualTo(PublicationStatus.DRAFT);
            assertThat(a.getExperimental()).isFalse();
        });
    }

    @Test
    void what_is_referred_to_is_there_and_every_activity_is_used() {
        List<String> used = new ArrayList<>();
        actions(PLAN.getAction())
                .map(PlanDefinitionActionComponent::getDefinition)
                .forEach(d -> add(used, d));
        of(ActivityDefinition.class).forEach(a -> {
            a.getLibrary().forEach(l -> add(used, l));
            a.getRelatedArtifact().stream()
                    .filter(RelatedArtifact::hasResource)
                    .forEach(r -> used.add(r.getResource()));
        });

        assertThat(ARTEFACTS.stream().map(MetadataResource::getUrl)).containsAll(used);
        assertThat(used)
                .containsAll(of(ActivityDefinition.class)
                        .map(MetadataResource::getUrl)
                        .toList());
    }

    @Test
    void every_action_has_its_words_in_both_languages() {
        assertThat(actions(PLAN.getAction()).map(PlanDefinitionActionComponent::getId))
                .doesNotHaveDuplicates();
        actions(PLAN.getAction()).forEach(a -> {
            assertThat(indonesian(a.getTitleElement())).as(a.getId()).isNotBlank();
            assertThat(indonesian(a.getDescriptionElement())).as(a.getId()).isNotBlank();
        });
        Stream.concat(Stream.of(PLAN), of(ActivityDefinition.class))
                .forEach(a -> assertThat(indonesian(a.getDescriptionElement())).isNotBlank());
    }

    @Test
    void the_numbers_in_the_texts_are_the_parameters() {
        Map<String, List<Number>> expected = new HashMap<>();
        expected.put("PLAN", List.of(P.sessionTargetMinutes(), P.protocolDays(), P.checkIntervalHours()));
        expected.put(
                "start", List.of(P.motherMaxPostpartumDays(), P.infantMinGestationWeeks(), P.infantMinBirthWeightG()));
        expected.put(
                "massage",
                List.of(P.sessionMinPerDay(), P.sessionMaxPerDay(), P.sessionTargetMinutes(), P.protocolDays()));
        expected.put(
                "check",
                List.of(
                        P.checkIntervalHours(),
                        P.checkAdequatePresent(),
                        P.checkInadequateAbsent(),
                        P.checkMinKnown()));
        expected.put(
                "weigh",
                List.of(
                        P.weightMaxAgeHours(),
                        P.weightLossCaution(),
                        P.weightLossUrgent(),
                        P.weightLossEmergency(),
                        P.weightGainMin()));
        expected.put("intensify", List.of(P.checkIntervalHours()));
        expected.put("look-again", List.of(P.checkIntervalHours()));
        expected.put("escalate", List.of(P.escalateHours(), P.escalateUrgentHours()));
        expected.put("priority", List.of(PRIORITY_HOURS));
        expected.put(
                "end",
                List.of(P.protocolDays(), P.protocolEndCheckDay(), P.completeFollowUpDays(), P.protocolCloseDay()));
        expected.put("massage-session", List.of(P.protocolDays(), P.sessionTargetMinutes()));
        expected.put("adequacy-check", List.of(P.checkIntervalHours(), P.checkMaxAgeHours()));
        expected.put("weighing", List.of(P.weightMaxAgeHours(), P.weightMinGapHours()));
        expected.put("refer-priority", List.of(PRIORITY_HOURS));
        expected.put("coach-technique", List.of(P.sessionMinMinutes(), P.sessionTargetMinutes()));
        expected.put("recheck", List.of(P.checkIntervalHours()));

        Map<String, Element> texts = new HashMap<>();
        texts.put("PLAN", PLAN.getDescriptionElement());
        actions(PLAN.getAction()).forEach(a -> texts.put(a.getId(), a.getDescriptionElement()));
        of(ActivityDefinition.class).forEach(a -> texts.put(a.getIdElement().getIdPart(), a.getDescriptionElement()));
        texts.forEach((id, text) -> {
            List<BigDecimal> numbers = expected.getOrDefault(id, List.of()).stream()
                    .map(n -> new BigDecimal(n.toString()).stripTrailingZeros())
                    .toList();
            assertThat(numbers(text.primitiveValue())).as(id).containsExactlyElementsOf(numbers);
            assertThat(numbers(indonesian(text))).as(id).containsExactlyElementsOf(numbers);
        });
    }

    @Test
    void the_timings_are_the_parameters() {
        TimingRepeatComponent session =
                activity("massage-session").getTimingTiming().getRepeat();
        assertThat(session.getBoundsDuration().getValue()).isEqualByComparingTo(decimal(P.protocolDays()));
        assertThat(session.getDuration()).isEqualByComparingTo(decimal(P.sessionTargetMinutes()));
        assertThat(session.getFrequency()).isEqualTo(P.sessionMinPerDay());
        assertThat(session.getFrequencyMax()).isEqualTo(P.sessionMaxPerDay());
        assertThat(activity("adequacy-check").getTimingTiming().getRepeat().getPeriod())
                .isEqualByComparingTo(decimal(P.checkIntervalHours()));
        assertThat(activity("weighing").getTimingTiming().getRepeat().getPeriod())
                .isEqualByComparingTo(decimal(P.weightMaxAgeHours()));
        assertThat(activity("recheck").getTimingDuration().getValue())
                .isEqualByComparingTo(decimal(P.checkIntervalHours()));
    }

    private static ActivityDefinition activity(String id) {
        return of(ActivityDefinition.class)
                .filter(a -> a.getIdElement().getIdPart().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal decimal(int number) {
        return BigDecimal.valueOf(number);
    }

    private static void add(List<String> canonicals, Type definition) {
        if (definition instanceof CanonicalType canonical) {
            canonicals.add(canonical.getValue());
        }
    }

    private static Stream<PlanDefinitionActionComponent> actions(List<PlanDefinitionActionComponent> actions) {
        return actions.stream().flatMap(a -> Stream.concat(Stream.of(a), actions(a.getAction())));
    }

    private static List<BigDecimal> numbers(String text) {
        List<BigDecimal> numbers = new ArrayList<>();
        Matcher number = NUMBER.matcher(text.replaceAll(RIBS, ""));
        while (number.find()) {
            numbers.add(new BigDecimal(number.group()).stripTrailingZeros());
        }
        return Collections.unmodifiableList(numbers);
    }

    private static String indonesian(Element text) {
        return text.getExtensionsByUrl("http://hl7.org/fhir/StructureDefinition/translation").stream()
                .filter(t -> "id".equals(t.getExtensionString("lang")))
                .map(t -> t.getExtensionString("content"))
                .findFirst()
                .orElse("");
    }

    private static <T extends MetadataResource> Stream<T> of(Class<T> type) {
        return ARTEFACTS.stream().filter(type::isInstance).map(type::cast);
    }
}
