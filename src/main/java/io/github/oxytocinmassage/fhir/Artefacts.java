package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.parser.IParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The artefacts of {@code fhir-profiles/}, as the build has put them on the class path: each profile with its snapshot. */
public final class Artefacts {

    private static final String WHERE = "classpath:fhir-profiles/*-*.json";

    private final List<MetadataResource> all;

    private Artefacts(List<MetadataResource> all) {
        this.all = all;
    }

    /** Those that the service carries, read once in a process. */
    public static Artefacts carried() {
        return Carried.INSTANCE;
    }

    private static final class Carried {

        static final Artefacts INSTANCE = load();
    }

    private static Artefacts load() {
        try {
            IParser parser = FhirR4.context().newJsonParser();
            List<MetadataResource> all = new ArrayList<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources(WHERE)) {
                try (InputStream in = file.getInputStream()) {
                    all.add((MetadataResource) parser.parseResource(in));
                }
            }
            all.sort(Comparator.comparing(MetadataResource::getUrl));
            return new Artefacts(List.copyOf(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them, by address. */
    public List<MetadataResource> all() {
        return all;
    }

    public <T extends MetadataResource> Stream<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    /**
     * One that the service can't do without.
     *
     * @throws IllegalStateException when it is not there
     */
    <T extends MetadataResource> T required(Class<T> type, String url) {
        return of(type).filter(a -> url.equals(a.getUrl()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not on the class path: " + url));
    }

    /** @param url without or with a version, which then has to be the artefact's own */
    public Optional<MetadataResource> at(String url) {
        String[] parts = url.split("\\|", 2);
        return all.stream()
                .filter(a -> a.getUrl().equals(parts[0]))
                .filter(a -> parts.length == 1 || parts[1].equals(a.getVersion()))
                .findFirst();
    }
}
