package io.github.oxytocinmassage.cdshooks;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.rules.EvidencePages;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Advice as cards, three at most. The same advice is the same cards, their ids aside. */
final class Cards {

    private final RuleRelease release;
    private final FhirContext fhir;
    private final EvidencePages pages;
    private final Function<String, Optional<URI>> launches;
    private final Supplier<UUID> ids;

    /**
     * @param launches where an EHR, known by its FHIR server, launches the mother's page
     * @param ids a new one for each card
     */
    Cards(
            RuleRelease release,
            FhirContext fhir,
            EvidencePages pages,
            Function<String, Optional<URI>> launches,
            Supplier<UUID> ids) {
        this.release = release;
        this.fhir = fhir;
        this.pages = pages;
        this.launches = launches;
        this.ids = ids;
    }

    /**
     * @param episode that is advised on
     * @param locale a language we speak
     */
    List<Card> of(Advice advice, Episode episode, CardParts parts, Chart chart, Locale locale) {
        return new Writer(advice, episode, chart, locale).cards(parts);
    }

    /** Writes the cards of one advice in one language. */
    private final class Writer {

        private final CardText text;
        private final CardDetail detail;
        private final Suggestions suggestions;

        Writer(Advice advice, Episode episode, Chart chart, Locale locale) {
            this.text = new CardText(advice, chart, release.wording(), locale);
            this.detail = new CardDetail(text, release);
            this.suggestions =
                    new Suggestions(text, episode, release.parameters().siteZone(), fhir);
        }

        List<Card> cards(CardParts parts) {
            List<Card> cards = new ArrayList<>();
            if (!parts.first().isEmpty()) {
                String sentence = text.sentence(parts.first().get(0));
                boolean warns = warns(parts.first().get(0));
                String summary = warns ? text.say("summary.unread", "infant", names(), "text", sentence) : sentence;
                cards.add(card(parts.first(), summary, detail.first(parts.first(), unread()), true, warns));
            }
            if (!parts.danger().isEmpty()) {
                cards.add(further(parts.danger(), "summary.danger", cards.isEmpty()));
            }
            if (!parts.rest().isEmpty()) {
                cards.add(further(parts.rest(), "summary.rest", cards.isEmpty()));
            }
            return cards;
        }

        private Card further(List<Finding> findings, String gathered, boolean leads) {
            String sentence = text.sentence(findings.get(0));
            String summary =
                    findings.size() == 1 ? sentence : text.say(gathered, "count", findings.size(), "text", sentence);
            String markdown = detail.further(findings, leads ? unread() : List.of());
            return card(findings, summary, markdown, false, leads && warns(findings.get(0)));
        }

        /** Whether good news stands on half of what there is: a chart is there, and was not to be had. */
        private boolean warns(Finding leading) {
            return !text.refused().isEmpty() && indicator(leading) == Card.Indicator.INFO;
        }

        private List<String> unread() {
            return text.unread().stream()
                    .map(infant -> text.say("unread", "infant", text.name(infant)))
                    .toList();
        }

        private String names() {
            return text.refused().stream().map(text::name).collect(Collectors.joining(", "));
        }

        private Card card(List<Finding> findings, String summary, String markdown, boolean isFirst, boolean warns) {
            UUID id = ids.get();
            List<Card.Suggestion> offered = suggestions.of(findings, id, isFirst);
            return new Card(
                    id,
                    text.summary(summary),
                    markdown,
                    warns ? Card.Indicator.WARNING : indicator(findings.get(0)),
                    source(),
                    offered,
                    offered.isEmpty() ? null : Suggestions.SELECTION,
                    OverrideReasons.in(text.locale()),
                    links(findings.get(0)),
                    findings);
        }

        private List<Card.Link> links(Finding leading) {
            String rule = leading.rule();
            Stream<Card.Link> evidence = pages.of(rule, text.locale()).stream()
                    .map(url -> new Card.Link(text.say("link.evidence", "rule", rule), url, "absolute", null));
            Stream<Card.Link> launch = Optional.ofNullable(text.chart().fhirServer()).flatMap(launches).stream()
                    .map(url -> new Card.Link(text.say("link.launch"), url, "smart", appContext(rule)));
            return Stream.concat(evidence, launch).toList();
        }

        /** A rule's id needs no escaping. */
        private static String appContext(String rule) {
            return "{\"finding\":\"" + rule + "\"}";
        }

        private Card.Source source() {
            Disposition disposition = text.advice().disposition();
            return new Card.Source(
                    text.say("source"),
                    Canonical.PLAN,
                    new Card.Coding(
                            disposition.name(),
                            Canonical.DISPOSITIONS,
                            text.wording().term("disposition." + disposition, text.locale())));
        }
    }

    /** By the worst finding of a card, which stands first. */
    private static Card.Indicator indicator(Finding worst) {
        Disposition disposition = worst.disposition();
        if (disposition == null) {
            return Card.Indicator.INFO;
        }
        return switch (disposition) {
            case ESCALATE -> worst.level() == Level.PRIORITY ? Card.Indicator.WARNING : Card.Indicator.CRITICAL;
            case NOT_ELIGIBLE, ASSESS, INTENSIFY -> Card.Indicator.WARNING;
            case COMPLETE, CONTINUE -> Card.Indicator.INFO;
        };
    }
}
