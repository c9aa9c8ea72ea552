package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** A sheet filled at random as a midwife may fill it, half of it or all, with what she is not sure of and what can't be. */
final class FilledSheet {

    private static final List<String> TIMES = List.of(
            "2026-03-09T10:00:00+07:00", "2026-03-09T03:30:00Z", "2026-03-08T23:50:00+07:00", "2026-03-09", "2026-03");
    private static final List<String> STOOLS = List.of("meconium", "transitional", "yellow", "yellow", "pale");
    private static final List<String> URINE = List.of("pale", "pale", "dark", "urate-crystals");

    private final Random random;
    private final boolean isSure;

    private FilledSheet(Random random) {
        this.random = random;
        this.isSure = chance(80);
    }

    static QuestionnaireResponse of(Random random) {
        return new FilledSheet(random).sheet();
    }

    private QuestionnaireResponse sheet() {
        QuestionnaireResponse sheet = new QuestionnaireResponse();
        sheet.setId("q");
        sheet.setQuestionnaire(Canonical.BASE + "/Questionnaire/adequacy-sheet|0.1.0")
                .setStatus(
                        chance(75)
                                ? QuestionnaireResponseStatus.COMPLETED
                                : one(List.of(
                                        QuestionnaireResponseStatus.AMENDED,
                                        QuestionnaireResponseStatus.INPROGRESS,
                                        QuestionnaireResponseStatus.STOPPED)))
                .setSubject(new Reference(chance(80) ? "Patient/m" : one(List.of("Patient/b", "Patient/nobody"))))
                .setAuthoredElement(new DateTimeType(chance(60) ? TIMES.get(0) : one(TIMES)));
        if (chance(40)) {
            answer(sheet.addItem().setLinkId("infant"), new Reference(one(List.of("Patient/b", "Patient/b2"))));
        }
        int alarms = chance(60) ? 0 : 4;
        int whole = one(List.of(30, 90, 100));
        List<QuestionnaireResponseItemComponent> group = new ArrayList<>();
        for (Item item : Item.values()) {
            if (item != Item.DANGER_REVIEWED && chance(whole)) {
                QuestionnaireResponseItemComponent question =
                        new QuestionnaireResponseItemComponent().setLinkId(item.code());
                if (!chance(3)) {
                    answer(question, value(item, alarms));
                }
                group.add(question);
            }
        }
        sheet.addItem().setLinkId("signs").setItem(group);
        return sheet;
    }

    private static void answer(QuestionnaireResponseItemComponent item, Type value) {
        item.addAnswer().setValue(value);
    }

    private Type value(Item item, int alarms) {
        if (!isSure && chance(4)) {
            BooleanType untold = new BooleanType();
            untold.addExtension(
                    "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                    new org.hl7.fhir.r4.model.CodeType("asked-unknown"));
            return untold;
        }
        return switch (item.form()) {
            case YES_NO ->
                new BooleanType(
                        switch (item.role()) {
                            case DANGER_SIGN -> chance(alarms);
                            case CONTRAINDICATION -> chance(alarms / 2);
                            default -> chance(75);
                        });
            case COUNT -> new IntegerType(count(item, alarms));
            case COLOUR ->
                new Coding().setSystem(Canonical.ITEMS).setCode(one(item == Item.STOOL_COLOUR ? STOOLS : URINE));
            case VOLUME ->
                new Quantity()
                        .setValue(random.nextInt(80))
                        .setUnit("mL")
                        .setSystem("http://unitsofmeasure.org")
                        .setCode("mL");
            case REVIEW -> throw new AssertionError(item);
        };
    }

    private int count(Item item, int alarms) {
        return switch (item) {
            case NIPPLE_PAIN -> random.nextInt(7);
            case EPDS_TOTAL -> chance(alarms * 3) ? 9 + random.nextInt(4) : random.nextInt(9);
            case EPDS_ITEM_10 -> chance(alarms) ? 1 : 0;
            case SUPPLEMENTS -> chance(70) ? 0 : 2;
            default -> chance(alarms) ? one(List.of(0, 41)) : 4 + random.nextInt(8);
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
