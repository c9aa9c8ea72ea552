package io.github.oxytocinmassage.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An advice as it was given, and what it takes to work it out anew.
 *
 * @param id in the order in which they were given; 0 before it is stored
 * @param guidance id of its GuidanceResponse
 * @param mother reference of the mother
 * @param language tag
 * @param base address of the FHIR endpoint that the record was read for
 * @param release name of the rule release, its hash in it
 * @param position of the registry that the record was read at
 * @param recordHash SHA-256 of the record, in hexadecimal
 * @param nextLook until when it holds; null when nothing more is asked
 * @param body FHIR JSON
 */
public record GivenAdvice(
        long id,
        String guidance,
        String mother,
        Instant asOf,
        Instant givenAt,
        String language,
        String base,
        String release,
        long position,
        String recordHash,
        String disposition,
        @Nullable Instant nextLook,
        String body) {}
