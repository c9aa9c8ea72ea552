package io.github.oxytocinmassage.ward;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** How long ago something was, as one says it. */
public final class Ago {

    private static final long HOURS_SAID = 48;

    private final MessageSource words;
    private final Locale locale;

    public Ago(MessageSource words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    /** In minutes under an hour, in hours up to two days, then in days. */
    public String since(Instant then, Instant now) {
        Duration past = Duration.between(then, now);
        if (past.toMinutes() < 1) {
            return words.getMessage("ago.now", null, locale);
        }
        if (past.toHours() < 1) {
            return said("ago.minutes", past.toMinutes());
        }
        return past.toHours() <= HOURS_SAID ? said("ago.hours", past.toHours()) : said("ago.days", past.toDays());
    }

    private String said(String unit, long number) {
        return words.getMessage(unit, new Object[] {number}, locale);
    }
}
