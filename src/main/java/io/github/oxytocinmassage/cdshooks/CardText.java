package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Advice.InfantAdvice;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.rules.Wording;
import java.util.List;
import java.util.Locale;

/**
 * The sentences of an advice in one language, each saying of whom it speaks where that is not plain: of several infants by name, in an
 * infant's chart always.
 */
record CardText(Advice advice, Chart chart, Wording wording, Locale locale) {

    /** A summary has to be shorter than this (CDS Hooks, "Card Attributes"). */
    private static final int SUMMARY = 140;

    private static final int NAME = 30;
    private static final String SENTENCE_ENDS = ". ";

    /** The words around the advice. */
    String say(String key, Object... parts) {
        return CardWords.in(locale).say(key, parts);
    }

    /** The short sentence of a finding. */
    String sentence(Finding finding) {
        return ofWhom(finding) + wording.text(finding, locale);
    }

    String action(Finding finding) {
        return wording.action(finding, advice.hold(), locale);
    }

    /** "Ani: ", or nothing. */
    String ofWhom(Finding finding) {
        String who = who(finding);
        return who.isEmpty() ? "" : who + ": ";
    }

    private String who(Finding finding) {
        String subject = finding.subject();
        if (subject == null) {
            return "";
        }
        if (subject.equals(advice.mother())) {
            return chart.isOfInfant() ? say("who.mother") : "";
        }
        if (subject.equals(chart.infant())) {
            return say("who.this-infant");
        }
        return advice.infants().size() > 1 || chart.isOfInfant() ? name(subject) : "";
    }

    /** What an infant is called; of two that are called the same, with its id. */
    String name(InfantAdvice infant) {
        String name =
                PlainText.cut(PlainText.line(infant.label()).replace('<', '‹').replace('>', '›'), NAME);
        List<InfantAdvice> namesakes = advice.infants().stream()
                .filter(i -> i.label().equals(infant.label()))
                .toList();
        return namesakes.size() > 1 ? name + " (" + PlainText.cut(References.id(infant.reference()), NAME) + ")" : name;
    }

    private String name(String reference) {
        return advice.infants().stream()
                .filter(i -> i.reference().equals(reference))
                .map(this::name)
                .findFirst()
                .orElse(say("who.other-infant"));
    }

    /** Those whose own charts could not be had. */
    List<InfantAdvice> unread() {
        return advice.infants().stream()
                .filter(i -> chart.unread().contains(References.id(i.reference())))
                .toList();
    }

    /** Those of them whose charts the EHR's server was asked for in vain. */
    List<InfantAdvice> refused() {
        return unread().stream()
                .filter(i -> chart.refused().contains(References.id(i.reference())))
                .toList();
    }

    /** The sentences of a card in one line that fits. What is to be done stands at the end of it and is never cut. */
    String summary(String line) {
        if (line.length() < SUMMARY) {
            return line;
        }
        int last = line.lastIndexOf(SENTENCE_ENDS);
        String toDo = last < 0 ? "" : line.substring(last + 1);
        return toDo.length() > SUMMARY / 2
                ? PlainText.cut(line, SUMMARY - 1)
                : PlainText.cut(line.substring(0, line.length() - toDo.length()), SUMMARY - 1 - toDo.length()) + toDo;
    }
}
