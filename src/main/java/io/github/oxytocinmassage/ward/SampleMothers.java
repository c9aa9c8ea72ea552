package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.fhir.RecordReader;
import io.github.oxytocinmassage.rules.Advisor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The sample mothers of the demo, read and advised once, at start. Each is advised as of her Bundle's timestamp. */
@Component
@Profile("demo")
final class SampleMothers {

    private static final String FILES = "classpath:demo/*.json";
    private static final String ENDING = ".json";

    private final List<SampleMother> soonestFirst;

    SampleMothers(RecordReader reader, Advisor advisor) throws IOException {
        this.soonestFirst = Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
                .map(file -> sample(file, reader, advisor))
                .sorted(SampleMother.SOONEST_FIRST)
                .toList();
    }

    List<SampleMother> soonestFirst() {
        return soonestFirst;
    }

    Optional<SampleMother> named(String name) {
        return soonestFirst.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    private static SampleMother sample(Resource file, RecordReader reader, Advisor advisor) {
        String fileName = Objects.requireNonNull(file.getFilename());
        try {
            byte[] record = file.getContentAsByteArray();
            RecordReader.Told told = reader.read(record);
            return new SampleMother(
                    fileName.substring(0, fileName.length() - ENDING.length()),
                    told.mother(),
                    new String(record, StandardCharsets.UTF_8),
                    advisor.advise(told.episode()));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("the sample " + fileName + " can't be read", e);
        }
    }
}
