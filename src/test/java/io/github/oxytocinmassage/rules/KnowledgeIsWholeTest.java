package io.github.oxytocinmassage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Doubt;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kie.api.definition.rule.Rule;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/** Every rule and level of the protocol is there, has its words, its evidence, a case in which it fires and one in which it just does not. */
class KnowledgeIsWholeTest {

    /** The closed list of protocol sections 3, 4, 6 and 7; and OM-ELI-011, of which it is silent. */
    private static final Set<String> PROTOCOL = protocol("""
            OM-ELI-001 to OM-ELI-011
            OM-DAN-I01 EMERGENCY
            OM-DAN-I02 EMERGENCY
            OM-DAN-I03 EMERGENCY
            OM-DAN-I04 EMERGENCY
            OM-DAN-I05 EMERGENCY URGENT
            OM-DAN-I06 EMERGENCY URGENT
            OM-DAN-I07 EMERGENCY URGENT
            OM-DAN-I08 EMERGENCY
            OM-DAN-I09 EMERGENCY
            OM-DAN-I10 PRIORITY
            OM-DAN-I11 URGENT PRIORITY
            OM-DAN-I12 EMERGENCY
            OM-DAN-I13 EMERGENCY URGENT
            OM-DAN-I14 PRIORITY
            OM-DAN-I15 URGENT
            OM-DAN-I16 URGENT
            OM-DAN-I17 EMERGENCY
            OM-DAN-I18 EMERGENCY
            OM-DAN-I19 URGENT
            OM-DAN-I20 EMERGENCY
            OM-DAN-I21 URGENT
            OM-DAN-I22 EMERGENCY
            OM-DAN-I23 URGENT
            OM-DAN-I24 EMERGENCY URGENT
            OM-DAN-I25 URGENT
            OM-DAN-I26 PRIORITY
            OM-DAN-I27 URGENT
            OM-DAN-I28 EMERGENCY
            OM-DAN-M01 EMERGENCY
            OM-DAN-M02 EMERGENCY URGENT
            OM-DAN-M03 EMERGENCY URGENT
            OM-DAN-M04 EMERGENCY
            OM-DAN-M05 URGENT
            OM-DAN-M06 URGENT
            OM-DAN-M07 PRIORITY
            OM-DAN-M08 EMERGENCY
            OM-DAN-M09 URGENT
            OM-DAN-M10 URGENT
            OM-DAN-M11 URGENT
            OM-DAN-M12 URGENT
            OM-ESC-001 URGENT PRIORITY
            OM-ESC-002 PRIORITY
            OM-ESC-003 PRIORITY
            OM-ESC-004 PRIORITY
            OM-ESC-005 PRIORITY
            OM-ASS-001 to OM-ASS-009
            OM-INT-001 to OM-INT-012
            OM-COM-001 to OM-COM-003
            OM-CON-001 to OM-CON-004
            OM-INF-001 to OM-INF-002
            OM-ADH-001 to OM-ADH-005
            OM-DQ-001 to OM-DQ-009
            """);

    private static final int SHORT_TEXT = 140;
    private static final int NEXT_STEP = 200;

    private static final RuleRelease RELEASE = RuleRelease.load(Map.of());
    private static final List<WorkedCase> CASES = WorkedCase.all(WorkedCase.FOLDER);
    private static final List<Reported> REPORTED = Reported.inAllFiles();
    private static final Set<String> STATEMENTS =
            REPORTED.stream().map(Reported::statement).collect(Collectors.toCollection(TreeSet::new));
    private static final Map<String, Properties> WORDS =
            Map.of("en", words("messages_en.properties"), "id", words("messages_id.properties"));

    /**
     * What one rule of {@code rules/*.drl} reports.
     *
     * @param rule the rule's name
     * @param declared its {@code @id} and {@code @level}
     * @param grade its {@code @grade}
     * @param statement the id, and the level where there is one, that its consequence reports
     */
    private record Reported(String rule, String declared, String grade, String statement) {

