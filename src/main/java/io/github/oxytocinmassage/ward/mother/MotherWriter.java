package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.InfantCourse;
import io.github.oxytocinmassage.protocol.Status;
import io.github.oxytocinmassage.protocol.WeightRecord;
import io.github.oxytocinmassage.registry.AdviceStore;
import io.github.oxytocinmassage.registry.GivenAdvice;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.Judged;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.CardWriter;
import io.github.oxytocinmassage.ward.MotherCard;
import io.github.oxytocinmassage.ward.PageWords;
import io.github.oxytocinmassage.ward.mother.MotherPage.Deed;
import io.github.oxytocinmassage.ward.mother.MotherPage.StatusWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/** Puts a mother's record and its advice into pictures and the words of one language. */
final class MotherWriter {

    private static final int GIVEN_SHOWN = 50;
    private static final int FINDINGS_IN_SIGHT = 3;

    private final Advisor advisor;
    private final RuleRelease release;
    private final CardWriter cards;
    private final AdviceStore given;
    private final MessageSource words;

    MotherWriter(Advisor advisor, CardWriter cards, AdviceStore given, MessageSource words) {
        this.advisor = advisor;
        this.release = advisor.release();
        this.cards = cards;
        this.given = given;
        this.words = words;
    }

    PageWords words(Locale locale) {
        return new PageWords(release.wording(), words, release.parameters().siteZone(), locale);
    }

    MotherPage page(MotherRecord record, Locale locale) {
        PageWords spoken = words(locale);
        Judged judged = advisor.judge(record.episode());
        Course course = judged.course();
        List<InfantCourse> infants = judged.infants();
        List<SignsPicture> signs = new ArrayList<>();
        for (InfantCourse infant : infants) {
            if (infant.isChecked()) {
                signs.add(new SignsDrawing(infant, course, spoken).picture("signs-" + signs.size()));
            }
        }
        MotherCard card = cards.card(MotherRecords.id(record.mother()), record.label(), judged.advice(), locale);
        int inSight = inSight(judged.advice(), card.findings().size());
        return new MotherPage(
                card,
                card.findings().subList(0, inSight),
                card.findings().subList(inSight, card.findings().size()),
                deeds(judged, spoken),
                endedEarly(course, "mother.ended.early", spoken),
                ProtocolDay.of(course, infants, spoken),
                Arrays.stream(Status.values())
                        .sorted(Status.WORST_FIRST.reversed())
                        .map(s -> new StatusWord(s.name().toLowerCase(Locale.ROOT), spoken.term("status.", s)))
                        .toList(),
                signs,
                weights(course, spoken),
                course.isStarted() ? new MassageDrawing(course, spoken).picture() : null,
                infants.stream()
                        .flatMap(i -> BeforeAfter.of(i, course, spoken).stream())
                        .toList(),
                new AdviceHistory(advisor, spoken).inShort(record.episode(), judged));
    }

    /** Findings come worst first: all that call for someone else, and never fewer than a few. */
    private static int inSight(Advice advice, int all) {
        int pressing = (int) advice.findings().stream()
                .filter(f -> f.disposition() == Disposition.ESCALATE || f.disposition() == Disposition.NOT_ELIGIBLE)
                .count();
        int few = Math.max(FINDINGS_IN_SIGHT, pressing);
        return few + 1 >= all ? all : few;
    }

    List<WeightPicture> weights(Course course, PageWords spoken) {
        List<WeightPicture> weights = new ArrayList<>();
        for (WeightRecord weight : course.weights()) {
            if (!weight.weighings().isEmpty() || !weight.withheld().isEmpty() || weight.birthWeightGrams() != null) {
                weights.add(new WeightDrawing(weight, course.asOf(), course.parameters(), spoken)
                        .picture("weight-" + weights.size()));
            }
        }
        return weights;
    }

    List<AdviceMoment> history(MotherRecord record, Locale locale) {
        Judged judged = advisor.judge(record.episode());
        return new AdviceHistory(advisor, words(locale)).all(record.episode(), judged);
    }

    /** What was advised by {@code $recommend} and kept, the last first. */
    List<AdviceMoment.Given> given(MotherRecord record, Locale locale) {
        PageWords spoken = words(locale);
        return given.of(record.mother(), GIVEN_SHOWN).stream()
                .map(g -> given(g, spoken))
                .toList();
    }

    private static AdviceMoment.Given given(GivenAdvice advice, PageWords words) {
        Disposition disposition = Disposition.valueOf(advice.disposition());
        return new AdviceMoment.Given(
                words.time(advice.givenAt()),
                CardWriter.tone(disposition, null),
                words.term("disposition.", disposition),
                advice.nextLook() == null ? "" : words.time(advice.nextLook()),
                advice.release());
    }

    /** The first is what is mostly done at a visit; what does not fit now is left out. */
    private static List<Deed> deeds(Judged judged, PageWords words) {
        Advice advice = judged.advice();
        Course course = judged.course();
        boolean danger = advice.findings().stream().anyMatch(Finding::isDangerSign);
        boolean open = !advice.closed();
        List<Deed> deeds = new ArrayList<>();
        if (course.isInfantAlive()) {
            deeds.add(deed("sheet", true, words));
            deeds.add(deed("weighing", false, words));
        }
        Integer day = course.protocolDay();
        boolean running = day == null || day <= course.parameters().protocolDays();
        if (open && running && !advice.hold() && course.isInfantAlive()) {
            deeds.add(deed("session", false, words));
        }
        if (danger) {
            deeds.add(deed("answer", false, words));
        }
        boolean mayStart = course.isInfantAlive() && !advice.hold();
        if (!course.isStarted() && mayStart) {
            deeds.add(deed("start", false, words));
        } else if (course.endedEarlyOn() != null && mayStart) {
            // The way back for who ended them by mistake, or comes again.
            deeds.add(new Deed("start", words.ui("mother.do.start.anew"), false));
        }
        if (course.isStarted() && open) {
            deeds.add(deed("end", false, words));
        }
        return deeds;
    }

    /** In the words of the key, which takes the day; empty when the days were not ended early. */
    static String endedEarly(Course course, String key, PageWords words) {
        Integer day = course.endedEarlyOn();
        return day == null ? "" : words.ui(key, String.valueOf(day));
    }

    private static Deed deed(String path, boolean first, PageWords words) {
        return new Deed(path, words.ui("mother.do." + path), first);
    }
}
