package io.github.oxytocinmassage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents call shown is shown: every test and worked case that they name is there. */
class NamedTestsTest {

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)#(\\w+)`");
    private static final Pattern CASE = Pattern.compile("`case ([^`]+)`");
    private static final Pattern TITLE = Pattern.compile("^- case: \"(.*)\"$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "docs/safety.md"})
    void everyTestThatADocumentNamesIsThere(String document) throws IOException {
        Map<String, String> sources = sources();
        List<MatchResult> named =
                TEST.matcher(Files.readString(Path.of(document))).results().toList();

        assertThat(named).isNotEmpty().allSatisfy(test -> assertThat(sources.getOrDefault(test.group(1), ""))
                .as(test.group())
                .containsPattern(
                        "(?s)@(Test|ParameterizedTest|TestFactory)\\b((?!@Test|@ParameterizedTest).)* (void|Stream<DynamicTest>) "
                                + test.group(2) + "\\("));
    }

    @ParameterizedTest
    @ValueSource(strings = "docs/safety.md")
    void everyWorkedCaseThatADocumentNamesIsThere(String document) throws IOException {
        List<String> titles = titles();
        List<MatchResult> named =
                CASE.matcher(Files.readString(Path.of(document))).results().toList();

        assertThat(named)
                .isNotEmpty()
                .allSatisfy(c -> assertThat(titles).as(c.group()).anyMatch(title -> title.startsWith(c.group(1))));
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(f -> f.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            f -> f.getFileName().toString().replace(".java", ""),
                            NamedTestsTest::text,
                            (a, b) -> a + b));
        }
    }

    private static List<String> titles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("rules", "cases"))) {
            return files.filter(f -> f.toString().endsWith(".yaml"))
                    .flatMap(f -> TITLE.matcher(text(f)).results())
                    .map(title -> title.group(1))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
