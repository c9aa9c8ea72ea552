package io.github.oxytocinmassage.fhir;

import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.Reference;

/** Which infant a filled sheet is said to be about: a tie between the infant and its mother, as the focus of a check is. */
public final class SheetInfants {

    static final String LINK_ID = "infant";

    private SheetInfants() {}

    /** None for a questionnaire that is not ours. */
    public static Stream<Reference> of(QuestionnaireResponse response) {
        return QuestionnaireReader.isOurs(response) ? of(response.getItem()) : Stream.of();
    }

    private static Stream<Reference> of(List<QuestionnaireResponseItemComponent> items) {
        return items.stream()
                .flatMap(i -> Stream.concat(
                        of(i.getItem()),
                        i.getAnswer().stream()
                                .flatMap(a -> LINK_ID.equals(i.getLinkId()) && a.getValue() instanceof Reference infant
                                        ? Stream.of(infant)
                                        : of(a.getItem()))));
    }
}
