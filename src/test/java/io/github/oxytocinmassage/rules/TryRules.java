package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.rules.compiler.CompiledRules;
import io.github.oxytocinmassage.rules.compiler.RuleCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.runtime.KieSession;

/**
 * Tries the rules as they lie in {@code rules/}, in seconds: compiles them, runs the worked cases, and tells what does not come out as told.
 * With the beginning of a case's name it tells of that case which rules fired, and of a near miss which condition failed.
 */
public final class TryRules {

    private TryRules() {}

    /** @param arguments the beginning of a case's name; none: all cases */
    public static void main(String[] arguments) throws IOException {
        CompiledRules compiled = RuleCompiler.compile(Path.of("rules"));
        Advisor advisor = new Advisor(RuleRelease.of(compiled.models(), compiled.declaredRules(), Map.of()));
        String wanted = String.join(" ", arguments).strip();
        List<WorkedCase> cases = WorkedCase.all(WorkedCase.FOLDER).stream()
                .filter(c -> c.name().toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT)))
                .toList();
        int failed = 0;
        for (WorkedCase worked : cases) {
            Tracks tracks = new Tracks(worked);
            Advice advice = advisor.advise(worked.episode(), tracks);
            List<String> shortfalls = Expectation.shortfalls(worked, advice);
            failed += shortfalls.isEmpty() ? 0 : 1;
            if (!wanted.isEmpty() || !shortfalls.isEmpty()) {
                tell(worked, advice, tracks, shortfalls);
            }
        }
        System.out.printf(
                "%d rules, %d cases: %d passed, %d failed%n",
                compiled.compiledRules(), cases.size(), cases.size() - failed, failed);
        if (failed > 0 || cases.isEmpty()) {
            System.exit(1);
        }
    }

    private static void tell(WorkedCase worked, Advice advice, Tracks tracks, List<String> shortfalls) {
        System.out.println(worked.file() + ": " + worked.name());
        System.out.println(
                "  comes out as " + advice.disposition() + (advice.level() == null ? "" : " " + advice.level()));
        advice.findings()
                .forEach(f -> System.out.println("    " + f.rule() + (f.level() == null ? "" : " " + f.level()) + " of "
                        + f.subject() + " on " + f.basis()));
        System.out.println("  fired");
        tracks.fired.forEach(r -> System.out.println("    " + r));
        tracks.nearMisses.forEach(line -> System.out.println("  " + line));
        shortfalls.forEach(line -> System.out.println("  FALLS SHORT: " + line));
        System.out.println();
    }

    /** What a session leaves behind. */
    private static final class Tracks implements Advisor.Watch {

        private final WorkedCase worked;
        private final List<String> fired = new ArrayList<>();
        private final List<String> nearMisses = new ArrayList<>();

        Tracks(WorkedCase worked) {
            this.worked = worked;
        }

        @Override
        public void starts(KieSession session) {
            session.addEventListener(new DefaultAgendaEventListener() {
                @Override
                public void afterMatchFired(AfterMatchFiredEvent event) {
                    String rule = event.getMatch().getRule().getName();
                    if (!fired.contains(rule)) {
                        fired.add(rule);
                    }
                }
            });
        }

        @Override
        public void ends(KieSession session) {
            for (String id : worked.nearMissOf()) {
                nearMisses.addAll(NearMiss.explain(id, session));
            }
        }
    }
}
