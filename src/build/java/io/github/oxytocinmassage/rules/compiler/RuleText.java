package io.github.oxytocinmassage.rules.compiler;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One rule's text within its file, found without Drools.
 *
 * @param line where it begins, counted from 1
 * @param alone the file with every other rule left out, and no line moved
 */
record RuleText(String name, int line, String alone) {

    private static final Pattern DECLARATION = Pattern.compile("^[ \\t]*rule[ \\t]+\"([^\"\\n]*)\"", Pattern.MULTILINE);

    static List<RuleText> in(String file) {
        List<MatchResult> declarations = DECLARATION.matcher(file).results().toList();
        return IntStream.range(0, declarations.size())
                .mapToObj(index -> {
                    MatchResult declaration = declarations.get(index);
                    int end = index + 1 < declarations.size()
                            ? declarations.get(index + 1).start()
                            : file.length();
                    String header = file.substring(0, declarations.get(0).start());
                    String others = file.substring(declarations.get(0).start(), declaration.start());
                    return new RuleText(
                            declaration.group(1),
                            lines(header) + lines(others) + 1,
                            header + "\n".repeat(lines(others)) + file.substring(declaration.start(), end));
                })
                .toList();
    }

    private static int lines(String text) {
        return (int) text.chars().filter(character -> character == '\n').count();
    }
}
