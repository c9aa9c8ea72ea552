package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.fhir.Family.Whose;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemAnswerComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** The observation sheet as a filled questionnaire: read like a check, a {@code linkId} being an item's code or a LOINC code. */
final class QuestionnaireReader {

    private final Family family;
    private final Codings codings;
    private final Times times;
    private final EpisodeDraft draft;
    private final QuestionReader questions;

    QuestionnaireReader(Family family, Codings codings, Times times, EpisodeDraft draft, QuestionReader questions) {
        this.family = family;
        this.codings = codings;
        this.times = times;
        this.draft = draft;
        this.questions = questions;
    }

    /** A filled sheet, by its questionnaire's name; or one that answers questions of ours and no others, whatever that is called. */
    static boolean isOurs(QuestionnaireResponse response) {
        if (Canonical.isOf(response.getQuestionnaire(), Canonical.SHEET)) {
            return true;
        }
        List<String> answered = answered(response.getItem()).toList();
        return answered.stream().anyMatch(Codings::isQuestion)
                && answered.stream().allMatch(q -> Codings.isQuestion(q) || q.equals(SheetInfants.LINK_ID));
    }

    /** The {@code linkId} of each answered question. */
    private static Stream<String> answered(List<QuestionnaireResponseItemComponent> items) {
        return items.stream()
                .flatMap(item -> Stream.concat(
                        item.getAnswer().isEmpty()
                                ? Stream.of()
                                : Stream.of(Objects.requireNonNullElse(item.getLinkId(), "")),
                        Stream.concat(
                                answered(item.getItem()),
                                item.getAnswer().stream().flatMap(a -> answered(a.getItem())))));
    }

    /** The mother or the infant: the subject, else who has answered. */
    static Reference subject(QuestionnaireResponse response) {
        return response.hasSubject() ? response.getSubject() : response.getSource();
    }

    void read(Recorded of, QuestionnaireResponse response) {
        if (!isOurs(response) || response.getStatus() == QuestionnaireResponseStatus.ENTEREDINERROR) {
            return;
        }
        List<Question> asked = new ArrayList<>();
        List<Reference> focus = new ArrayList<>();
        collect(response.getItem(), "", asked, focus);
        Whose whose = family.whose(subject(response), focus, of);
        if (whose == Whose.SOMEBODY_ELSES) {
            draft.doubts.addAll(family.doubtOfAnother(subject(response), of));
            return;
        }
        Setting setting = setting(of, response, whose, focus);
        List<Answer> answers = setting.isJudged() ? new ArrayList<>() : draft.answers;
        asked.forEach(q -> questions.read(q, setting, answers));
        if (setting.infant() == null) {
            draft.doubts.add(Family.unresolved(of.source(), of.path("subject")));
        }
        if (setting.isJudged() && setting.infant() != null) {
            draft.checks.add(
                    new Check(of.source(), setting.infant(), setting.effective().when(), answers));
        }
    }

    private Setting setting(Recorded of, QuestionnaireResponse response, Whose whose, List<Reference> focus) {
        boolean isDone = response.getStatus() == QuestionnaireResponseStatus.COMPLETED
                || response.getStatus() == QuestionnaireResponseStatus.AMENDED;
        String infant = family.infant(subject(response), focus, of);
        if (Modifiers.changes(response)) {
            String what = response.hasModifierExtension() ? "modifierExtension" : "implicitRules";
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, what, infant, "");
        }
        if (!isDone) {
            draft.doubt(Doubt.Kind.PRELIMINARY, of, "status", infant, "");
        }
        return new Setting(
                of,
                times.of(response.getAuthoredElement(), of, "authored"),
                whose,
                infant,
                whose == Whose.MOTHERS && focus.isEmpty(),
                true,
                Modifiers.changes(response),
                !isDone);
    }

    private void collect(
            List<QuestionnaireResponseItemComponent> items,
            String prefix,
            List<Question> asked,
            List<Reference> focus) {
        for (int i = 0; i < items.size(); i++) {
            QuestionnaireResponseItemComponent item = items.get(i);
            String part = prefix + "item[" + i + "]";
            List<QuestionnaireResponseItemAnswerComponent> answers = item.getAnswer();
            for (int a = 0; a < answers.size(); a++) {
                String answerPart = part + ".answer[" + a + "]";
                QuestionnaireResponseItemAnswerComponent answer = answers.get(a);
                if (SheetInfants.LINK_ID.equals(item.getLinkId()) && answer.getValue() instanceof Reference infant) {
                    focus.add(infant);
                } else {
                    asked.add(question(item, answer, answerPart));
                }
                collect(answer.getItem(), answerPart + ".", asked, focus);
            }
            collect(item.getItem(), part + ".", asked, focus);
        }
    }

    private Question question(
            QuestionnaireResponseItemComponent item, QuestionnaireResponseItemAnswerComponent answer, String part) {
        Codings.Asked asked = item.getLinkId() != null ? codings.askedBy(item.getLinkId()) : Codings.Asked.NOTHING;
        boolean isChanged = Modifiers.changes(item) || Modifiers.changes(answer);
        return new Question(asked, null, value(answer.getValue()), false, isChanged, part);
    }

    /** A code may be given as a string. */
    private static @Nullable Type value(@Nullable Type value) {
        return value instanceof StringType text && text.getValue() != null
                ? new Coding().setCode(text.getValue())
                : value;
    }
}
