package io.github.oxytocinmassage.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.GroupElement;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.RuleConditionElement;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.drools.base.rule.constraint.Constraint;
import org.drools.modelcompiler.constraints.LambdaConstraint;
import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/** Why a rule did not fire: of each of its patterns the fact that comes nearest, and the conditions that fact does not meet. */
final class NearMiss {

    /** A fact, and what it does not meet. */
    private record Candidate(Object fact, List<String> unmet) {}

    private NearMiss() {}

    /** @param id of a rule, perhaps with its level: "OM-DAN-I13 URGENT" */
    static List<String> explain(String id, KieSession session) {
        String[] parts = id.split(" ");
        List<String> lines = new ArrayList<>();
        session.getKieBase().getKiePackages().stream()
                .flatMap(p -> p.getRules().stream())
                .filter(r -> r.getName().startsWith(parts[0] + " "))
                .filter(r -> parts.length == 1 || parts[1].equals(level(r)))
                .sorted(Comparator.comparing(Rule::getName))
                .forEach(r -> {
                    lines.add("near miss of \"" + r.getName() + "\"");
                    explain(((RuleImpl) r).getLhs(), session, lines);
                });
        return lines;
    }

    private static void explain(GroupElement group, KieSession session, List<String> lines) {
        String kind = group.isNot() ? "not " : group.isExists() ? "exists " : "";
        for (RuleConditionElement child : group.getChildren()) {
            if (child instanceof GroupElement inner) {
                explain(inner, session, lines);
            } else if (child instanceof Pattern pattern) {
                explain(kind, pattern, session, lines);
            }
        }
    }

    private static void explain(String kind, Pattern pattern, KieSession session, List<String> lines) {
        String type = pattern.getObjectType().getClassName().replaceAll(".*\\.", "");
        Collection<FactHandle> facts =
                session.getFactHandles(o -> pattern.getObjectType().isAssignableFrom(o.getClass()));
        List<Candidate> candidates = facts.stream()
                .map(f -> new Candidate(session.getObject(f), unmet(pattern, f, session)))
                .toList();
        String found = candidates.stream()
                .min(Comparator.comparing(c -> c.unmet().size()))
                .map(c -> c.unmet().isEmpty() ? "met by " + c.fact() : "not met: " + String.join("; ", c.unmet()))
                .orElse("there is none");
        lines.add("  " + kind + type + ": " + found);
    }

    private static List<String> unmet(Pattern pattern, FactHandle fact, KieSession session) {
        List<String> unmet = new ArrayList<>();
        for (Constraint constraint : pattern.getConstraints()) {
            if (constraint instanceof LambdaConstraint lambda
                    && constraint.getRequiredDeclarations().length == 0
                    && constraint instanceof AlphaNodeFieldConstraint alpha
                    && !alpha.isAllowed(fact, (ValueResolver) session)) {
                unmet.add(lambda.getPredicateInformation().getStringConstraint());
            }
        }
        return unmet;
    }

    private static String level(Rule rule) {
        Object level = rule.getMetaData().get("level");
        return level == null ? "" : level.toString().replace("\"", "");
    }
}
