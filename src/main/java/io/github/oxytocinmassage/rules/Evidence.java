package io.github.oxytocinmassage.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What each rule stands on: {@code rules/evidence.yaml}. */
public final class Evidence {

    private static final String ENGLISH = "en";

    /**
     * In English, but for a citation that exists in another language only.
     *
     * @param sources references in full
     * @param grade A guideline, B trial or review, C case study or practice
     * @param note what a clinician has to sign off, or how a silent text was read; may be empty
     */
    public record Entry(List<String> sources, String grade, String note) {}

    /** A reference in full, and the language that it is written in. */
    public record Source(String text, String language) {}

    private final Map<String, Entry> byRule = new LinkedHashMap<>();
    private final Map<String, List<Map<String, String>>> cited = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> notes = new LinkedHashMap<>();

    Evidence(Map<String, Map<String, Object>> file) {
        Map<String, Object> sources = file.getOrDefault("sources", Map.of());
        file.getOrDefault("rules", Map.of()).forEach((rule, fields) -> add(rule, (Map<?, ?>) fields, sources));
    }

    private void add(String rule, Map<?, ?> fields, Map<String, Object> sources) {
        List<Map<String, String>> citations = new ArrayList<>();
        if (fields.get("sources") instanceof List<?> names) {
            for (Object name : names) {
                Object source = sources.get(String.valueOf(name));
                if (source == null) {
                    throw new IllegalStateException(
                            "rules/evidence.yaml: " + rule + " cites " + name + ", which has no entry");
                }
                citations.add(byLanguage(source));
            }
        }
        Map<String, String> note = new LinkedHashMap<>();
        note.put(ENGLISH, Objects.toString(fields.get("note"), ""));
        note.put("id", Objects.toString(fields.get("note_id"), ""));
        cited.put(rule, List.copyOf(citations));
        notes.put(rule, note);
        byRule.put(
                rule,
                new Entry(
                        citations.stream()
                                .map(c -> in(c, Locale.ENGLISH).text())
                                .toList(),
                        String.valueOf(fields.get("grade")),
                        note.getOrDefault(ENGLISH, "")));
    }

    private static Map<String, String> byLanguage(Object source) {
        if (source instanceof Map<?, ?> texts) {
            Map<String, String> byLanguage = new LinkedHashMap<>();
            texts.forEach((language, text) -> byLanguage.put(String.valueOf(language), String.valueOf(text)));
            return byLanguage;
        }
        return Map.of(ENGLISH, source.toString());
    }

    private static Source in(Map<String, String> texts, Locale locale) {
        String wanted = Wording.language(locale);
        String language =
                texts.containsKey(wanted) ? wanted : texts.keySet().iterator().next();
        return new Source(Objects.requireNonNull(texts.get(language)), language);
    }

    /** @throws IllegalArgumentException when the rule has none */
    public Entry of(String rule) {
        Entry entry = byRule.get(rule);
        if (entry == null) {
            throw new IllegalArgumentException("no evidence for " + rule);
        }
        return entry;
    }

    /** The references of a rule, each in the language asked for where it has been put into that, else in its own. */
    public List<Source> sources(String rule, Locale locale) {
        return cited.getOrDefault(rule, List.of()).stream()
                .map(c -> in(c, locale))
                .toList();
    }

    /** What a clinician has to sign off, or how a silent text was read; empty without a note in that language. */
    public String note(String rule, Locale locale) {
        return notes.getOrDefault(rule, Map.of()).getOrDefault(Wording.language(locale), "");
    }

    public Map<String, Entry> byRule() {
        return Map.copyOf(byRule);
    }
}
