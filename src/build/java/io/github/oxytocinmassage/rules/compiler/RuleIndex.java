package io.github.oxytocinmassage.rules.compiler;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What the texts in {@code rules/} say of each rule id, for the evidence pages: what it comes to, which parameters it names, and the worked
 * cases that tell when it fires. Written into the application by the build, as {@code rules/index.yaml}, so that the running application reads
 * neither rules nor cases.
 */
final class RuleIndex {

    private static final Pattern RULE =
            Pattern.compile("^rule \"[^\"]+\"(.*?)^end$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern REPORT = Pattern.compile("report\\.(\\w+)\\( \"(OM-[^\"]+)\"");
    private static final Pattern PARAMETER = Pattern.compile("parameters\\.(\\w+)");

    /** What a rule looks at that other rules have judged before, by thresholds of their own. */
    private static final Pattern STATUS = Pattern.compile("\\bStatus\\.|\\babsentSigns\\b|\\bimproving\\b");

    private static final Pattern NOT_UNDER_HOLD = Pattern.compile("not MassageHold\\(");
    private static final Pattern MASSAGE = Pattern.compile("\\bMassageRecord\\(");

    /** Java's word for the consequence, and that of the answer where it is another. */
    private static final Map<String, String> OUTCOMES =
            Map.of("notEligible", "NOT_ELIGIBLE", "proceed", "CONTINUE", "doubt", "NOTE");

    private static final List<String> WORST_FIRST = List.of("EMERGENCY", "URGENT", "PRIORITY");

    private final Map<String, Map<String, Set<String>>> rules = new TreeMap<>();

    private RuleIndex() {}

    /** @param folder with the .drl files, and the worked cases below it in {@code cases/} */
    static RuleIndex of(Path folder) throws IOException {
        RuleIndex index = new RuleIndex();
        for (Path file : files(folder, ".drl")) {
            RULE.matcher(Files.readString(file)).results().forEach(rule -> index.rule(rule.group(1)));
        }
        for (Path file : files(folder.resolve("cases"), ".yaml")) {
            try (Reader text = Files.newBufferedReader(file)) {
                List<Map<String, Object>> cases = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
                cases.forEach(index::told);
            }
        }
        return index;
    }

    void writeTo(Path classesFolder) throws IOException {
        DumperOptions plain = new DumperOptions();
        plain.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        plain.setAllowUnicode(true);
        plain.setWidth(1000);
        Map<String, Map<String, List<String>>> written = new TreeMap<>();
        rules.forEach((id, says) -> written.put(
                id,
                says.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> List.copyOf(e.getValue()), (a, b) -> a, TreeMap::new))));
        Files.writeString(
                classesFolder.resolve("rules").resolve("index.yaml"),
                new Yaml(plain).dump(written),
                StandardCharsets.UTF_8);
    }

    private void rule(String text) {
        REPORT.matcher(text).results().forEach(report -> {
            String id = report.group(2);
            add(
                    id,
                    "outcomes",
                    OUTCOMES.getOrDefault(report.group(1), report.group(1).toUpperCase(Locale.ROOT)));
            PARAMETER.matcher(text).results().forEach(p -> add(id, "parameters", p.group(1)));
            if (STATUS.matcher(text).find()) {
                add(id, "judgedBefore", "STATUS");
            }
            if (MASSAGE.matcher(text).find()) {
                add(id, "judgedBefore", "MASSAGE");
            }
            if (NOT_UNDER_HOLD.matcher(text).find()) {
                add(id, "judgedBefore", "HOLD");
            }
        });
    }

    private void told(Map<String, Object> worked) {
        String name = Objects.toString(worked.get("case"), "");
        statements(worked.get("fires")).forEach(id -> add(id, "fires", name));
        statements(worked.get("near")).forEach(id -> add(id, "near", name));
    }

    /** Rule ids of "OM-DAN-I13 URGENT, OM-ESC-004" or of a list of such. */
    private static Stream<String> statements(@Nullable Object told) {
        Stream<?> texts = told instanceof Collection<?> list ? list.stream() : Stream.ofNullable(told);
        return texts.flatMap(text -> Stream.of(text.toString().split(",")))
                .map(statement -> statement.strip().split(" ")[0])
                .distinct();
    }

    private void add(String id, String what, String said) {
        rules.computeIfAbsent(id, i -> new TreeMap<>())
                .computeIfAbsent(
                        what,
                        w -> w.equals("outcomes")
                                ? new TreeSet<>(
                                        Comparator.comparing(RuleIndex::rank).thenComparing(o -> o))
                                : new LinkedHashSet<>())
                .add(said);
    }

    private static int rank(String outcome) {
        int place = WORST_FIRST.indexOf(outcome);
        return place < 0 ? WORST_FIRST.size() : place;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }
}
