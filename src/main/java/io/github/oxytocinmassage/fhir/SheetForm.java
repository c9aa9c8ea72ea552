package io.github.oxytocinmassage.fhir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.jspecify.annotations.Nullable;

/** What the observation sheet asks: the Questionnaire that the service brings along. */
final class SheetForm {

    private final Questionnaire questionnaire;
    private final Map<String, QuestionnaireItemComponent> items = new HashMap<>();

    private SheetForm(Questionnaire questionnaire) {
        this.questionnaire = questionnaire;
        take(questionnaire.getItem());
    }

    static SheetForm of(Artefacts content) {
        return new SheetForm(content.required(Questionnaire.class, Canonical.SHEET));
    }

    /** A group or a question; null when the sheet has none of this name. */
    @Nullable
    QuestionnaireItemComponent item(String linkId) {
        return items.get(linkId);
    }

    Questionnaire questionnaire() {
        return questionnaire;
    }

    private void take(List<QuestionnaireItemComponent> items) {
        for (QuestionnaireItemComponent item : items) {
            this.items.put(item.getLinkId(), item);
            take(item.getItem());
        }
    }
}
