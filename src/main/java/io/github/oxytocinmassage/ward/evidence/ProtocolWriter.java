package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.protocol.Sign;
import io.github.oxytocinmassage.protocol.Status;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import io.github.oxytocinmassage.ward.evidence.ProtocolPage.Answer;
import io.github.oxytocinmassage.ward.evidence.ProtocolPage.Day;
import io.github.oxytocinmassage.ward.evidence.ProtocolPage.Named;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts the protocol (its sections 2 to 5 and 7) and the thresholds in force into the words of one language. */
@Component
final class ProtocolWriter {

    private static final String PROTOCOL = "evidence.protocol.";

    /** In the order in which a check is judged. */
    private static final List<Status> JUDGED =
            List.of(Status.INADEQUATE, Status.UNKNOWN, Status.ADEQUATE, Status.BORDERLINE);

    /** What rules come to, the gravest first, and the section of the rules that most come to it. */
    private static final Map<String, String> SECTIONS = sections();

    private final Parameters parameters;
    private final Wording wording;
    private final EvidenceWriter rules;
    private final MessageSource words;

    ProtocolWriter(RuleRelease release, EvidenceWriter rules, MessageSource words) {
        this.parameters = release.parameters();
        this.wording = release.wording();
        this.rules = rules;
        this.words = words;
    }

    ProtocolPage page(Locale locale) {
        Parameters p = parameters;
        return new ProtocolPage(
                List.of(
                        say(
                                "massage.how",
                                locale,
                                p.sessionTargetMinutes(),
                                p.sessionMinPerDay(),
                                p.sessionMaxPerDay(),
                                p.protocolDays()),
                        say("massage.counts", locale, p.sessionMinMinutes(), p.sessionMaxPerDay()),
                        say("massage.check", locale, p.checkIntervalHours(), p.checkMaxAgeHours())),
                List.of(
                        say("whom.mother", locale, p.motherMaxPostpartumDays()),
                        say("whom.infant", locale, p.infantMinGestationWeeks(), p.infantMinBirthWeightG()),
                        say("whom.others", locale)),
                Arrays.stream(Item.values())
                        .filter(item -> item.role() == Item.Role.CONTRAINDICATION)
                        .map(item -> wording.name(item.code(), locale))
                        .toList(),
                Arrays.stream(Sign.values()).map(sign -> sign(sign, locale)).toList(),
                byDay(locale),
                JUDGED.stream().map(status -> status(status, locale)).toList(),
                answers(locale));
    }

    private Named sign(Sign sign, Locale locale) {
        Parameters p = parameters;
        Object[] values =
                switch (sign) {
                    case FEEDS -> new Object[] {p.signFeedsMin()};
                    case STOOL_COLOUR -> new Object[] {p.signStoolAnyColourToDay(), p.signMeconiumEndsByDay() - 1};
                    case URINE_COLOUR -> new Object[] {p.signUrateUnknownToDay()};
                    case WEIGHT ->
                        new Object[] {
                            p.weightLossToDay(),
                            p.weightLossCaution(),
                            p.weightLossToDay() + 1,
                            p.weightGainMin(),
                            p.weightRegainDay()
                        };
                    default -> new Object[0];
                };
        return new Named(wording.name(sign.code(), locale), say("sign." + sign.code(), locale, values));
    }

    private List<Day> byDay(Locale locale) {
        TreeSet<Integer> days = new TreeSet<>(parameters.signWetMin().fromDay().keySet());
        days.addAll(parameters.signStoolsMin().fromDay().keySet());
        return days.stream()
                .map(day -> new Day(
                        isOne(day, days) ? String.valueOf(day) : say("day.from", locale, day),
                        parameters.signWetMin().on(day),
                        parameters.signStoolsMin().on(day)))
                .toList();
    }

    /** Whether the next entry begins the day after. */
    private static boolean isOne(int day, TreeSet<Integer> days) {
        Integer next = days.higher(day);
        return next != null && next == day + 1;
    }

    private Named status(Status status, Locale locale) {
        Parameters p = parameters;
        Object[] values =
                switch (status) {
                    case INADEQUATE ->
                        new Object[] {p.weightLossToDay() + 1, p.weightLossUrgent(), p.checkInadequateAbsent()};
                    case UNKNOWN -> new Object[] {p.checkMinKnown()};
                    case ADEQUATE -> new Object[] {p.checkAdequatePresent()};
                    case BORDERLINE -> new Object[0];
                };
        return new Named(
                wording.term("status." + status.name(), locale), say("status." + status.name(), locale, values));
    }

    private List<Answer> answers(Locale locale) {
        return SECTIONS.entrySet().stream()
                .map(answer -> new Answer(
                        EvidenceWriter.tone(answer.getKey()),
                        rules.verdict(answer.getKey(), locale),
                        say("answer." + answer.getKey(), locale, parameters.protocolDays()),
                        answer.getValue()))
                .toList();
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("EMERGENCY", "DAN-I");
        sections.put("URGENT", "DAN-I");
        sections.put("PRIORITY", "ESC");
        sections.put("NOT_ELIGIBLE", "ELI");
        sections.put("ASSESS", "ASS");
        sections.put("INTENSIFY", "INT");
        sections.put("COMPLETE", "COM");
        sections.put("CONTINUE", "CON");
        return sections;
    }

    private String say(String key, Locale locale, Object... values) {
        return Objects.requireNonNull(words.getMessage(PROTOCOL + key, values.length == 0 ? null : values, locale));
    }
}
