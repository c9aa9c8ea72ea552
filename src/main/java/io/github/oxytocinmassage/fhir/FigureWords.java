package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Figure;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.When;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;

/** The values a finding stands on, as they are passed on by telephone: in the reader's language and units, with when. */
final class FigureWords {

    /** Who reads 35.46 °C beside "under 35.5 °C" needs both decimals. */
    private static final int DECIMALS = 2;

    /** A length of time that is one day of the calendar, also the longest. */
    private static final Duration ONE_DAY = Duration.ofHours(25);

    private final Wording wording;
    private final ZoneId zone;
    private final Locale locale;

    FigureWords(RuleRelease release, Locale locale) {
        this.wording = release.wording();
        this.zone = release.parameters().siteZone();
        this.locale = locale;
    }

    /** A sentence for each time at which something was so. */
    List<String> sentences(Finding finding) {
        Map<When, List<Figure>> byTime = finding.figures().stream()
                .collect(Collectors.groupingBy(Figure::when, LinkedHashMap::new, Collectors.toList()));
        return byTime.entrySet().stream()
                .map(e -> StringUtils.capitalize(String.join("; ", values(e.getValue()))) + at(e.getKey()) + ".")
                .toList();
    }

    private List<String> values(List<Figure> figures) {
        List<String> values = new ArrayList<>();
        for (Figure figure : figures) {
            if (is(Measure.SYSTOLIC, figure)) {
                values.add(beside(figure, Measure.DIASTOLIC, figures)
                        .map(d -> pressure(figure, d))
                        .orElseGet(() -> value(figure)));
            } else if (!is(Measure.DIASTOLIC, figure)
                    || beside(figure, Measure.SYSTOLIC, figures).isEmpty()) {
                values.add(value(figure));
            }
        }
        return values.stream().distinct().toList();
    }

    private static boolean is(Measure measure, Figure figure) {
        return measure.loinc().equals(figure.code());
    }

    /** The other value of a blood pressure: in the same resource, else in another of the same instant. */
    private static Optional<Figure> beside(Figure figure, Measure measure, List<Figure> figures) {
        List<Figure> others = figures.stream().filter(f -> is(measure, f)).toList();
        return others.stream()
                .filter(f -> f.source().equals(figure.source()))
                .findFirst()
                .or(() -> others.stream().filter(f -> f.when().exact()).findFirst());
    }

    private String pressure(Figure systolic, Figure diastolic) {
        return wording.term("figure.pressure", locale)
                .replace("{systolic}", number(systolic.value()))
                .replace("{diastolic}", number(diastolic.value()));
    }

    private String value(Figure figure) {
        String own = "figure." + figure.code();
        if (wording.knows(own, locale)) {
            return wording.term(own, locale).replace("{value}", number(figure.value()));
        }
        String colour = "item." + figure.code() + "." + figure.value();
        String value = wording.knows(colour, locale) ? wording.term(colour, locale) : number(figure.value());
        String unit = Measure.ofLoinc(figure.code())
                .map(m -> " " + wording.term("unit." + m.unit(), locale))
                .orElse("");
        return wording.name(figure.code(), locale) + ": " + value + unit;
    }

    private String number(String digits) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(DECIMALS);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(new BigDecimal(digits));
    }

    /** Nothing where not even the day is known. */
    private String at(When when) {
        if (Duration.between(when.earliest(), when.latest()).compareTo(ONE_DAY) > 0) {
            return "";
        }
        String pattern = wording.term(when.exact() ? "figure.at" : "figure.on", locale);
        return " ("
                + DateTimeFormatter.ofPattern(pattern, locale).withZone(zone).format(when.latest()) + ")";
    }
}