        private static final Pattern RULE =
                Pattern.compile("^rule \"([^\"]+)\"(.*?)^end$", Pattern.MULTILINE | Pattern.DOTALL);
        private static final Pattern ID = Pattern.compile("@id\\( \"([^\"]+)\" \\)");
        private static final Pattern LEVEL = Pattern.compile("@level\\( \"([^\"]+)\" \\)");
        private static final Pattern GRADE = Pattern.compile("@grade\\( \"([^\"]+)\" \\)");
        private static final Pattern REPORT = Pattern.compile("report\\.(\\w+)\\( \"(OM-[^\"]+)\"");
        private static final Set<String> LEVELS = Set.of("EMERGENCY", "URGENT", "PRIORITY");

        static List<Reported> inAllFiles() {
            try (Stream<Path> files = Files.list(Path.of("rules"))) {
                return files.filter(f -> f.toString().endsWith(".drl"))
                        .sorted()
                        .flatMap(f -> in(text(f)))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Stream<Reported> in(String file) {
            return RULE.matcher(file).results().flatMap(rule -> REPORT.matcher(rule.group(2))
                    .results()
                    .map(report -> new Reported(
                            rule.group(1),
                            statement(first(ID, rule.group(2)), first(LEVEL, rule.group(2))),
                            first(GRADE, rule.group(2)),
                            statement(report.group(2), report.group(1).toUpperCase(Locale.ROOT)))));
        }

        private static String first(Pattern pattern, String text) {
            return pattern.matcher(text)
                    .results()
                    .findFirst()
                    .map(r -> r.group(1))
                    .orElse("");
        }

        private static String statement(String id, String level) {
            return LEVELS.contains(level) ? id + " " + level : id;
        }
    }

    @Test
    void theRulesAreThoseOfTheProtocol() {
        assertThat(STATEMENTS).containsExactlyInAnyOrderElementsOf(PROTOCOL);
    }

    @Test
    void everyRuleReportsWhatItsNameAndItsMetadataSay() {
        assertThat(REPORTED)
                .allSatisfy(r -> assertThat(r.statement()).as(r.rule()).isEqualTo(r.declared()))
                .allSatisfy(r -> assertThat(r.rule()).startsWith(id(r.statement()) + " "));
    }

    @Test
    void everyRuleAndLevelHasAFiringCase() {
        assertThat(STATEMENTS).allMatch(toldBy(WorkedCase::fires), "is the \"fires\" of a worked case");
    }

    @Test
    void everyRuleAndLevelHasANearMiss() {
        assertThat(STATEMENTS).allMatch(toldBy(WorkedCase::nearMissOf), "is the \"near\" of a worked case");
    }

    @Test
    void everyRuleFiresInACase() {
        Set<String> fired = new TreeSet<>();
        Advisor advisor = new Advisor(RELEASE);

        CASES.forEach(c -> advisor.advise(c.episode(), new Advisor.Watch() {
            @Override
            public void starts(KieSession session) {
                session.addEventListener(new DefaultAgendaEventListener() {
                    @Override
                    public void afterMatchFired(AfterMatchFiredEvent event) {
                        fired.add(event.getMatch().getRule().getName());
                    }
                });
            }
        }));

        assertThat(fired)
                .containsExactlyInAnyOrderElementsOf(rules().map(Rule::getName).toList());
    }

    @Test
    void casesNameOnlyRulesAndLevelsThatThereAre() {
        Set<String> known = new TreeSet<>(STATEMENTS);
        STATEMENTS.forEach(s -> known.add(id(s)));

        assertThat(CASES)
                .allSatisfy(c -> assertThat(Stream.concat(c.fires().stream(), c.nearMissOf().stream()))
                        .as(c.name())
                        .isSubsetOf(STATEMENTS))
                .allSatisfy(c -> assertThat(named(c))
                        .as(c.name())
                        .allMatch(n -> n.endsWith("*")
                                ? known.stream().anyMatch(k -> k.startsWith(n.substring(0, n.length() - 1)))
                                : known.contains(n)));
    }

    @Test
    void everyCaseExpectsSomething() {
        assertThat(CASES)
                .allMatch(c -> !c.expected().isEmpty()
                        || !c.fires().isEmpty()
                        || !c.nearMissOf().isEmpty());
    }

    @Test
    void everyRuleAndLevelHasItsWordsInBothLanguages() {
        WORDS.forEach((language, words) -> assertThat(STATEMENTS)
                .as(language)
                .allMatch(s -> word(words, s, "") != null, "has its short text")
                .allMatch(s -> word(words, s, ".do") != null, "has its next step"));
    }

    @Test
    void shortTextsAndNextStepsAreShort() {
        WORDS.forEach((language, words) -> assertThat(STATEMENTS)
                .as(language)
                .allMatch(s -> length(word(words, s, "")) < SHORT_TEXT, "is under 140 characters")
                .allMatch(s -> length(word(words, s, ".do")) < NEXT_STEP, "has a next step under 200 characters"));
    }

    @Test
    void everyReasonForADoubtHasItsWords() {
        WORDS.forEach((language, words) -> assertThat(Doubt.Reason.values())
                .as(language)
                .allMatch(reason -> words.containsKey("doubt." + reason.code())));
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(WORDS.get("id").stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(WORDS.get("en").stringPropertyNames());
    }

    @Test
    void everyRuleHasItsEvidence() {
        Map<String, Evidence.Entry> evidence = RELEASE.evidence().byRule();

        assertThat(evidence)
                .containsOnlyKeys(STATEMENTS.stream()
                        .map(KnowledgeIsWholeTest::id)
                        .distinct()
                        .toArray(String[]::new));
        assertThat(evidence)
                .allSatisfy((id, entry) -> assertThat(entry.sources()).as(id).isNotEmpty());
        assertThat(evidence)
                .allSatisfy((id, entry) -> assertThat(entry.grade()).as(id).isIn("A", "B", "C"));
        assertThat(REPORTED).allSatisfy(r -> assertThat(r.grade())
                .as(r.rule())
                .isEqualTo(evidence.get(id(r.statement())).grade()));
    }

    private static Predicate<String> toldBy(Function<WorkedCase, List<String>> list) {
        Set<String> told = CASES.stream().flatMap(c -> list.apply(c).stream()).collect(Collectors.toSet());
        return told::contains;
    }

    /** Ids, with their level where it is told, in what a case expects. */
    private static List<String> named(WorkedCase worked) {
        List<String> named = new ArrayList<>();
        List.of("with", "without", "then")
                .forEach(key -> named.addAll(ToldRecord.texts(worked.expected().get(key))));
        ToldRecord.texts(worked.expected().get("expect")).stream()
                .filter(e -> e.contains("OM-"))
                .map(e -> e.substring(e.indexOf("OM-")))
                .forEach(named::add);
        return named;
    }

    private static Stream<Rule> rules() {
        return RELEASE.knowledge().getKiePackages().stream().flatMap(p -> p.getRules().stream());
    }

    private static String id(String statement) {
        return statement.split(" ")[0];
    }

    private static @Nullable String word(Properties words, String statement, String ending) {
        String ofLevel = words.getProperty(statement.replace(' ', '.') + ending);
        return ofLevel != null ? ofLevel : words.getProperty(id(statement) + ending);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static Properties words(String file) {
        Properties words = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("rules", file))) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> protocol(String lines) {
        Set<String> statements = new TreeSet<>();
        Pattern range = Pattern.compile("(OM-\\w+-)(\\d{3}) to \\1(\\d{3})");
        lines.lines().forEach(line -> {
            MatchResult numbers = range.matcher(line).results().findFirst().orElse(null);
            if (numbers == null) {
                String[] parts = line.split(" ");
                for (String level : List.of(parts).subList(1, parts.length)) {
                    statements.add(parts[0] + " " + level);
                }
            } else {
                for (int n = Integer.parseInt(numbers.group(2)); n <= Integer.parseInt(numbers.group(3)); n++) {
                    statements.add("%s%03d".formatted(numbers.group(1), n));
                }
            }
        });
        return statements;
    }
}
