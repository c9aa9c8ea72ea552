package io.github.oxytocinmassage.fhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.AdviceWriter;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.NextStep;
import io.github.oxytocinmassage.fhir.Review;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.WorkedCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/**
 * What the service answers conforms to R4 and to the profiles that it names: the answers and next steps of worked cases that tell every
 * rule, at each of its levels, with and without a massage hold.
 */
class AnswersConformTest {

    private static final int AT_ONCE = 100;
    private static final RuleRelease RELEASE = RuleRelease.load(Map.of());
    private static final Conformance CONFORMANCE = Conformance.shared();

    @Test
    void every_answer_conforms() {
        Advisor advisor = new Advisor(RELEASE);
        AdviceWriter writer = new AdviceWriter(RELEASE);
        List<Resource> answers = new ArrayList<>();
        Set<String> told = new TreeSet<>();
        Locale[] languages = {Locale.ENGLISH, Locale.forLanguageTag("id")};
        for (WorkedCase worked : WorkedCase.all(WorkedCase.FOLDER)) {
            Advice advice = advisor.advise(worked.episode());
            if (advice.findings().stream().noneMatch(f -> told.add(f.rule() + f.level() + advice.hold()))) {
                continue;
            }
            Locale locale = languages[answers.size() % 2];
            writer.write(advice, locale).getEntry().stream()
                    .map(Bundle.BundleEntryComponent::getResource)
                    .forEach(answers::add);
            NextStep.of(advice, RELEASE.wording(), RELEASE.parameters().siteZone(), locale)
                    .forEach(step -> answers.add(step.resource()));
            advice.findings().stream()
                    .flatMap(f ->
                            Review.of(f, worked.episode(), RELEASE.parameters().siteZone()).stream())
                    .forEach(review -> answers.add(review.observation()));
        }

        for (int i = 0; i < answers.size(); i += AT_ONCE) {
            List<List<Flaw>> flaws = CONFORMANCE.check(answers.subList(i, Math.min(i + AT_ONCE, answers.size())));
            assertThat(flaws).allSatisfy(f -> assertThat(f).isEmpty());
        }
        assertThat(named(answers))
                .containsExactlyInAnyOrder(
                        Canonical.profile("advice"),
                        Canonical.profile("advice-plan"),
                        Canonical.profile("danger-sign-issue"),
                        Canonical.profile("referral"),
                        Canonical.profile("follow-up-task"),
                        Canonical.profile("family-message"),
                        Canonical.profile("danger-reviewed"),
                        Canonical.profile("massage-plan"));
    }

    private static Set<String> named(List<Resource> answers) {
        return answers.stream()
                .flatMap(a -> a.getMeta().getProfile().stream())
                .map(CanonicalType::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
