package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Colour;
import io.github.oxytocinmassage.protocol.Contraindication;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Plan;
import io.github.oxytocinmassage.protocol.Remark;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An episode told in few words: infants born on 1 June at 08:00 weighing 3000 g, protocol from 3 June, judged on 5 June at noon. */
final class EpisodeBuilder {

    static final String MOTHER = "Patient/m1";

    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    private final List<Infant> infants = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Contraindication> contraindications = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private When asOf = at(5, 12);

    static EpisodeBuilder episode() {
        return new EpisodeBuilder();
    }

    static When at(int day, int hour) {
        return When.at(LocalDate.of(2026, 6, 1)
                .plusDays(day - 1L)
                .atTime(LocalTime.of(hour, 0))
                .atZone(ZONE)
                .toInstant());
    }

    EpisodeBuilder judgedOn(int day) {
        asOf = at(day, 12);
        return this;
    }

    EpisodeBuilder infant(String id, String label) {
        return infant(id, label, at(1, 8));
    }

    EpisodeBuilder infant(String id, String label, @Nullable When birth) {
        infants.add(new Infant("Patient/" + id, label, birth, false, false));
        weighing(id, Measure.BIRTH_WEIGHT, 1, 3000);
        measurement("Patient/" + id, Measure.GESTATION, 1, "39");
        return this;
    }

    EpisodeBuilder plan(int day, boolean ended) {
        plans.add(new Plan("CarePlan/p", at(day, 8), ended, null));
        return this;
    }

    /** One a day. */
    EpisodeBuilder sessions(int first, int last) {
        for (int day = first; day <= last; day++) {
            sessions.add(new Session("Procedure/s" + day, at(day, 7), Duration.ofMinutes(15), true, "husband", ""));
        }
        return this;
    }

    /** All signs present, but for what is said otherwise. */
    EpisodeBuilder check(String id, int day, Map<Item, Value> otherwise) {
        Map<Item, Value> sheet = new LinkedHashMap<>();
        sheet.put(Item.FEEDS, new Value.Count(9));
        sheet.put(Item.WET_DIAPERS, new Value.Count(7));
        sheet.put(Item.STOOLS, new Value.Count(4));
        sheet.put(Item.STOOL_COLOUR, new Value.Coloured(Colour.YELLOW));
        sheet.put(Item.URINE_COLOUR, new Value.Coloured(Colour.PALE));
        for (Item item : List.of(Item.SETTLED, Item.SWALLOWING, Item.BREAST_SOFTER, Item.LET_DOWN)) {
            sheet.put(item, new Value.YesNo(true));
        }
        sheet.putAll(otherwise);
        String source = "Observation/c" + id + day;
        When when = at(day, 10);
        checks.add(new Check(
                source,
                "Patient/" + id,
                when,
                sheet.entrySet().stream()
                        .map(e -> new Answer(e.getKey(), e.getValue(), when, "Patient/" + id, source, false))
                        .toList()));
        return this;
    }

    EpisodeBuilder seen(String subject, Item item, int day) {
        return answer(subject, item, new Value.YesNo(true), day);
    }

    EpisodeBuilder answer(String subject, Item item, Value value, int day) {
        answers.add(new Answer(item, value, at(day, 9), subject, "Observation/" + item.code(), false));
        return this;
    }

    EpisodeBuilder weighing(String id, Measure measure, int day, int grams) {
        return measurement("Patient/" + id, measure, day, String.valueOf(grams));
    }

    EpisodeBuilder measurement(String subject, Measure measure, int day, String amount) {
        String of = subject.substring(subject.indexOf('/') + 1);
        return measurement(subject, measure, day, amount, "Observation/" + measure.loinc() + of + day);
    }

    EpisodeBuilder measurement(String subject, Measure measure, int day, String amount, String source) {
        return measurement(subject, measure, at(day, 9), amount, source);
    }

    EpisodeBuilder measurement(String subject, Measure measure, When when, String amount, String source) {
        measurements.add(new Measurement(
                measure, new BigDecimal(amount), when, subject, source, "Observation.value", false, null));
        return this;
    }

    EpisodeBuilder condition(Item item) {
        contraindications.add(new Contraindication(item, "Condition/" + item.code()));
        return this;
    }

    EpisodeBuilder doubt(Doubt.Kind kind, String detail) {
        doubts.add(new Doubt(kind, "Observation/d" + doubts.size(), "Observation.code", null, detail));
        return this;
    }

    EpisodeBuilder remark(String display, String value) {
        return noted("OC000017", display, value);
    }

    EpisodeBuilder noted(String code, String display, String value) {
        remarks.add(new Remark(code, display, value, at(4, 9), MOTHER, "Observation/r"));
        return this;
    }

    Episode told() {
        return new Episode(
                asOf.earliest(),
                MOTHER,
                false,
                infants,
                plans,
                sessions,
                checks,
                answers,
                measurements,
                contraindications,
                doubts,
                remarks);
    }
}
