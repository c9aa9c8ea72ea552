package io.github.oxytocinmassage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A card that was given; of the record nothing but references.
 *
 * @param uuid its id, in small letters
 * @param service id of the CDS service that gave it
 * @param origin of the call: the client that has shown a token, else the EHR's FHIR server; empty: neither is known
 * @param mother reference of the mother
 * @param release name of the rule release
 * @param suggestions how many it had
 * @param findings that stood on it
 */
public record GivenCard(
        String uuid,
        String service,
        String origin,
        String mother,
        Instant givenAt,
        String release,
        int suggestions,
        List<CardFinding> findings) {

    public GivenCard {
        // A file of an earlier release does not say it.
        origin = Objects.requireNonNullElse(origin, "");
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
