package io.github.oxytocinmassage.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What the record says beside the protocol: shown to the nurse, decides nothing.
 *
 * @param about code of what was observed, as recorded
 * @param display its name as recorded, or the code
 * @param value the value in a word, as recorded
 */
public record Remark(
        String about,
        String display,
        String value,
        When when,
        @Nullable String subject,
        String source) {}
