package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Remark;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.Whom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** Questions and their values become answers, measurements and remarks. */
final class QuestionReader {

    private static final String BOOLEANS = "http://terminology.hl7.org/CodeSystem/special-values";

    private final EpisodeDraft draft;
    private final String mother;
    private final MeasurementReader measurements;
    private final SharedSigns shared;

    QuestionReader(EpisodeDraft draft, String mother, SharedSigns shared) {
        this.draft = draft;
        this.mother = mother;
        this.measurements = new MeasurementReader(draft, mother);
        this.shared = shared;
    }

    /** @param answers where the answers go that the resource stands for */
    void read(Question question, Setting setting, List<Answer> answers) {
        Codings.Asked asked = question.asked();
        if (asked.unknown() != null || (setting.isForm() && !asked.isKnown())) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, setting.of(), question.codePart(), null, question.shownCode());
        }
        if (!asked.isKnown()) {
            return;
        }
        if (question.isChanged()) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, setting.of(), question.part() + ".modifierExtension", null, "");
        }
        for (Item item : asked.items()) {
            item(item, question, setting, answers);
        }
        if (asked.measure() != null) {
            measurements.read(asked.measure(), question, setting);
        }
        if (asked.observed() != null) {
            observed(asked.observed(), question, setting, answers);
        }
    }

    private void item(Item item, Question question, Setting setting, List<Answer> answers) {
        if (item == Item.DANGER_REVIEWED && setting.isForm()) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, setting.of(), question.codePart(), null, item.code());
            return;
        }
        Value value = Values.of(item, question.value());
        boolean isWithheld = value instanceof Value.Withheld || question.isAbsent();
        if (isWithheld) {
            Doubt.Kind why = value instanceof Value.Withheld withheld ? withheld.why() : Doubt.Kind.UNIT_OR_TYPE;
            String found = question.isAbsent() ? "dataAbsentReason" : Values.found(question.value());
            draft.doubt(why, setting.of(), question.valuePart(), subject(item, value, setting), found);
        }
        answer(item, value, question, setting, answers);
    }

    /** A danger sign counts also where its value is to be withheld; then it answers nothing. */
    private void answer(Item item, Value value, Question question, Setting setting, List<Answer> answers) {
        boolean isChanged = setting.isChanged() || question.isChanged();
        if (value instanceof Value.Withheld || (!isChanged && !question.isAbsent())) {
            answers.add(answer(item, value, setting, isChanged));
            return;
        }
        if (isChanged || (value instanceof Value.YesNo yesNo && yesNo.yes())) {
            draft.answers.add(answer(item, value, setting, true));
        }
        Doubt.Kind why = isChanged ? Doubt.Kind.UNKNOWN_CODE : Doubt.Kind.UNIT_OR_TYPE;
        answers.add(answer(item, new Value.Withheld(why), setting, false));
    }

    private Answer answer(Item item, Value value, Setting setting, boolean alarmsOnly) {
        Whom whom = whom(item, value);
        boolean isUnclear = whom == Whom.INFANT
                ? setting.infant() == null || isReviewOfAnother(value, setting)
                : !setting.isForm() && setting.whose() != Family.Whose.MOTHERS;
        if (isUnclear) {
            draft.doubts.add(
                    Family.unresolved(setting.of().source(), setting.of().path("subject")));
        }
        return new Answer(
                item,
                value,
                setting.effective().when(),
                subject(item, value, setting),
                setting.of().source(),
                alarmsOnly || isUnclear || setting.alarmsOnly());
    }

    /** That a clinician has seen to an infant is said of that infant, not of its mother (protocol section 6, "of the same subject"). */
    private static boolean isReviewOfAnother(Value value, Setting setting) {
        return value instanceof Value.Reviewed && setting.isOnMother();
    }

    private @Nullable String subject(Item item, Value value, Setting setting) {
        return whom(item, value) == Whom.MOTHER ? mother : setting.infant();
    }

    /** A review speaks of whom its sign speaks. */
    private static Whom whom(Item item, Value value) {
        return value instanceof Value.Reviewed reviewed ? reviewed.sign().whom() : item.whom();
    }

    private void observed(Terminology.Observed observed, Question question, Setting setting, List<Answer> answers) {
        Map<Item, Boolean> meant = meant(observed, question.value());
        if (meant != null && meant.isEmpty() || observed.isShown()) {
            remark(observed, question, setting);
            return;
        }
        if (meant == null || question.isAbsent()) {
            Doubt.Kind why =
                    Values.codings(question.value()).isEmpty() ? Doubt.Kind.UNIT_OR_TYPE : Doubt.Kind.UNKNOWN_CODE;
            draft.doubt(why, setting.of(), question.valuePart(), null, Values.found(question.value()));
            observed.items().forEach(i -> answer(i, new Value.Withheld(why), question, setting, answers));
            return;
        }
        meant.forEach((item, yes) -> {
            List<Answer> read = new ArrayList<>(1);
            answer(item, new Value.YesNo(yes), question, setting, read);
            if (setting.isForm()) {
                answers.addAll(read);
            } else {
                read.forEach(a -> shared.add(observed.code(), a));
            }
        });
    }

    /** What a value means for our items, the worse of two meanings; null when none of its codes is known. */
    private static @Nullable Map<Item, Boolean> meant(Terminology.Observed observed, @Nullable Type value) {
        List<String> keys = new ArrayList<>();
        if (value instanceof BooleanType yes && yes.getValue() != null) {
            keys.add(Terminology.key(BOOLEANS, String.valueOf(yes.booleanValue())));
        }
        for (Coding coding : Values.codings(value)) {
            keys.add(Terminology.key(Objects.requireNonNullElse(coding.getSystem(), ""), coding.getCode()));
        }
        Map<Item, Boolean> meant = null;
        for (String key : keys) {
            List<Terminology.Meant> meanings = observed.meaning(key);
            if (meanings != null) {
                meant = meant == null ? new EnumMap<>(Item.class) : meant;
                for (Terminology.Meant each : meanings) {
                    meant.merge(each.item(), each.isThere(), Boolean::logicalOr);
                }
            }
        }
        return meant;
    }

    private void remark(Terminology.Observed observed, Question question, Setting setting) {
        String shown = Words.value(question.value());
        if (shown.isEmpty()) {
            draft.doubt(
                    Doubt.Kind.UNIT_OR_TYPE, setting.of(), question.valuePart(), null, Values.found(question.value()));
            return;
        }
        CodeableConcept concept = Objects.requireNonNullElseGet(question.concept(), CodeableConcept::new);
        draft.remarks.add(new Remark(
                observed.code(),
                Words.display(concept, observed.code()),
                shown,
                setting.effective().when(),
                setting.whose() == Family.Whose.MOTHERS && setting.isOnMother() ? mother : setting.infant(),
                setting.of().source()));
    }
}
