package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.fhir.Family.Whose;
import io.github.oxytocinmassage.fhir.Times.Effective;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Contraindication;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.Whom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Type;

/** Contraindications, and danger signs that stand in the record as conditions. */
final class ConditionReader {

    private static final Set<String> ACTIVE = Set.of("active", "recurrence", "relapse");
    private static final Set<String> OVER = Set.of("inactive", "remission", "resolved");
    private static final Set<String> NOT_SO = Set.of("refuted", "entered-in-error");
    /** As far as clocks differ ({@code clock.skewMinutes} of the protocol). */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final Family family;
    private final Codings codings;
    private final Times times;
    private final EpisodeDraft draft;
    private final Instant asOf;

    ConditionReader(Family family, Codings codings, Times times, EpisodeDraft draft, Instant asOf) {
        this.family = family;
        this.codings = codings;
        this.times = times;
        this.draft = draft;
        this.asOf = asOf;
    }

    void read(Recorded of, Condition condition) {
        Codings.Asked asked = codings.asked(condition.getCode());
        if (asked.items().isEmpty() && asked.unknown() == null) {
            return;
        }
        Whose whose = family.whose(condition.getSubject(), of);
        if (has(condition.getVerificationStatus(), NOT_SO)) {
            return;
        }
        if (whose == Whose.SOMEBODY_ELSES) {
            draft.doubts.addAll(family.doubtOfAnother(condition.getSubject(), of));
            return;
        }
        if (asked.unknown() != null) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "code", null, asked.unknown());
        }
        if (!isActive(of, condition)) {
            return;
        }
        if (Modifiers.changes(condition)) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "modifierExtension", null, "");
        }
        for (Item item : asked.items()) {
            if (item.role() == Item.Role.CONTRAINDICATION) {
                contraindication(of, condition, whose, item);
            } else if (item.role() == Item.Role.DANGER_SIGN && item.form() == Item.Form.YES_NO) {
                sign(of, condition, whose, item);
            }
        }
    }

    /** Of whom nobody can tell, it stands against the massage all the same. */
    private void contraindication(Recorded of, Condition condition, Whose whose, Item item) {
        Type begun = condition.hasOnset() ? condition.getOnset() : condition.getRecordedDateElement();
        boolean isLater = begun instanceof BaseDateTimeType
                && begun.hasPrimitiveValue()
                && times.of(begun, of, condition.hasOnset() ? "onset" : "recordedDate")
                        .when()
                        .earliest()
                        .isAfter(asOf.plus(SKEW));
        if (whose == Whose.INFANTS || isLater) {
            return;
        }
        if (whose == Whose.UNCLEAR) {
            draft.doubts.add(Family.unresolved(of.source(), of.path("subject")));
        }
        draft.contraindications.add(new Contraindication(item, of.source()));
    }

    private void sign(Recorded of, Condition condition, Whose whose, Item item) {
        Effective since = condition.hasOnset()
                ? times.of(condition.getOnset(), of, "onset")
                : times.of(condition.getRecordedDateElement(), of, "recordedDate");
        String infant = family.infant(condition.getSubject(), List.of(), of);
        boolean isUnclear = item.whom() == Whom.INFANT ? infant == null : whose == Whose.UNCLEAR;
        if (isUnclear) {
            draft.doubts.add(Family.unresolved(of.source(), of.path("subject")));
        }
        draft.answers.add(new Answer(
                item,
                new Value.YesNo(true),
                since.when(),
                item.whom() == Whom.INFANT ? infant : family.mother(),
                of.source(),
                isUnclear || since.isVague() || Modifiers.changes(condition)));
    }

    /** Active, unless something known says that it is over. */
    private boolean isActive(Recorded of, Condition condition) {
        CodeableConcept status = condition.getClinicalStatus();
        boolean isOver = has(status, OVER);
        if (status.hasCoding() && !isOver && !has(status, ACTIVE)) {
            draft.doubt(Doubt.Kind.UNKNOWN_CODE, of, "clinicalStatus", null, Values.found(status));
        }
        return !isOver;
    }

    private static boolean has(CodeableConcept concept, Set<String> codes) {
        List<String> found = new ArrayList<>(1);
        concept.getCoding().forEach(c -> {
            if (c.getCode() != null && codes.contains(c.getCode())) {
                found.add(c.getCode());
            }
        });
        return !found.isEmpty();
    }
}
