package io.github.oxytocinmassage.registry;

import java.util.List;

/** What a version can be found by. */
public record IndexEntries(List<Token> tokens, List<Target> references, List<Span> dates) {

    public static final IndexEntries NONE = new IndexEntries(List.of(), List.of(), List.of());

    public IndexEntries {
        tokens = List.copyOf(tokens);
        references = List.copyOf(references);
        dates = List.copyOf(dates);
    }

    /**
     * A code or an identifier.
     *
     * @param system empty when there is none
     */
    public record Token(String parameter, String system, String code) {}

    /** @param reference {@code Type/id}, or an absolute address */
    public record Target(String parameter, String reference) {}

    /**
     * A time.
     *
     * @param fromMillis first millisecond since 1970
     * @param untilMillis the one after the last
     */
    public record Span(String parameter, long fromMillis, long untilMillis) {}
}
