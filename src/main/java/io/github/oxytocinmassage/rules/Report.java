package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Figure;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Grounds;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.protocol.Sheet;
import io.github.oxytocinmassage.protocol.Sign;
import io.github.oxytocinmassage.protocol.SignCount;
import io.github.oxytocinmassage.protocol.Status;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the rules of one call report: their only consequence. */
public final class Report {

    /** One finding a rule and person; two levels of one rule are the worse of them. */
    private record Key(String rule, @Nullable String subject) {}

    /**
     * The order of protocol section 7, worst first; notes stand last. OM-INT-010 stands before the other OM-INT; where it does not hold,
     * OM-INT-011 does, which says what borderline means.
     */
    static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    Finding::disposition, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Finding::level, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(f -> !f.rule().equals("OM-INT-010"))
            .thenComparing(f -> !f.rule().equals("OM-INT-011"))
            .thenComparing(f -> section(f.rule()))
            .thenComparing(Finding::rule)
            .thenComparing(Finding::subject, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final List<String> SECTIONS = List.of(
            "OM-DAN-", "OM-ESC-", "OM-ELI-", "OM-ASS-", "OM-INT-", "OM-COM-", "OM-CON-", "OM-INF-", "OM-ADH-",
            "OM-DQ-");

    private final Map<Integer, Map<Sign, Sign.State>> signs = new HashMap<>();
    private final Map<Integer, Status> statuses = new HashMap<>();
    private final Map<Key, Finding> findings = new LinkedHashMap<>();

    public void present(Sheet sheet, Sign sign) {
        sign(sheet, sign, Sign.State.PRESENT);
    }

    public void absent(Sheet sheet, Sign sign) {
        sign(sheet, sign, Sign.State.ABSENT);
    }

    /** Several statuses may hold; the first in the order of {@link Status} counts. */
    public void status(SignCount signs, Status status) {
        statuses.merge(signs.number(), status, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    public void emergency(String rule, Grounds... grounds) {
        add(rule, Disposition.ESCALATE, Level.EMERGENCY, List.of(), grounds);
    }

    public void urgent(String rule, Grounds... grounds) {
        add(rule, Disposition.ESCALATE, Level.URGENT, List.of(), grounds);
    }

    public void priority(String rule, Grounds... grounds) {
        add(rule, Disposition.ESCALATE, Level.PRIORITY, List.of(), grounds);
    }

    public void notEligible(String rule, Grounds... grounds) {
        add(rule, Disposition.NOT_ELIGIBLE, null, List.of(), grounds);
    }

    public void assess(String rule, Grounds grounds) {
        add(rule, Disposition.ASSESS, null, List.of(), grounds);
    }

    /** @param missing the signs to look at */
    public void assess(String rule, Grounds grounds, List<Sign> missing) {
        add(rule, Disposition.ASSESS, null, missing.stream().map(Sign::code).toList(), grounds);
    }

    public void intensify(String rule, Grounds... grounds) {
        add(rule, Disposition.INTENSIFY, null, List.of(), grounds);
    }

    public void complete(String rule, Grounds... grounds) {
        add(rule, Disposition.COMPLETE, null, List.of(), grounds);
    }

    /** Continue; the word is Java's. */
    public void proceed(String rule, Grounds... grounds) {
        add(rule, Disposition.CONTINUE, null, List.of(), grounds);
    }

    /** Never decides. */
    public void note(String rule, Grounds... grounds) {
        add(rule, null, null, List.of(), grounds);
    }

    /** Data quality: never decides. */
    public void doubt(String rule, Grounds... grounds) {
        add(rule, null, null, List.of(), grounds);
    }

    Map<Sign, Sign.State> signs(int sheet) {
        return signs.getOrDefault(sheet, Map.of());
    }

    Status status(int sheet) {
        return Objects.requireNonNull(statuses.get(sheet), "no rule gave the check a status");
    }

    /** Worst first. */
    List<Finding> findings() {
        return findings.values().stream().sorted(WORST_FIRST).toList();
    }

    /** Two answers to one item: the first state in the order of {@link Sign.State}, the worse, counts. */
    private void sign(Sheet sheet, Sign sign, Sign.State state) {
        signs.computeIfAbsent(sheet.number(), n -> new EnumMap<>(Sign.class))
                .merge(sign, state, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    private void add(
            String rule,
            @Nullable Disposition disposition,
            @Nullable Level level,
            Collection<String> named,
            Grounds... grounds) {
        List<String> items = new ArrayList<>(named);
        List<String> basis = new ArrayList<>();
        List<Figure> figures = new ArrayList<>();
        for (Grounds g : grounds) {
            basis.addAll(g.basis());
            items.addAll(g.items());
            figures.addAll(g.figures());
        }
        Finding finding = new Finding(
                rule, disposition, level, grounds[0].subject(), basis, grounds[0].hoursAgo(), items, figures);
        findings.merge(new Key(rule, finding.subject()), finding, Report::both);
    }

    private static Finding both(Finding a, Finding b) {
        Finding worse = WORST_FIRST.compare(a, b) <= 0 ? a : b;
        return new Finding(
                worse.rule(),
                worse.disposition(),
                worse.level(),
                worse.subject(),
                union(a.basis(), b.basis()),
                a.hoursAgo() == null || (b.hoursAgo() != null && b.hoursAgo() < a.hoursAgo())
                        ? b.hoursAgo()
                        : a.hoursAgo(),
                union(a.items(), b.items()),
                union(a.figures(), b.figures()));
    }

    private static <T extends Comparable<T>> List<T> union(List<T> a, List<T> b) {
        TreeSet<T> all = new TreeSet<>(a);
        all.addAll(b);
        return List.copyOf(all);
    }

    /** Place of a rule's section in the order of the answer. */
    static int section(String rule) {
        for (int i = 0; i < SECTIONS.size(); i++) {
            if (rule.startsWith(SECTIONS.get(i))) {
                return i;
            }
        }
        return SECTIONS.size();
    }
}
