package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Remark;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The words of a rule release, in English and Bahasa Indonesia. */
public final class Wording {

    /** The languages there are. */
    public static final Set<String> LANGUAGES = Set.of("en", "id");

    private final Map<String, Properties> byLanguage;
    private final Locale site;

    /** @param site language of a caller that names none, or one we don't speak */
    Wording(Map<String, Properties> byLanguage, Locale site) {
        this.byLanguage = Map.copyOf(byLanguage);
        this.site = site;
    }

    /** The locale itself when we speak it, else the site's. */
    public Locale spoken(Locale wanted) {
        return LANGUAGES.contains(language(wanted)) ? wanted : site;
    }

    /** The language that fits an Accept-Language header best; the site's when none of it is spoken or it can't be read. */
    public Locale spoken(String acceptLanguage) {
        try {
            List<Locale> spoken =
                    LANGUAGES.stream().sorted().map(Locale::forLanguageTag).toList();
            Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), spoken);
            return best == null ? site : best;
        } catch (IllegalArgumentException e) {
            return site;
        }
    }

    /** The language of a caller that names none. */
    public Locale site() {
        return site;
    }

    /** The short sentence of a finding, under 140 characters. */
    public String text(Finding finding, Locale locale) {
        return term(key(finding, locale), locale);
    }

    /** What to do next. Under a massage hold no sentence advises massage. */
    public String action(Finding finding, boolean hold, Locale locale) {
        String key = key(finding, locale) + ".do";
        return hold && knows(key + ".hold", locale) ? term(key + ".hold", locale) : term(key, locale);
    }

    /** A word of the protocol: "disposition.ESCALATE", "item.lethargic". */
    public String term(String key, Locale locale) {
        String words = words(locale).getProperty(key);
        if (words == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language(locale));
        }
        return words;
    }

    public boolean knows(String key, Locale locale) {
        return words(locale).containsKey(key);
    }

    /** The name of an item, sign or measure by its code; the code itself when it has none. */
    public String name(String code, Locale locale) {
        for (String kind : new String[] {"item.", "measure.", "reason.", "doubt."}) {
            if (knows(kind + code, locale)) {
                return term(kind + code, locale);
            }
        }
        return code;
    }

    /** What is noted beside the protocol: in our words where we have some for its code, else as it was recorded. */
    public String noted(Remark remark, Locale locale) {
        String key = "remark." + remark.about();
        return knows(key, locale) ? term(key, locale) : remark.display();
    }

    private String key(Finding finding, Locale locale) {
        return finding.level() != null && knows(finding.rule() + "." + finding.level(), locale)
                ? finding.rule() + "." + finding.level()
                : finding.rule();
    }

    private Properties words(Locale locale) {
        return byLanguage.getOrDefault(language(spoken(locale)), new Properties());
    }

    /** Java's older name for Indonesian is "in". */
    static String language(Locale locale) {
        return "in".equals(locale.getLanguage()) ? "id" : locale.getLanguage();
    }
}
