package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.fhir.Family.Whose;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Measure;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationComponentComponent;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;

/** Observations: filled sheets, signs on their own, measurements, and panels of these. */
final class ObservationReader {

    private final Family family;
    private final Codings codings;
    private final Times times;
    private final EpisodeDraft draft;
    private final QuestionReader questions;

    ObservationReader(Family family, Codings codings, Times times, EpisodeDraft draft, QuestionReader questions) {
        this.family = family;
        this.codings = codings;
        this.times = times;
        this.draft = draft;
        this.questions = questions;
    }

    /** Something in it is of our questions. */
    static boolean isOurs(Observation observation, Codings codings) {
        return codings.asked(observation.getCode()).isOurs()
                || Codings.isOfPressures(observation.getCode())
                || (observation.hasComponent()
                        && observation.getComponent().stream()
                                .anyMatch(c -> codings.asked(c.getCode()).isOurs()));
    }

    void read(Recorded of, Observation observation) {
        if (!isOurs(observation, codings) || isVoid(observation)) {
            return;
        }
        Whose whose = family.whose(observation.getSubject(), observation.getFocus(), of);
        if (whose == Whose.SOMEBODY_ELSES) {
            draft.doubts.addAll(family.doubtOfAnother(observation.getSubject(), of));
            return;
        }
        Codings.Asked asked = codings.asked(observation.getCode());
        Setting setting = setting(of, observation, whose, asked.isCheck());
        doubtStatus(of, observation, setting);
        List<Answer> answers = setting.isJudged() ? new ArrayList<>() : draft.answers;
        if (!asked.isCheck() && (asked.isKnown() || asked.unknown() != null)) {
            questions.read(
                    new Question(
                            asked,
                            observation.getCode(),
                            observation.getValue(),
                            observation.hasDataAbsentReason(),
                            false,
                            ""),
                    setting,
                    answers);
        }
        List<ObservationComponentComponent> components = observation.getComponent();
        for (int i = 0; i < components.size(); i++) {
            questions.read(question(components.get(i), i), setting, answers);
        }
        if (Codings.isOfPressures(observation.getCode())
                && !observation.hasHasMember()
                && !holdsAPressure(components)) {
            questions.read(unreadPressure(observation), setting, answers);
        }
        if (setting.isForm() && setting.infant() == null) {
            draft.doubts.add(Family.unresolved(of.source(), of.path("subject")));
        }
        if (setting.isJudged() && setting.infant() != null) {
            draft.checks.add(
                    new Check(of.source(), setting.infant(), setting.effective().when(), answers));
        }
    }

    private boolean holdsAPressure(List<ObservationComponentComponent> components) {
        return components.stream()
                .map(c -> codings.asked(c.getCode()).measure())
                .anyMatch(m -> m == Measure.SYSTOLIC || m == Measure.DIASTOLIC);
    }

    /** What a panel says that is no pressure of either kind: it has been measured, and can't be read. */
    private Question unreadPressure(Observation panel) {
        Type value = panel.getValue() instanceof Quantity ? new StringType() : panel.getValue();
        return new Question(
                codings.askedBy(Measure.SYSTOLIC.loinc()),
                panel.getCode(),
                value,
                panel.hasDataAbsentReason(),
                false,
                "");
    }

    private Question question(ObservationComponentComponent component, int index) {
        return new Question(
                codings.asked(component.getCode()),
                component.getCode(),
                component.getValue(),
                component.hasDataAbsentReason(),
                Modifiers.changes(component),
                "component[" + index + "]");
    }

    private Setting setting(Recorded of, Observation observation, Whose whose, boolean isCheck) {
        List<Reference> focus = observation.getFocus().stream()
                .filter(f -> family.whose(f, of) != Whose.MOTHERS)
                .toList();
        return new Setting(
                of,
                times.of(observation.getEffective(), of, "effective"),
                whose,
                family.infant(observation.getSubject(), focus, of),
                whose == Whose.MOTHERS && focus.isEmpty(),
                isCheck,
                Modifiers.changes(observation),
                observation.getStatus() == null || isCheck && isUnfinishedSheet(observation));
    }

    /** What was taken out of a questionnaire that is not filled yet says no more than that (SDC's $extract). */
    private static boolean isUnfinishedSheet(Observation check) {
        return check.getStatus() == ObservationStatus.PRELIMINARY
                && check.getDerivedFrom().stream()
                        .anyMatch(d -> "QuestionnaireResponse".equals(d.getType())
                                || "QuestionnaireResponse"
                                        .equals(d.getReferenceElement().getResourceType()));
    }

    /** Such a status says that there is nothing, or nothing yet. */
    private static boolean isVoid(Observation observation) {
        ObservationStatus status = observation.getStatus();
        return status == ObservationStatus.ENTEREDINERROR
                || status == ObservationStatus.CANCELLED
                || status == ObservationStatus.REGISTERED
                || status == ObservationStatus.UNKNOWN;
    }

    private void doubtStatus(Recorded of, Observation observation, Setting setting) {
        if (setting.isChanged()) {
            String what = observation.hasModifierExtension() ? "modifierExtension" : "implicitRules";
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, what, setting.infant(), "");
        }
        if (observation.getStatus() == ObservationStatus.PRELIMINARY) {
            draft.doubt(Doubt.Kind.PRELIMINARY, of, "status", setting.infant(), "");
        }
        if (observation.getStatus() == null) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "status", setting.infant(), Doubt.Reason.NO_STATUS.code());
        }
    }
}
