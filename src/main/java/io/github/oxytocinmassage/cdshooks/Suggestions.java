package io.github.oxytocinmassage.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.NextStep;
import io.github.oxytocinmassage.fhir.Review;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Item;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;

/**
 * The next steps of a card as suggestions. They go together (a referral, and a feed watched today), so that any number of them may be taken
 * over; the leading finding's is the recommended one.
 */
final class Suggestions {

    static final String SELECTION = "any";

    private static final int LABEL = 120;

    private final CardText text;
    private final Episode episode;
    private final ZoneId zone;
    private final List<NextStep> steps;
    private final FhirContext fhir;

    Suggestions(CardText text, Episode episode, ZoneId zone, FhirContext fhir) {
        this.text = text;
        this.episode = episode;
        this.zone = zone;
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
                suggestions.add(suggestion(step, id(card, suggestions.size()), first && recommended));
            }
        }
        for (Finding finding : findings) {
            List<Review> reviews = Review.of(finding, episode, zone);
            if (!reviews.isEmpty()) {
                suggestions.add(seen(finding, reviews, id(card, suggestions.size())));
            }
        }
        return suggestions;
    }

    /** That a clinician has seen to the sign: never recommended, since it ends the alarm. */
    private Card.Suggestion seen(Finding finding, List<Review> reviews, UUID id) {
        List<Card.Action> actions = reviews.stream()
                .map(r -> new Card.Action("create", seen(finding, r.item()), json(r.observation())))
                .toList();
        String names = reviews.stream().map(r -> name(r.item())).collect(Collectors.joining(", "));
        String label = text.say("step.Observation") + ": " + text.ofWhom(finding) + names;
        return new Card.Suggestion(PlainText.cut(label, LABEL), id, null, actions);
    }

    private String seen(Finding finding, Item item) {
        return text.ofWhom(finding) + text.say("seen", "sign", name(item));
    }

    private String name(Item item) {
        return text.wording().name(item.code(), text.locale());
    }

    private String json(Resource resource) {
        return fhir.newJsonParser().encodeResourceToString(resource);
    }

    /** The ids of a card's suggestions follow from its own, so that they are known when feedback names them. */
    static UUID id(UUID card, int number) {
        return UUID.nameUUIDFromBytes((card + "/" + number).getBytes(StandardCharsets.UTF_8));
    }

    private Card.Suggestion suggestion(NextStep step, UUID id, boolean recommended) {
        Finding finding = step.finding();
        String description = text.ofWhom(finding) + step.description();
        String level = finding.level() == null
                ? ""
                : " (" + text.wording().term("level." + finding.level(), text.locale()) + ")";
        String label = text.say("step." + step.resource().fhirType()) + level + ": " + description;
        return new Card.Suggestion(
                PlainText.cut(label, LABEL),
                id,
                recommended ? Boolean.TRUE : null,
                List.of(new Card.Action("create", description, json(step.resource()))));
    }
}
