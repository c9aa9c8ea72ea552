package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.fhir.FindingDetail;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Advice.InfantAdvice;
import io.github.oxytocinmassage.protocol.Advice.SignShown;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.protocol.Remark;
import io.github.oxytocinmassage.protocol.Status;
import io.github.oxytocinmassage.rules.Evidence;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import io.github.oxytocinmassage.ward.MotherCard.FindingShown;
import io.github.oxytocinmassage.ward.MotherCard.InfantShown;
import io.github.oxytocinmassage.ward.MotherCard.Massage;
import io.github.oxytocinmassage.ward.MotherCard.Noted;
import io.github.oxytocinmassage.ward.MotherCard.Outcome;
import io.github.oxytocinmassage.ward.MotherCard.SignRow;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** Puts a mother's advice into the words of one language. */
@Component
public final class CardWriter {

    private final RuleRelease release;
    private final Wording wording;
    private final Evidence evidence;
    private final ZoneId zone;
    private final MessageSource words;

    CardWriter(RuleRelease release, MessageSource words) {
        this.release = release;
        this.wording = release.wording();
        this.evidence = release.evidence();
        this.zone = release.parameters().siteZone();
        this.words = words;
    }

    /**
     * @param name anchor and address: of a sample, or the logical id
     * @param label what people call her
     * @param locale one that we speak
     */
    public MotherCard card(String name, String label, Advice advice, Locale locale) {
        return new OneCard(name, label, advice, locale).card();
    }

    private final class OneCard {

        private final String name;
        private final String label;
        private final Advice advice;
        private final Locale locale;
        private final PageWords page;

        OneCard(String name, String label, Advice advice, Locale locale) {
            this.name = name;
            this.label = label;
            this.advice = advice;
            this.locale = locale;
            this.page = new PageWords(wording, words, zone, locale);
        }

        MotherCard card() {
            Instant next = advice.nextLook();
            boolean lookNow = next != null && !next.isAfter(advice.asOf());
            Predicate<Finding> ofDataQuality = f -> f.rule().startsWith("OM-DQ-");
            return new MotherCard(
                    name,
                    label,
                    tone(advice.disposition(), advice.level()),
                    page.term("disposition.", advice.disposition()),
                    page.term("level.", advice.level()),
                    advice.protocolDay() == null ? "" : advice.protocolDay().toString(),
                    page.time(advice.asOf()),
                    shown(advice.leading()),
                    advice.hold(),
                    next == null || lookNow ? "" : page.time(next),
                    lookNow,
                    findings(ofDataQuality.negate()),
                    findings(ofDataQuality),
                    advice.infants().stream().map(this::infant).toList(),
                    massage(),
                    outcome(),
                    advice.missing().stream().map(this::name).toList(),
                    advice.remarks().stream().map(this::noted).toList());
        }

        private List<FindingShown> findings(Predicate<Finding> which) {
            return advice.findings().stream().filter(which).map(this::shown).toList();
        }

        private FindingShown shown(Finding finding) {
            Evidence.Entry grounds = evidence.of(finding.rule());
            return new FindingShown(
                    finding.rule(),
                    tone(finding.disposition(), finding.level()),
                    (page.term("disposition.", finding.disposition()) + " " + page.term("level.", finding.level()))
                            .strip(),
                    about(finding),
                    wording.text(finding, locale),
                    FindingDetail.of(finding, release, locale),
                    wording.action(finding, advice.hold(), locale),
                    wording.term("grade." + grounds.grade(), locale),
                    evidence.sources(finding.rule(), locale));
        }

        private String about(Finding finding) {
            String subject = finding.subject();
            if (subject == null) {
                return page.ui("about.unresolved");
            }
            return advice.infants().stream()
                    .filter(i -> i.reference().equals(subject))
                    .map(InfantAdvice::label)
                    .findFirst()
                    .orElse(subject.equals(advice.mother()) ? label : subject);
        }

        private InfantShown infant(InfantAdvice infant) {
            Status status = infant.status();
            return new InfantShown(
                    infant.label(),
                    infant.dayOfLife() == null ? "" : infant.dayOfLife().toString(),
                    status == null ? "" : status.name().toLowerCase(Locale.ROOT),
                    page.term("status.", status),
                    infant.lastCheck() == null ? "" : page.time(infant.lastCheck()),
                    infant.signs().stream().map(this::row).toList());
        }

        private SignRow row(SignShown sign) {
            return new SignRow(
                    page.heading(sign.sign().code()),
                    sign.state().name().toLowerCase(Locale.ROOT),
                    page.term("sign.", sign.state()),
                    page.value(sign));
        }

        private Noted noted(Remark remark) {
            String key = "value." + remark.value();
            return new Noted(
                    StringUtils.capitalize(wording.noted(remark, locale)),
                    page.has(key) ? page.ui(key) : remark.value());
        }

        private Massage massage() {
            if (advice.hasNoMassageYet()) {
                return new Massage(page.ui("massage.none"), "");
            }
            return new Massage(page.term("adherence.", advice.adherence()), dose());
        }

        private String dose() {
            if (advice.dose() == null) {
                return "";
            }
            NumberFormat decimal = NumberFormat.getInstance(locale);
            decimal.setMaximumFractionDigits(1);
            return decimal.format(advice.dose());
        }

        private Outcome outcome() {
            Advice.Outcome outcome = advice.outcome();
            return outcome == null
                    ? new Outcome("", "")
                    : new Outcome(page.term("status.", outcome.before()), page.term("status.", outcome.after()));
        }

        private String name(String code) {
            return wording.name(code, locale);
        }
    }

    /** Class of the style sheet and name of the shape: the level of a referral, else the disposition, else a note. */
    public static String tone(@Nullable Disposition disposition, @Nullable Level level) {
        Enum<?> of = level != null ? level : disposition;
        return of == null ? "note" : of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
