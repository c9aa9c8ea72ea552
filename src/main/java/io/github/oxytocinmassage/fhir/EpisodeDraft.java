package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Contraindication;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Remark;
import io.github.oxytocinmassage.protocol.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What has been read so far. */
final class EpisodeDraft {

    final List<Plan> plans = new ArrayList<>();
    final List<Session> sessions = new ArrayList<>();
    final List<Check> checks = new ArrayList<>();
    final List<Answer> answers = new ArrayList<>();
    final List<Measurement> measurements = new ArrayList<>();
    final List<Contraindication> contraindications = new ArrayList<>();
    final List<Doubt> doubts = new ArrayList<>();
    final List<Remark> remarks = new ArrayList<>();

    void doubt(Doubt.Kind kind, Recorded of, String part, @Nullable String subject, @Nullable String detail) {
        doubts.add(new Doubt(kind, of.source(), of.path(part), subject, Words.detail(detail)));
    }

    Episode episode(Instant asOf, String mother, boolean motherDied, List<Infant> infants) {
        return new Episode(
                asOf,
                mother,
                motherDied,
                infants,
                plans,
                sessions,
                checks,
                answers,
                measurements,
                contraindications,
                doubts.stream().distinct().toList(),
                remarks);
    }
}
