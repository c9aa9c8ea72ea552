package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.jspecify.annotations.Nullable;

/** What the observation sheet asks: the Questionnaire that the service brings along. */
final class SheetForm {

    private static final String SHEET = "/fhir-profiles/Questionnaire-adequacy-sheet.json";

    private final Questionnaire questionnaire;
    private final Map<String, QuestionnaireItemComponent> items = new HashMap<>();

    private SheetForm(Questionnaire questionnaire) {
        this.questionnaire = questionnaire;
        take(questionnaire.getItem());
    }

    static SheetForm load(FhirContext context) {
        try (InputStream in = SheetForm.class.getResourceAsStream(SHEET)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + SHEET);
            }
            return new SheetForm(context.newJsonParser().parseResource(Questionnaire.class, in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
