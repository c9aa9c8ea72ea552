package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.protocol.Advice.SignShown;
import io.github.oxytocinmassage.protocol.Sign;
import io.github.oxytocinmassage.rules.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** The words of one language for one page: clinical ones of the rule release, the page's own, times in the site's zone. */
public final class PageWords {

    private final Wording wording;
    private final MessageSource words;
    private final ZoneId zone;
    private final Locale locale;

    public PageWords(Wording wording, MessageSource words, ZoneId zone, Locale locale) {
        this.wording = wording;
        this.words = words;
        this.zone = zone;
        this.locale = locale;
    }

    public Wording wording() {
        return wording;
    }

    public Locale locale() {
        return locale;
    }

    public ZoneId zone() {
        return zone;
    }

    /** Of the page's own words. */
    public String ui(String key, Object... values) {
        return words.getMessage(key, values, locale);
    }

    public boolean has(String key) {
        return !"".equals(words.getMessage(key, null, "", locale));
    }

    /** Of whom something speaks, by name; without a subject it is an infant, though not clear which. */
    public String who(MotherRecord record, @Nullable String subject) {
        return subject == null ? ui("about.unresolved") : record.nameOf(subject);
    }

    /** "status.ADEQUATE" and the like; empty for nothing. */
    public String term(String kind, @Nullable Enum<?> value) {
        return value == null ? "" : wording.term(kind + value.name(), locale);
    }

    /** A name that begins a line. */
    public String heading(String code) {
        String name = wording.name(code, locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    public String value(SignShown shown) {
        String value = shown.value();
        String colour = "item." + shown.sign().code() + "." + value;
        if (value.isEmpty()) {
            return "";
        } else if (value.equals("true") || value.equals("false")) {
            return ui("value." + value);
        } else if (wording.knows(colour, locale)) {
            return wording.term(colour, locale);
        }
        return shown.sign() == Sign.WEIGHT ? grams(new BigDecimal(value)) : value;
    }

    public String time(Instant instant) {
        return format("time.pattern", instant);
    }

    public String day(Instant instant) {
        return format("mother.day.pattern", instant);
    }

    public String clock(Instant instant) {
        return format("mother.clock.pattern", instant);
    }

    public LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** "2,670 g". */
    public String grams(BigDecimal grams) {
        return number(grams, 1) + " g";
    }

    public String number(Number number, int decimals) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }

    private String format(String pattern, Instant instant) {
        return DateTimeFormatter.ofPattern(ui(pattern), locale).withZone(zone).format(instant);
    }
}
