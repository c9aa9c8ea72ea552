package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.CountedSession;
import io.github.oxytocinmassage.protocol.CountedSession.Count;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.Judged;
import io.github.oxytocinmassage.ward.CardWriter;
import io.github.oxytocinmassage.ward.FamilyAdvice;
import io.github.oxytocinmassage.ward.PageWords;
import io.github.oxytocinmassage.ward.mother.FamilyPage.Massage;
import io.github.oxytocinmassage.ward.mother.FamilyPage.Watched;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts an advice into a family's words: by what is to be done and how soon, not by rule. */
final class FamilyWriter {

    /** The danger signs that a family can see for itself, the most frequent killers first. */
    static final List<String> WATCHED = List.of(
            "OM-DAN-I02",
            "OM-DAN-I03",
            "OM-DAN-I04",
            "OM-DAN-I01",
            "OM-DAN-I06",
            "OM-DAN-I07",
            "OM-DAN-I08",
            "OM-DAN-I09",
            "OM-DAN-I12",
            "OM-DAN-I18",
            "OM-DAN-I20",
            "OM-DAN-I19",
            "OM-DAN-I23",
            "OM-DAN-M01",
            "OM-DAN-M02",
            "OM-DAN-M03",
            "OM-DAN-M04",
            "OM-DAN-M05",
            "OM-DAN-M06",
            "OM-DAN-M09",
            "OM-DAN-M10");

    private static final Set<String> TWICE_A_DAY = Set.of("OM-INT-001", "OM-INT-011");
    private static final String BEREAVED = "OM-ELI-010";
    private static final int MOST_DEEDS = 4;
    private static final double SECONDS_A_MINUTE = 60;

    private final Advisor advisor;
    private final Catalogue catalogue;
    private final MotherWriter mothers;
    private final String midwife;
    private final String ambulance;

    FamilyWriter(Advisor advisor, Catalogue catalogue, MotherWriter mothers, String midwife, String ambulance) {
        this.advisor = advisor;
        this.catalogue = catalogue;
        this.mothers = mothers;
        this.midwife = midwife;
        this.ambulance = ambulance;
    }

    FamilyPage page(MotherRecord record, Locale locale) {
        PageWords words = mothers.words(locale);
        FamilyAdvice seen = FamilyAdvice.of(record, advisor);
        Judged judged = seen.judged();
        Advice advice = judged.advice();
        Course course = judged.course();
        boolean bereaved = advice.findings().stream().anyMatch(f -> f.rule().equals(BEREAVED));
        Integer day = advice.protocolDay();
        return new FamilyPage(
                record.label(),
                advice.infants().stream().map(Advice.InfantAdvice::label).toList(),
                day == null || course.isClosed() || day > course.parameters().protocolDays()
                        ? ""
                        : words.ui("family.day", String.valueOf(day)),
                words.time(advice.asOf()),
                CardWriter.tone(seen.told(), advice.level()),
                headline(seen, bereaved, words),
                bereaved ? List.of() : todo(seen, words),
                massage(seen, words),
                look(advice, words),
                bereaved ? List.of() : ProtocolDay.ofMassages(course, words),
                watched(bereaved, words),
                mothers.weights(course, words),
                bereaved,
                midwife,
                ambulance);
    }

    private static String headline(FamilyAdvice seen, boolean bereaved, PageWords words) {
        Advice advice = seen.judged().advice();
        String endedEarly = MotherWriter.endedEarly(seen.judged().course(), "family.say.ended.early", words);
        if (!bereaved && seen.told() == Disposition.COMPLETE && !endedEarly.isEmpty()) {
            return endedEarly;
        }
        Level level = advice.level();
        if (level == null) {
            return words.ui("family.say." + (bereaved ? "bereaved" : seen.told().name()));
        }
        if (advice.mother().equals(advice.leading().subject())) {
            return words.ui("family.say." + level + ".mother");
        }
        List<String> which = ofSeveral(advice, level);
        return which.isEmpty()
                ? words.ui("family.say." + level + ".infant")
                : words.ui("family.say." + level + ".named", String.join(", ", which));
    }

