package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.fhir.FindingDetail;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Advice.InfantAdvice;
import io.github.oxytocinmassage.protocol.Advice.SignShown;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Remark;
import io.github.oxytocinmassage.protocol.Sign;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.StringUtils;

/** The detail of a card: its findings one by one; on the first card the course of the protocol and each infant's signs too. */
record CardDetail(CardText text, RuleRelease release) {

    /** A record full of doubts makes no endless card; what is left out is counted. No danger sign is left out. */
    static final int FINDINGS = 20;

    private static final int REMARKS = 10;

    /** @param says stands above all else */
    String first(List<Finding> findings, List<String> says) {
        Markdown detail = start(findings, says);
        for (InfantAdvice infant : advice().infants()) {
            signs(detail, infant);
        }
        List<String> course = course();
        if (!course.isEmpty()) {
            detail.gap();
            course.forEach(line -> detail.point(Markdown.escaped(line)));
        }
        return end(detail);
    }

    String further(List<Finding> findings, List<String> says) {
        return end(start(findings, says));
    }

    private Markdown start(List<Finding> findings, List<String> says) {
        Markdown detail = new Markdown();
        says.forEach(sentence -> detail.paragraph(Markdown.escaped(sentence)));
        if (text.chart().isOfInfant()) {
            detail.paragraph(Markdown.escaped(text.say("chart.infant")));
        }
        detail.gap();
        long room = Math.max(
                FINDINGS, findings.stream().filter(Finding::isDangerSign).count());
        List<Finding> shown = Stream.concat(
                        findings.stream().filter(Finding::isDangerSign),
                        findings.stream().filter(f -> !f.isDangerSign()))
                .limit(room)
                .toList();
        findings.stream().filter(shown::contains).forEach(f -> detail.point(lines(f)));
        if (findings.size() > shown.size()) {
            detail.point(Markdown.escaped(text.say("left-out", "count", findings.size() - shown.size())));
        }
        return detail;
    }

    private String[] lines(Finding finding) {
        List<String> lines = new ArrayList<>();
        String level = finding.level() == null ? "" : " (" + Markdown.escaped(term("level." + finding.level())) + ")";
        lines.add(Markdown.bold(finding.rule()) + level + ": " + Markdown.escaped(text.sentence(finding)));
        String more = FindingDetail.of(finding, release, locale());
        if (!more.isEmpty()) {
            lines.add(Markdown.escaped(more));
        }
        lines.add(Markdown.bold(text.say("next-step")) + ": " + Markdown.escaped(text.action(finding)));
        String grade = term("grade." + release.evidence().of(finding.rule()).grade());
        lines.add(Markdown.escaped(text.say("evidence") + " " + grade));
        return lines.toArray(String[]::new);
    }

    private void signs(Markdown detail, InfantAdvice infant) {
        List<String> head = new ArrayList<>(List.of(Markdown.bold(text.name(infant))));
        if (infant.dayOfLife() != null) {
            head.add(Markdown.escaped(text.say("day-of-life", "day", infant.dayOfLife())));
        }
        if (infant.lastCheck() != null && infant.status() != null) {
            head.add(Markdown.escaped(
                    text.say("last-check", "at", at(infant.lastCheck())) + ": " + term("status." + infant.status())));
        }
        detail.paragraph(String.join(", ", head));
        if (!infant.signs().isEmpty()) {
            detail.gap()
                    .row(text.say("sign"), text.say("state"), text.say("answer"))
                    .headEnds(3);
            infant.signs()
                    .forEach(s ->
                            detail.row(words().name(s.sign().code(), locale()), term("sign." + s.state()), answer(s)));
        }
    }

    private String answer(SignShown sign) {
        String value = sign.value();
        String colour = "item." + sign.sign().code() + "." + value;
        return switch (value) {
            case "" -> text.say("none");
            case "true" -> text.say("yes");
            case "false" -> text.say("no");
            default -> {
                if (sign.sign() == Sign.WEIGHT) {
                    yield text.say(
                            "grams", "grams", NumberFormat.getInstance(locale()).format(new BigDecimal(value)));
                }
                yield words().knows(colour, locale()) ? term(colour) : value;
            }
        };
    }

    private List<String> course() {
        Advice advice = advice();
        List<String> course = new ArrayList<>();
        if (advice.protocolDay() != null && !advice.infants().isEmpty()) {
            course.add(text.say(
                    "protocol-day",
                    "day",
                    advice.protocolDay(),
                    "days",
                    release.parameters().protocolDays()));
        }
        if (advice.hasNoMassageYet() && !advice.infants().isEmpty()) {
            course.add(text.say("massage.none"));
        } else if (advice.adherence() != null
                && advice.dose() != null
                && !advice.infants().isEmpty()) {
            NumberFormat oneDigit = NumberFormat.getNumberInstance(locale());
            oneDigit.setMinimumFractionDigits(1);
            oneDigit.setMaximumFractionDigits(1);
            oneDigit.setRoundingMode(RoundingMode.HALF_UP);
            course.add(text.say(
                    "massage",
                    "adherence",
                    term("adherence." + advice.adherence()),
                    "dose",
                    oneDigit.format(advice.dose())));
        }
        if (advice.hold()) {
            course.add(text.say("hold"));
        }
        if (advice.outcome() != null) {
            course.add(text.say(
                    "outcome.before",
                    "status",
                    term("status." + advice.outcome().before())));
            if (advice.outcome().after() != null) {
                course.add(text.say(
                        "outcome.after",
                        "status",
                        term("status." + advice.outcome().after())));
            }
        }
        if (!advice.missing().isEmpty()) {
            course.add(text.say(
                    "missing",
                    "items",
                    advice.missing().stream()
                            .map(code -> words().name(code, locale()))
                            .collect(Collectors.joining(", "))));
        }
        if (advice.nextLook() != null) {
            boolean later = advice.nextLook().isAfter(advice.asOf());
            course.add(text.say("next-look", "at", later ? at(advice.nextLook()) : text.say("now")));
        }
        advice.remarks().stream().limit(REMARKS).map(this::remark).forEach(course::add);
        return course;
    }

    private String remark(Remark remark) {
        String name = StringUtils.capitalize(words().noted(remark, locale()));
        String value =
                switch (remark.value()) {
                    case "true" -> text.say("yes");
                    case "false" -> text.say("no");
                    default -> remark.value();
                };
        String what = value.isEmpty() ? name : name + ": " + value;
        return text.say("remark", "what", what);
    }

    private String end(Markdown detail) {
        return detail.paragraph(
                        Markdown.escaped(text.say("as-of", "at", at(advice().asOf()), "release", advice().release())))
                .paragraph("_" + Markdown.escaped(term("disclaimer")) + "_")
                .toString();
    }

    private String at(Instant instant) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm", locale())
                .format(instant.atZone(release.parameters().siteZone()));
    }

    private String term(String key) {
        return words().term(key, locale());
    }

    private Wording words() {
        return text.wording();
    }

    private Locale locale() {
        return text.locale();
    }

    private Advice advice() {
        return text.advice();
    }
}
