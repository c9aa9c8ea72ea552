package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;

/**
 * A card that was given; of the record nothing but references.
 *
 * @param uuid its id, in small letters
 * @param service id of the CDS service that gave it
 * @param mother reference of the mother
 * @param release name of the rule release
 * @param suggestions how many it had
 * @param findings that stood on it
 */
public record GivenCard(
        String uuid,
        String service,
        String mother,
        Instant givenAt,
        String release,
        int suggestions,
        List<CardFinding> findings) {

    public GivenCard {
        findings = List.copyOf(findings);
    }

    /**
     * A finding on a card.
     *
     * @param subject reference of whom it speaks; empty when that is not known
     * @param evidence SHA-256 of what it stood on, in hexadecimal
     */
    public record CardFinding(String rule, String subject, String evidence) {}
}
