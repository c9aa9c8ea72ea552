package io.github.oxytocinmassage.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each rule stands on: {@code rules/evidence.yaml}. */
public final class Evidence {

    /**
     * @param sources references in full
     * @param grade A guideline, B trial or review, C case study or practice
     * @param note what a clinician has to sign off, or how a silent text was read; may be empty
     */
    public record Entry(List<String> sources, String grade, String note) {}

    private final Map<String, Entry> byRule = new LinkedHashMap<>();

    Evidence(Map<String, Map<String, Object>> file) {
        Map<String, Object> sources = file.getOrDefault("sources", Map.of());
        file.getOrDefault("rules", Map.of())
                .forEach((rule, fields) -> byRule.put(rule, entry(rule, (Map<?, ?>) fields, sources)));
    }

    private static Entry entry(String rule, Map<?, ?> fields, Map<String, Object> sources) {
        List<String> cited = new ArrayList<>();
        if (fields.get("sources") instanceof List<?> names) {
            for (Object name : names) {
                Object source = sources.get(String.valueOf(name));
                if (source == null) {
                    throw new IllegalStateException(
                            "rules/evidence.yaml: " + rule + " cites " + name + ", which has no entry");
                }
                cited.add(source.toString());
            }
        }
        Object note = fields.get("note");
        return new Entry(List.copyOf(cited), String.valueOf(fields.get("grade")), note == null ? "" : note.toString());
    }

    /** @throws IllegalArgumentException when the rule has none */
    public Entry of(String rule) {
        Entry entry = byRule.get(rule);
        if (entry == null) {
            throw new IllegalArgumentException("no evidence for " + rule);
        }
        return entry;
    }

    public Map<String, Entry> byRule() {
        return Map.copyOf(byRule);
    }
}
