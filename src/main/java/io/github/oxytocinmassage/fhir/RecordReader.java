package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A record as it lies in a file: bytes in, an episode out, for rooms that know no FHIR. Safe to share. */
@Component
public final class RecordReader {

    private final StrictScan scan;
    private final EpisodeReader episodes;
    private final ZoneId zone;

    RecordReader(StrictScan scan, EpisodeReader episodes, RuleRelease release) {
        this.scan = scan;
        this.episodes = episodes;
        this.zone = release.parameters().siteZone();
    }

    /** @param mother what people call her: a name, or her reference */
    public record Told(String mother, Episode episode) {}

    /**
     * As of the Bundle's own timestamp.
     *
     * @param record a Bundle in JSON, UTF-8
     * @throws BadRecordException when it is no FHIR
     * @throws IllegalArgumentException when it is no Bundle, or has no timestamp
     */
    public Told read(byte[] record) {
        Scanned scanned = scan.json(record);
        Bundle bundle = bundle(scanned);
        if (bundle.getTimestamp() == null) {
            throw new IllegalArgumentException("Bundle.timestamp is missing");
        }
        return told(bundle, scanned, null, bundle.getTimestamp().toInstant());
    }

    /**
     * As of another instant.
     *
     * @param record a Bundle in JSON, UTF-8
     * @throws BadRecordException when it is no FHIR
     * @throws IllegalArgumentException when it is no Bundle
     */
    public Told read(byte[] record, Instant asOf) {
        Scanned scanned = scan.json(record);
        return told(bundle(scanned), scanned, null, asOf);
    }

    /**
     * The record of a mother who is known.
     *
     * @param record a Bundle in JSON, UTF-8
     * @param mother {@code Patient/id}
     */
    Told read(byte[] record, String mother, Instant asOf) {
        Scanned scanned = scan.json(record);
        return told(bundle(scanned), scanned, mother, asOf);
    }

    private static Bundle bundle(Scanned scanned) {
        if (scanned.resource() instanceof Bundle bundle) {
            return bundle;
        }
        throw new IllegalArgumentException("the record is no Bundle");
    }

    private Told told(Bundle bundle, Scanned scanned, @Nullable String mother, Instant asOf) {
        Episode episode = episodes.read(List.of(bundle), mother, null, asOf, zone, scanned.doubts());
        String name = bundle.getEntry().stream()
                .filter(e -> isNamed(e, episode.mother()))
                .flatMap(e -> ((Patient) e.getResource()).getName().stream())
                .map(PersonName::of)
                .filter(n -> !n.isBlank())
                .findFirst()
                .orElse(episode.mother());
        return new Told(name, episode);
    }

    private static boolean isNamed(BundleEntryComponent entry, String reference) {
        return entry.getResource() instanceof Patient patient
                && (reference.equals(entry.getFullUrl())
                        || reference.endsWith(
                                "Patient/" + patient.getIdElement().getIdPart()));
    }
}