    /** Of twins, those who are meant. Empty: the only infant, or it is not known which. */
    private static List<String> ofSeveral(Advice advice, Level level) {
        List<String> meant = advice.findings().stream()
                .filter(f -> f.level() == level)
                .map(f -> Objects.requireNonNullElse(f.subject(), ""))
                .toList();
        return advice.infants().size() == 1 || meant.contains("")
                ? List.of()
                : advice.infants().stream()
                        .filter(i -> meant.contains(i.reference()))
                        .map(Advice.InfantAdvice::label)
                        .toList();
    }

    private static List<String> todo(FamilyAdvice seen, PageWords words) {
        Level level = seen.judged().advice().level();
        String of = level == null ? seen.told().name() : level.name();
        return IntStream.rangeClosed(1, MOST_DEEDS)
                .mapToObj(n -> "family.todo." + of + "." + n)
                .filter(words::has)
                .map(words::ui)
                .toList();
    }

    private static Massage massage(FamilyAdvice seen, PageWords words) {
        Judged judged = seen.judged();
        Course course = judged.course();
        Parameters parameters = course.parameters();
        Integer today = course.protocolDay();
        List<CountedSession> sessions = course.sessions().stream()
                .filter(s -> today != null && s.protocolDay() == today && s.count() != Count.MISSED)
                .toList();
        List<String> done = sessions.stream().map(s -> done(s, words)).toList();
        if (seen.isAskedFirst()) {
            return new Massage("ask", words.ui("family.massage.ask"), "", done);
        } else if (seen.isOver()) {
            String endedEarly = MotherWriter.endedEarly(course, "family.massage.ended.early", words);
            return new Massage("over", endedEarly.isEmpty() ? words.ui("family.massage.over") : endedEarly, "", done);
        } else if (today == null) {
            return new Massage("before", words.ui("family.massage.before"), "", done);
        }
        boolean twice = judged.advice().findings().stream().anyMatch(f -> TWICE_A_DAY.contains(f.rule()));
        String plan = words.ui(
                twice ? "family.massage.twice" : "family.massage.once",
                String.valueOf(parameters.sessionTargetMinutes()));
        boolean enough =
                sessions.size() >= (twice ? parameters.sessionIntensifiedPerDay() : parameters.sessionMinPerDay());
        String line = sessions.isEmpty() ? "none" : enough ? "done" : "again";
        return new Massage(enough ? "done" : "open", words.ui("family.massage." + line), plan, done);
    }

    private static String done(CountedSession counted, PageWords words) {
        String at = words.clock(counted.session().start().earliest());
        String by = words.ui("mother.massage.by." + MassageDrawing.giver(counted));
        if (counted.session().length() == null) {
            return words.ui("family.massage.one", at, by);
        }
        BigDecimal minutes = BigDecimal.valueOf(counted.session().length().toSeconds() / SECONDS_A_MINUTE);
        return words.ui("family.massage.one.long", at, words.number(minutes, 0), by);
    }

    private static String look(Advice advice, PageWords words) {
        Instant next = advice.nextLook();
        if (next == null) {
            return "";
        }
        if (next.isAfter(advice.asOf())) {
            return words.ui("family.look.at", words.day(next));
        }
        return advice.level() == null ? words.ui("family.look.today") : "";
    }

    private List<Watched> watched(boolean bereaved, PageWords words) {
        return Stream.of(Level.EMERGENCY, Level.URGENT)
                .map(level -> new Watched(
                        CardWriter.tone(Disposition.ESCALATE, level),
                        words.ui("family.watch." + level),
                        bereaved ? List.of() : signs("OM-DAN-I", level, words),
                        signs("OM-DAN-M", level, words)))
                .toList();
    }

    /** Where a sign may be of either level, at the sooner one. */
    private List<String> signs(String whose, Level level, PageWords words) {
        return WATCHED.stream()
                .filter(rule -> rule.startsWith(whose))
                .filter(rule -> catalogue
                        .of(rule)
                        .filter(e -> e.outcomes().get(0).equals(level.name()))
                        .isPresent())
                .map(rule -> words.ui("family.watch." + rule))
                .toList();
    }
}
