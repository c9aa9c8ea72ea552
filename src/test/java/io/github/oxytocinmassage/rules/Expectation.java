package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a worked case says has to come out, held against an advice. */
final class Expectation {

    /** {@code expect} is "ESCALATE URGENT OM-DAN-I13": disposition, level, the finding that leads. */
    private static final Set<String> KEYS = Set.of(
            "expect",
            "with",
            "without",
            "status",
            "signs",
            "of",
            "protocolDay",
            "adherence",
            "dose",
            "before",
            "after",
            "missing",
            "hold",
            "hoursAgo",
            "dayOfLife",
            "score",
            "then",
            "names");

    private static final Set<String> OF_AN_INFANT = Set.of("status", "signs", "dayOfLife", "score");

    private Expectation() {}

    static Map<String, Object> of(Map<String, Object> told) {
        Map<String, Object> expected = new TreeMap<>();
        told.forEach((key, value) -> {
            if (KEYS.contains(key) && value != null) {
                expected.put(key, value);
            }
        });
        return expected;
    }

    static boolean knows(String key) {
        return KEYS.contains(key);
    }

    /** What is not as expected, a line each; empty when all is. */
    static List<String> shortfalls(WorkedCase worked, Advice advice) {
        List<String> lines = new ArrayList<>();
        Map<String, Object> expected = worked.expected();
        if (expected.containsKey("expect")) {
            String seen = advice.disposition() + (advice.level() == null ? "" : " " + advice.level());
            String wanted = expected.get("expect").toString();
            String withRule = seen + " " + advice.leading().rule();
            if (!wanted.equals(seen) && !wanted.equals(withRule)) {
                lines.add("expected " + wanted + ", but it is " + withRule);
            }
        }
        then(lines, expected, advice);
        List<String> found = new ArrayList<>();
        advice.findings().forEach(f -> {
            found.add(f.rule());
            if (f.level() != null) {
                found.add(f.rule() + " " + f.level());
            }
        });
        List<String> wanted = new ArrayList<>(ToldRecord.texts(expected.get("with")));
        wanted.addAll(worked.fires());
        wanted.stream().filter(r -> !found.contains(r)).forEach(r -> lines.add("expected " + r + " among " + found));
        List<String> unwanted = new ArrayList<>(ToldRecord.texts(expected.get("without")));
        unwanted.addAll(worked.nearMissOf());
        unwanted.stream()
                .filter(r -> found.stream()
                        .anyMatch(
                                f -> f.equals(r) || (r.endsWith("*") && f.startsWith(r.substring(0, r.length() - 1)))))
                .forEach(r -> lines.add("expected no " + r + " among " + found));
        same(lines, expected, "protocolDay", String.valueOf(advice.protocolDay()));
        same(lines, expected, "adherence", String.valueOf(advice.adherence()));
        same(lines, expected, "hold", String.valueOf(advice.hold()));
        if (expected.containsKey("dose")
                && (advice.dose() == null
                        || new BigDecimal(expected.get("dose").toString()).compareTo(advice.dose()) != 0)) {
            lines.add("expected dose " + expected.get("dose") + ", but it is " + advice.dose());
        }
        if (advice.outcome() != null) {
            same(lines, expected, "before", String.valueOf(advice.outcome().before()));
            same(lines, expected, "after", String.valueOf(advice.outcome().after()));
        } else if (expected.containsKey("before") || expected.containsKey("after")) {
            lines.add("expected before and after, but there is no outcome");
        }
        if (expected.containsKey("hoursAgo")) {
            same(lines, expected, "hoursAgo", hours(advice.leading()));
        }
        if (expected.containsKey("missing")) {
            ToldRecord.texts(expected.get("missing")).stream()
                    .filter(m -> !advice.missing().contains(m))
                    .forEach(m -> lines.add("expected " + m + " to be missing among " + advice.missing()));
        }
        if (expected.containsKey("names")) {
            Set<String> wantedNames = new TreeSet<>(ToldRecord.texts(expected.get("names")));
            Set<String> seenNames = new TreeSet<>(advice.leading().items());
            if (!wantedNames.equals(seenNames)) {
                lines.add("expected " + advice.leading().rule() + " to name " + wantedNames + ", but it names "
                        + seenNames);
            }
        }
        infant(lines, expected, advice);
        return lines;
    }

    /** The findings right behind the leading one, in this order. */
    private static void then(List<String> lines, Map<String, Object> expected, Advice advice) {
        List<String> wanted = ToldRecord.texts(expected.get("then"));
        List<String> seen = advice.findings().stream()
                .skip(1)
                .limit(wanted.size())
                .map(Finding::rule)
                .toList();
        if (!wanted.equals(seen)) {
            lines.add("expected then " + wanted + ", but it is " + seen);
        }
    }

    private static void infant(List<String> lines, Map<String, Object> expected, Advice advice) {
        if (expected.containsKey("of")) {
            String whom = ToldRecord.reference(expected.get("of").toString());
            if (!whom.equals(advice.leading().subject())) {
                lines.add("expected the leading finding of " + whom + ", but it is of "
                        + advice.leading().subject());
            }
        }
        if (advice.infants().isEmpty()) {
            OF_AN_INFANT.stream()
                    .filter(expected::containsKey)
                    .forEach(k -> lines.add("expected " + k + " " + expected.get(k) + ", but there is no infant"));
            return;
        }
        Advice.InfantAdvice first = advice.infants().get(0);
        same(lines, expected, "status", String.valueOf(first.status()));
        same(lines, expected, "dayOfLife", String.valueOf(first.dayOfLife()));
        same(lines, expected, "score", String.valueOf(first.score()));
        if (expected.get("signs") instanceof Map<?, ?> signs) {
            signs.forEach((code, state) -> {
                String seen = first.signs().stream()
                        .filter(s -> s.sign().code().equals(code))
                        .map(s -> s.state().name())
                        .findFirst()
                        .orElse("not shown");
                if (!seen.equals(state)) {
                    lines.add("expected sign " + code + " " + state + ", but it is " + seen);
                }
            });
        }
    }

    private static String hours(Finding finding) {
        return finding.hoursAgo() == null ? "not known" : String.valueOf(Math.round(finding.hoursAgo()));
    }

    private static void same(List<String> lines, Map<String, Object> expected, String key, String seen) {
        if (expected.containsKey(key) && !expected.get(key).toString().equals(seen)) {
            lines.add("expected " + key + " " + expected.get(key) + ", but it is " + seen);
        }
    }
}
