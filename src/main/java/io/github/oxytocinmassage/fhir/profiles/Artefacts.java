package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The artefacts of {@code fhir-profiles/}, as they lie on the class path. */
public final class Artefacts {

    private static final String WHERE = "classpath*:fhir-profiles/*-*.json";

    private final List<MetadataResource> all;

    private Artefacts(List<MetadataResource> all) {
        this.all = all;
    }

    /** All of them, by address. */
    public static Artefacts load(FhirContext context) {
        try {
            return new Artefacts(Arrays.stream(new PathMatchingResourcePatternResolver().getResources(WHERE))
                    .map(file -> {
                        try (InputStream in = file.getInputStream()) {
                            return (MetadataResource) context.newJsonParser().parseResource(in);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sorted(Comparator.comparing(MetadataResource::getUrl))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<MetadataResource> all() {
        return all;
    }

    public <T extends MetadataResource> Stream<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
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
