package io.github.oxytocinmassage.fhir;

import static io.github.oxytocinmassage.fhir.FhirRecord.at;
import static io.github.oxytocinmassage.fhir.FhirRecord.check;
import static io.github.oxytocinmassage.fhir.FhirRecord.component;
import static io.github.oxytocinmassage.fhir.FhirRecord.family;
import static io.github.oxytocinmassage.fhir.FhirRecord.observation;
import static io.github.oxytocinmassage.fhir.FhirRecord.on;
import static io.github.oxytocinmassage.fhir.FhirRecord.quantity;
import static io.github.oxytocinmassage.fhir.FhirRecord.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.api.Test;

/** A filled sheet and the check taken out of it say the same. */
class SheetCheckTest {

    private static final FhirContext CONTEXT = FhirR4.context();
    private static final SheetForm FORM = SheetForm.of(Artefacts.carried());
    private static final Advisor ADVISOR = new Advisor(RuleRelease.load(Map.of()));
    private static final int SHEETS = Integer.getInteger("properties.records", 2000);

    @Test
    void a_sheet_and_its_check_have_the_same_advice() {
        Set<String> seen = new HashSet<>();
        for (long seed = 1; seed <= SHEETS; seed++) {
            QuestionnaireResponse sheet = FilledSheet.of(new Random(seed));
            Observation check = SheetCheck.of(sheet, FORM);
            check.setId("c");

            String ofTheSheet = advice(seed, sheet);

            assertThat(advice(seed, check))
                    .as("seed %d: %s", seed, CONTEXT.newJsonParser().encodeResourceToString(sheet))
                    .isEqualTo(ofTheSheet);
            seen.add(ofTheSheet.split(" ", 2)[0]);
        }
        assertThat(seen).contains("ESCALATE", "NOT_ELIGIBLE", "ASSESS", "INTENSIFY", "CONTINUE");
    }

    @Test
    void a_check_says_who_when_about_whom_and_of_which_sheet() {
        QuestionnaireResponse sheet = sheet("let-down", new BooleanType(true));
        sheet.addItem().setLinkId("infant").addAnswer().setValue(new Reference("Patient/b"));
        sheet.setAuthor(new Reference("Practitioner/bidan"));
        sheet.setEncounter(new Reference("Encounter/visit"));

        Observation check = SheetCheck.of(sheet, FORM);

        assertThat(check.getStatus()).isEqualTo(ObservationStatus.FINAL);
        assertThat(check.getCode().getCodingFirstRep().getCode()).isEqualTo("adequacy-check");
        assertThat(check.getSubject().getReference()).isEqualTo("Patient/m");
        assertThat(check.getFocusFirstRep().getReference()).isEqualTo("Patient/b");
        assertThat(check.getEffectiveDateTimeType().getValueAsString()).isEqualTo("2026-03-09T10:00:00+07:00");
        assertThat(check.getPerformerFirstRep().getReference()).isEqualTo("Practitioner/bidan");
        assertThat(check.getEncounter().getReference()).isEqualTo("Encounter/visit");
        assertThat(check.getDerivedFromFirstRep().getReference()).isEqualTo("QuestionnaireResponse/q");
        assertThat(check.getComponent()).hasSize(1);
        assertThat(check.getComponentFirstRep().getCode().getCodingFirstRep().getSystem())
                .isEqualTo(Canonical.ITEMS);
    }

