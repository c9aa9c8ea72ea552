package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.rules.Wording;
import io.github.oxytocinmassage.ward.PageWords;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words of the forms in one language, and times of the site. */
record Spoken(PageWords page) {

    private static final int MOST_DECIMALS = 4;
    private static final DateTimeFormatter IN_A_FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    public String say(String key, Object... parts) {
        return page.ui(key, parts);
    }

    Wording wording() {
        return page.wording();
    }

    Locale locale() {
        return page.locale();
    }

    ZoneId zone() {
        return page.zone();
    }

    /** An item's, sign's or measure's name of the rule release, as a heading begins. */
    public String name(String code) {
        return page.heading(code);
    }

    public String name(Item item) {
        return name(item.code());
    }

    /** With the language's own marks for thousands and decimals. */
    String number(BigDecimal number) {
        NumberFormat format = NumberFormat.getInstance(locale());
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(number);
    }

    public String time(Instant at) {
        return page.time(at);
    }

    /** As a field of date and time takes it. */
    public String field(Instant at) {
        return IN_A_FIELD.withZone(zone()).format(at);
    }
}
