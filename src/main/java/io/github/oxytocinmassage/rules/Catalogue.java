package io.github.oxytocinmassage.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Every rule id of the release with what its text says, read from {@code rules/index.yaml}, which the build has written. */
public final class Catalogue {

    private static final String FILE = "rules/index.yaml";

    /**
     * @param outcomes what it comes to, worst first: EMERGENCY, URGENT, PRIORITY, a disposition, or NOTE for what never decides
     * @param thresholds names of the parameters that it compares with, as in {@code rules/parameters.yaml}
     * @param restsOnChecks it looks at signs or the status of a check, which other rules have judged
     * @param restsOnMassage it looks at sessions, dose or adherence, which have been reckoned before
     * @param silentUnderHold it is not raised while the massage is on hold
     * @param fires names of the worked cases in which it fires
     * @param nearMisses names of the worked cases in which it just does not
     */
    public record Entry(
            String rule,
            List<String> outcomes,
            List<String> thresholds,
            boolean restsOnChecks,
            boolean restsOnMassage,
            boolean silentUnderHold,
            List<String> fires,
            List<String> nearMisses) {}

    private final List<Entry> entries;

    private Catalogue(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * @param release whose parameters the rules name
     * @throws IllegalStateException when the build has not written it
     */
    public static Catalogue of(RuleRelease release) {
        List<Entry> entries = new ArrayList<>();
        file().forEach((rule, says) -> entries.add(entry(rule, says, release.thresholds())));
        entries.sort(
                Comparator.<Entry>comparingInt(e -> Report.section(e.rule())).thenComparing(Entry::rule));
        return new Catalogue(entries);
    }

    /** By section, those that weigh most first; then by id. */
    public List<Entry> entries() {
        return entries;
    }

    public Optional<Entry> of(String rule) {
        return entries.stream().filter(e -> e.rule().equals(rule)).findFirst();
    }

    private static Entry entry(String rule, Map<String, List<String>> says, List<Threshold> thresholds) {
        List<String> components = says.getOrDefault("parameters", List.of());
        List<String> fires = List.copyOf(says.getOrDefault("fires", List.of()));
        List<String> before = says.getOrDefault("judgedBefore", List.of());
        return new Entry(
                rule,
                List.copyOf(says.getOrDefault("outcomes", List.of())),
                thresholds.stream()
                        .filter(t -> components.contains(ParameterFile.component(t.name()))
                                || List.of(t.source().split(", ")).contains(rule))
                        .map(Threshold::name)
                        .toList(),
                before.contains("STATUS"),
                before.contains("MASSAGE"),
                before.contains("HOLD"),
                fires,
                // A near miss of one level may be a case in which the other fires.
                says.getOrDefault("near", List.of()).stream()
                        .filter(name -> !fires.contains(name))
                        .toList());
    }

    private static Map<String, Map<String, List<String>>> file() {
        try (InputStream in = Catalogue.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
