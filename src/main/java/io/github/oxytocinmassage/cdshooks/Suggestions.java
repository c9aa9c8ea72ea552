package io.github.oxytocinmassage.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.NextStep;
import io.github.oxytocinmassage.protocol.Finding;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The next steps of a card as suggestions. They go together (a referral, and a feed watched today), so that any number of them may be taken
 * over; the leading finding's is the recommended one.
 */
final class Suggestions {

    static final String SELECTION = "any";

    private static final int LABEL = 120;

    private final CardText text;
    private final List<NextStep> steps;
    private final FhirContext fhir;

    Suggestions(CardText text, ZoneId zone, FhirContext fhir) {
        this.text = text;
        this.steps = NextStep.of(text.advice(), text.wording(), zone, text.locale());
        this.fhir = fhir;
    }

    /**
     * @param card whose suggestions they are: their own ids follow from its
     * @param recommended whether the first of them is
     */
    List<Card.Suggestion> of(List<Finding> findings, UUID card, boolean recommended) {
        List<Card.Suggestion> suggestions = new ArrayList<>();
        for (NextStep step : steps) {
            if (findings.contains(step.finding())) {
                boolean first = suggestions.isEmpty();
                UUID id = UUID.nameUUIDFromBytes((card + "/" + suggestions.size()).getBytes(StandardCharsets.UTF_8));
                suggestions.add(suggestion(step, id, first && recommended));
            }
        }
        return suggestions;
    }

    private Card.Suggestion suggestion(NextStep step, UUID id, boolean recommended) {
        Finding finding = step.finding();
        String description = text.ofWhom(finding) + step.description();
        String level = finding.level() == null
                ? ""
                : " (" + text.wording().term("level." + finding.level(), text.locale()) + ")";
        String label = text.say("step." + step.resource().fhirType()) + level + ": " + description;
        String resource = fhir.newJsonParser().encodeResourceToString(step.resource());
        return new Card.Suggestion(
                PlainText.cut(label, LABEL),
                id,
                recommended ? Boolean.TRUE : null,
                List.of(new Card.Action("create", description, resource)));
    }
}
