package io.github.oxytocinmassage.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.CountedSession.Count;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A picture of the massages tells of each what the rules make of it. */
class CountedSessionTest {

    private static final Parameters PARAMETERS = RuleRelease.load(Map.of()).parameters();
    private static final Instant START = at("2026-06-03T09:00:00+07:00");

    @Test
    void each_session_is_told_apart_as_the_rules_count_it() {
        List<Session> sessions = List.of(
                session("before", "2026-06-02T20:00:00+07:00", 15, true),
                session("first", "2026-06-03T10:00:00+07:00", 15, true),
                session("short", "2026-06-03T12:00:00+07:00", 9, true),
                session("second", "2026-06-03T14:00:00+07:00", null, true),
                session("surplus", "2026-06-03T18:00:00+07:00", 15, true),
                session("overlapped", "2026-06-03T18:05:00+07:00", 10, true),
                session("implausible", "2026-06-04T10:00:00+07:00", 121, true),
                session("missed", "2026-06-05T10:00:00+07:00", null, false),
                session("late", "2026-06-17T10:00:00+07:00", 15, true));

        Course course = course(sessions);

        assertThat(course.sessions().stream()
                        .collect(Collectors.toMap(s -> s.session().source(), CountedSession::count)))
                .isEqualTo(Map.of(
                        "before", Count.OUTSIDE,
                        "first", Count.VALID,
                        "short", Count.SHORT,
                        "second", Count.VALID,
                        "surplus", Count.SURPLUS,
                        "overlapped", Count.OVERLAPPED,
                        "implausible", Count.IMPLAUSIBLE,
                        "missed", Count.MISSED,
                        "late", Count.OUTSIDE));
        assertThat(course.sessions().get(0).protocolDay()).isZero();
        assertThat(course.sessions().get(8).protocolDay()).isEqualTo(15);
    }

    @Test
    void nothing_is_counted_before_the_start() {
        Episode unstarted = episode(List.of(), List.of(session("missed", "2026-06-03T10:00:00+07:00", null, false)));

        assertThat(Course.of(unstarted, PARAMETERS).sessions()).isEmpty();
    }

    private static Course course(List<Session> sessions) {
        return Course.of(episode(List.of(new Plan("plan", When.at(START), false, null)), sessions), PARAMETERS);
    }

    private static Episode episode(List<Plan> plans, List<Session> sessions) {
        Infant infant = new Infant("Patient/i", "I", When.at(at("2026-06-01T08:00:00+07:00")), false, false);
        return new Episode(
                at("2026-06-18T10:00:00+07:00"),
                "Patient/m",
                false,
                List.of(infant),
                plans,
                sessions,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Session session(String source, String start, @Nullable Integer minutes, boolean done) {
        Duration length = minutes == null ? null : Duration.ofMinutes(minutes);
        return new Session(source, When.at(at(start)), length, done, "husband", "");
    }

    private static Instant at(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