    @Test
    void a_colour_becomes_a_concept_and_a_question_left_open_nothing() {
        QuestionnaireResponse sheet =
                sheet("stool-colour", new Coding().setSystem(Canonical.ITEMS).setCode("yellow"));
        sheet.addItem().setLinkId("urine-colour");

        Observation check = SheetCheck.of(sheet, FORM);

        assertThat(check.getComponent()).hasSize(1);
        assertThat(check.getComponentFirstRep()
                        .getValueCodeableConcept()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("yellow");
    }

    @Test
    void an_unfinished_sheet_reassures_nobody_as_a_check_either() {
        QuestionnaireResponse sheet = sheet("danger-signs-none", new BooleanType(true));
        sheet.setStatus(QuestionnaireResponseStatus.INPROGRESS).setId((String) null);

        Observation check = SheetCheck.of(sheet, FORM);
        check.setId("c");

        assertThat(check.getStatus()).isEqualTo(ObservationStatus.PRELIMINARY);
        assertThat(family().with(json(check)).read().checks()).isEmpty();
        assertThat(family().with(json(check)).read().answers()).allMatch(a -> a.alarmsOnly());
    }

    @Test
    void a_sheet_ties_the_infant_it_is_about_to_its_mother() {
        QuestionnaireResponse sheet = sheet("let-down", new BooleanType(true));
        sheet.addItem().setLinkId("infant").addAnswer().setValue(new Reference("Patient/b"));

        assertThat(record().with("{\"resourceType\":\"Patient\",\"id\":\"m\",\"birthDate\":\"1998-01-01\"}")
                        .with("{\"resourceType\":\"Patient\",\"id\":\"b\",\"birthDate\":\"2025-12-05\"}")
                        .with(json(sheet))
                        .read()
                        .infants())
                .extracting(i -> i.reference())
                .containsExactly("Patient/b");
    }

    @Test
    void what_is_no_sheet_of_ours_or_is_not_whole_is_refused() {
        refused(
                s -> s.setQuestionnaire("http://example.org/Questionnaire/other"),
                "QuestionnaireResponse.questionnaire");
        refused(s -> s.setStatus(QuestionnaireResponseStatus.ENTEREDINERROR), "QuestionnaireResponse.status");
        refused(s -> s.setStatus(null), "QuestionnaireResponse.status");
        refused(s -> s.setAuthoredElement(null), "QuestionnaireResponse.authored");
        refused(s -> s.setSubject(null), "QuestionnaireResponse.subject");
        refused(s -> s.setSubject(new Reference("Group/g")), "QuestionnaireResponse.subject");
        refused(s -> s.addContained(new Patient().setActive(true)), "QuestionnaireResponse.contained");
        refused(
                s -> s.addModifierExtension(new Extension("urn:not", new BooleanType(true))),
                "QuestionnaireResponse.modifierExtension");
        refused(
                s -> s.getItemFirstRep().addModifierExtension(new Extension("urn:not", new BooleanType(true))),
                "QuestionnaireResponse.item[0].modifierExtension");
        assertThatThrownBy(() -> SheetCheck.of(new Patient(), FORM)).isInstanceOf(BadRecordException.class);
    }

    @Test
    void an_answer_that_the_sheet_does_not_ask_for_is_refused() {
        refusedAnswer("note", new StringType("x"), "QuestionnaireResponse.item[0].linkId");
        refusedAnswer("danger-reviewed", new Coding().setCode("jaundice"), "QuestionnaireResponse.item[0].linkId");
        refusedAnswer("29463-7", new Quantity(2900), "QuestionnaireResponse.item[0].linkId");
        String value = "QuestionnaireResponse.item[0].answer[0].value";
        refusedAnswer("signs", new BooleanType(true), value);
        refusedAnswer("let-down", new StringType("yes"), value);
        refusedAnswer("feeds-24h", new DecimalType("8.0"), value);
        refusedAnswer("stool-colour", new Coding().setSystem(Canonical.ITEMS).setCode("dark"), value);
        refusedAnswer("stool-colour", new Coding().setSystem("urn:other").setCode("yellow"), value);
        refusedAnswer("expressed-volume", new Quantity().setValue(2).setUnit("cups"), value);
        refusedAnswer("infant", new StringType("b"), value);
        QuestionnaireResponse twice = sheet("feeds-24h", new IntegerType(8));
        twice.addItem().setLinkId("feeds-24h").addAnswer().setValue(new IntegerType(9));
        assertRefused(twice, "QuestionnaireResponse.item[1].answer");
    }

    private static void refused(Consumer<QuestionnaireResponse> change, String path) {
        QuestionnaireResponse sheet = sheet("let-down", new BooleanType(true));
        change.accept(sheet);
        assertRefused(sheet, path);
    }

    private static void refusedAnswer(String linkId, Type value, String path) {
        assertRefused(sheet(linkId, value), path);
    }

    private static void assertRefused(QuestionnaireResponse sheet, String path) {
        assertThatThrownBy(() -> SheetCheck.of(sheet, FORM))
                .isInstanceOfSatisfying(
                        BadRecordException.class, e -> assertThat(e.path()).isEqualTo(path));
    }

    private static QuestionnaireResponse sheet(String linkId, Type value) {
        QuestionnaireResponse sheet = new QuestionnaireResponse();
        sheet.setQuestionnaire(Canonical.BASE + "/Questionnaire/adequacy-sheet")
                .setStatus(QuestionnaireResponseStatus.COMPLETED)
                .setSubject(new Reference("Patient/m"))
                .setAuthoredElement(new DateTimeType("2026-03-09T10:00:00+07:00"))
                .setId("q");
        sheet.addItem().setLinkId(linkId).addAnswer().setValue(value);
        return sheet;
    }

    /** Disposition, level, and every finding with its level, of a record that holds this sheet. */
    private static String advice(long seed, Resource sheet) {
        Random random = new Random(-seed);
        FhirRecord record = family().with(json(sheet))
                .with(observation(
                        "bw", "8339-4", on("Patient/b", at("2026-03-05T04:00:00+07:00") + "," + quantity("3000", "g"))))
                .with(observation(
                        "w", "29463-7", on("Patient/b", at("2026-03-08T09:00:00+07:00") + "," + quantity("2900", "g"))))
                .with(observation(
                        "ga",
                        "11884-4",
                        on("Patient/b", at("2026-03-05T04:00:00+07:00") + "," + quantity("39", "wk"))));
        if (random.nextInt(3) == 0) {
            record.with(
                    "{\"resourceType\":\"Patient\",\"id\":\"b2\",\"birthDate\":\"2026-03-05\",\"multipleBirthInteger\":2,"
                            + "\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":\"Patient/m\"}}]}");
        }
        if (random.nextInt(4) > 0) {
            record.with("""
                    {"resourceType":"CarePlan","id":"p","status":"active","intent":"plan","subject":{"reference":"Patient/m"},
                     "instantiatesCanonical":["%s"],"period":{"start":"2026-03-06"}}""".formatted(Canonical.PLAN));
        }
        if (random.nextInt(2) == 0) {
            record.with(check(
                            "earlier",
                            component("lethargic", "\"valueBoolean\":" + random.nextBoolean()),
                            component("jaundice", "\"valueBoolean\":" + random.nextBoolean()),
                            component("rib-vertebral-injury", "\"valueBoolean\":" + (random.nextInt(4) == 0)),
                            component("wet-diapers-24h", "\"valueInteger\":" + random.nextInt(6)))
                    .replace("2026-03-09T10", "2026-03-07T10"));
        }
        Advice advice = ADVISOR.advise(record.read());
        List<String> findings = advice.findings().stream()
                .map(f -> f.rule() + "/" + f.level() + "/" + f.subject())
                .toList();
        return advice.disposition() + " " + advice.level() + " " + findings;
    }

    private static String json(Resource resource) {
        return CONTEXT.newJsonParser().encodeResourceToString(resource);
    }
}
