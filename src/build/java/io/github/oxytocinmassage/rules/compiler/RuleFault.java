package io.github.oxytocinmassage.rules.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kie.api.builder.Message;

/**
 * What Drools finds wrong.
 *
 * @param file the .drl file's name, or empty where Drools does not name one
 * @param line counted from 1, or 0 where Drools does not name one
 */
record RuleFault(String file, int line, String text) {

    static RuleFault of(Message message) {
        String path = String.valueOf(message.getPath());
        // Below its message, Drools may print a stack trace or the whole of a generated class.
        String text = message.getText().lines().findFirst().orElse("");
        return path.endsWith(".drl")
                ? new RuleFault(path.substring(path.lastIndexOf('/') + 1), Math.max(0, message.getLine()), text)
                : withoutPlace(text);
    }

    /** Drools compiles many rules in parallel and one alone; only the deepest cause is the same in both. */
    static RuleFault of(RuntimeException thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return withoutPlace(cause.toString());
    }

    private static RuleFault withoutPlace(String text) {
        return new RuleFault("", 0, text);
    }

    String inWords() {
        return (file.isEmpty() ? "" : "rules/" + file + ":" + line + " ") + text;
    }

    /**
     * Drools names no line for many faults, and for those of a consequence only a generated class. Those are placed by
     * compiling each rule alone, and seeing which one repeats the fault.
     */
    static List<RuleFault> placed(List<RuleFault> faults, Map<String, String> sources) {
        List<RuleFault> withLine =
                faults.stream().filter(fault -> fault.line() > 0).toList();
        if (!withLine.isEmpty()) {
            return withLine;
        }
        Set<String> files = faults.stream().map(RuleFault::file).collect(Collectors.toSet());
        Set<String> texts = faults.stream().map(RuleFault::text).collect(Collectors.toSet());
        List<RuleFault> found = new ArrayList<>();
        sources.forEach((file, source) -> {
            if (files.contains(file) || files.contains("")) {
                RuleText.in(source).forEach(rule -> ofOneRule(file, rule)
                        .filter(fault -> texts.contains(fault.text()))
                        .map(fault -> new RuleFault(file, rule.line(), "rule \"" + rule.name() + "\": " + fault.text()))
                        .findFirst()
                        .ifPresent(found::add));
            }
        });
        return found.isEmpty() ? faults : found;
    }

    private static Stream<RuleFault> ofOneRule(String file, RuleText rule) {
        return RuleCompiler.attempt(Map.of(file, rule.alone())).faults().stream();
    }
}
