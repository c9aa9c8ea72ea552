package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.InfantCourse;
import io.github.oxytocinmassage.protocol.JudgedCheck;
import io.github.oxytocinmassage.protocol.MassageHold;
import io.github.oxytocinmassage.protocol.Sheet;
import io.github.oxytocinmassage.protocol.SignCount;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.kie.api.runtime.ClassObjectFilter;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionsPool;

/**
 * Episode in, advice out: one object for all threads, over a pool of sessions.
 *
 * <p>The rules run in the order in which their facts come to be known: the sheets give the signs, the signs the statuses; what is
 * registered, seen and measured gives eligibility and danger signs; these give the massage hold; with it the course of each infant gives
 * the decision. No rule has to say when it runs.
 */
public final class Advisor {

    private static final int POOLED = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final RuleRelease release;
    private final KieSessionsPool sessions;

    public Advisor(RuleRelease release) {
        this.release = release;
        this.sessions = release.knowledge().newKieSessionsPool(POOLED);
    }

    public RuleRelease release() {
        return release;
    }

    /** The advice for a record; the same record always has the same. */
    public Advice advise(Episode episode) {
        return advise(episode, Watch.NONE);
    }

    /** The advice beside what it was reckoned from: for pictures of the record. */
    public Judged judge(Episode episode) {
        return judge(episode, Watch.NONE);
    }

    /** The same, watched: for whoever tries a rule and wants to see it fire. */
    Advice advise(Episode episode, Watch watch) {
        return judge(episode, watch).advice();
    }

    private Judged judge(Episode episode, Watch watch) {
        Course course = Course.of(episode, release.parameters());
        KieSession session = sessions.newKieSession();
        try {
            watch.starts(session);
            Judged judged = new Run(session, course).judged();
            watch.ends(session);
            return judged;
        } finally {
            session.dispose();
        }
    }

    /** Sees a session before the first fact and after the last rule. */
    interface Watch {

        Watch NONE = new Watch() {};

        default void starts(KieSession session) {}

        default void ends(KieSession session) {}
    }

    /** One call. */
    private final class Run {

        private final KieSession session;
        private final Course course;
        private final Report report = new Report();

        Run(KieSession session, Course course) {
            this.session = session;
            this.course = course;
            session.setGlobal("report", report);
            session.setGlobal("parameters", release.parameters());
        }

        Judged judged() {
            fireOver(course.sheets());
            List<SignCount> counts = firstOfEachNumber(course.sheets()).stream()
                    .map(s -> new SignCount(s.number(), s, report.signs(s.number())))
                    .toList();
            fireOver(counts);
            List<JudgedCheck> judged = counts.stream()
                    .map(c -> new JudgedCheck(c.sheet(), c.states(), report.status(c.number())))
                    .toList();

            insert(List.of(course));
            insert(course.newborns());
            insert(course.contraindications());
            insert(course.sightings());
            insert(course.newest());
            insert(course.readings());
            insert(course.lastWeighings());
            insert(course.withheld());
            fireOver(course.doubts());

            List<Finding> before = report.findings();
            fireOver(before);
            boolean hold = !session.getObjects(new ClassObjectFilter(MassageHold.class))
                    .isEmpty();

            List<InfantCourse> infants = course.infants(judged);
            if (course.massage() != null) {
                insert(List.of(Objects.requireNonNull(course.massage())));
            }
            fireOver(infants);
            Advice advice = new AdviceAssembly(course, infants, report.findings(), hold, release.name()).advice();
            return new Judged(advice, course, infants);
        }

        private void fireOver(Collection<?> facts) {
            insert(facts);
            session.fireAllRules();
        }

        private void insert(Collection<?> facts) {
            facts.forEach(session::insert);
        }
    }

    private static List<Sheet> firstOfEachNumber(List<Sheet> sheets) {
        return sheets.stream()
                .filter(s -> sheets.stream()
                                .filter(o -> o.number() == s.number())
                                .findFirst()
                                .orElseThrow()
                        == s)
                .toList();
    }
}
