package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Episode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/**
 * One worked case of {@code rules/cases/}: a record as a midwife would tell it, and what has to come out.
 *
 * @param fires rule ids, with their level where they have one, that this case is the firing case of
 * @param nearMissOf rule ids, with their level where they have one, that this case is a near miss of
 * @param expected what has to come out, by the names of {@link Expectation}
 */
public record WorkedCase(
        String name,
        String file,
        List<String> fires,
        List<String> nearMissOf,
        Episode episode,
        Map<String, Object> expected) {

    public static final Path FOLDER = Path.of("rules", "cases");

    /** All cases of a folder, in order of files. A key that is not known, or a name that stands twice, is an error. */
    public static List<WorkedCase> all(Path folder) {
        List<WorkedCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    List<Map<String, Object>> told = new Yaml().load(reader);
                    told.forEach(t -> cases.add(of(t, file.getFileName().toString())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cases.stream()
                .collect(Collectors.groupingBy(WorkedCase::name, Collectors.counting()))
                .forEach((name, times) -> {
                    if (times > 1) {
                        throw new IllegalArgumentException("the name \"" + name + "\" stands " + times + " times");
                    }
                });
        return cases;
    }

    private static WorkedCase of(Map<String, Object> told, String file) {
        String name = String.valueOf(told.get("case"));
        try {
            return new WorkedCase(
                    name,
                    file,
                    ToldRecord.texts(told.get("fires")),
                    ToldRecord.texts(told.get("near")),
                    new ToldRecord(told).episode(),
                    Expectation.of(told));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ", case \"" + name + "\": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
