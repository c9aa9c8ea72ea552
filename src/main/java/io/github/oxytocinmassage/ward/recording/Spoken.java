package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.rules.Wording;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** The words of the forms in one language, and times of the site. */
record Spoken(MessageSource words, Wording wording, Locale locale, ZoneId zone) {

    private static final int MOST_DECIMALS = 4;
    private static final DateTimeFormatter IN_A_FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    public String say(String key, Object... parts) {
        return words.getMessage(key, parts, locale);
    }

    /** An item's, sign's or measure's name of the rule release, as a heading begins. */
    public String name(String code) {
        String name = wording.name(code, locale);
        return name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    public String name(Item item) {
        return name(item.code());
    }

    /** With the language's own comma, and no mark for thousands: those are typed either way. */
    String number(BigDecimal number) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setGroupingUsed(false);
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(number);
    }

    public String time(Instant at) {
        return DateTimeFormatter.ofPattern(say("time.pattern"), locale)
                .withZone(zone)
                .format(at);
    }

    /** As a field of date and time takes it. */
    public String field(Instant at) {
        return IN_A_FIELD.withZone(zone).format(at);
    }
}
