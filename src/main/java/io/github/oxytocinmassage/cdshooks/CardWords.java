package io.github.oxytocinmassage.cdshooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The words around the advice on a card, {@code cdshooks/words_en.properties} and {@code _id}; the advice's own are the rule release's. */
final class CardWords {

    private static final Map<String, CardWords> SPOKEN = Map.of("en", load("en"), "id", load("id"));

    private final Properties words;

    private CardWords(Properties words) {
        this.words = words;
    }

    /** @param locale a language we speak */
    static CardWords in(Locale locale) {
        CardWords spoken = SPOKEN.get(locale.getLanguage());
        if (spoken == null) {
            throw new IllegalArgumentException("cards are not written in " + locale.getLanguage());
        }
        return spoken;
    }

    /** @param parts a name and what stands for it, in turn: {@code "day", 3} for {@code {day}} */
    String say(String key, Object... parts) {
        String said = words.getProperty(key);
        if (said == null) {
            throw new IllegalArgumentException("no words for " + key);
        }
        for (int i = 0; i < parts.length; i += 2) {
            said = said.replace("{" + parts[i] + "}", String.valueOf(parts[i + 1]));
        }
        return said;
    }

    private static CardWords load(String language) {
        String file = "cdshooks/words_" + language + ".properties";
        try (InputStream in = CardWords.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the class path");
            }
            Properties words = new Properties();
            words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new CardWords(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
