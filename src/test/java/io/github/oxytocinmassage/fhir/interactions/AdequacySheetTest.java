package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemEnableWhenComponent;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/** The sheet as a Questionnaire asks what the language of the protocol knows, in its words. */
class AdequacySheetTest {

    private static final List<MetadataResource> ARTEFACTS = Artefacts.carried().all();
    private static final RuleRelease RELEASE = RuleRelease.load(Map.of());
    private static final Locale INDONESIAN = Locale.forLanguageTag("id");
    private static final String EXTENSIONS = "http://hl7.org/fhir/StructureDefinition/";
    private static final Questionnaire SHEET = ARTEFACTS.stream()
            .filter(Questionnaire.class::isInstance)
            .map(Questionnaire.class::cast)
            .filter(q -> q.getUrl().equals(Canonical.BASE + "/Questionnaire/adequacy-sheet"))
            .findFirst()
            .orElseThrow();

    @Test
    void every_item_of_the_sheet_is_asked_once_and_nothing_else_but_which_infant() {
        List<String> ofTheSheet = Arrays.stream(Item.values())
                .filter(i -> i != Item.DANGER_REVIEWED)
                .map(Item::code)
                .toList();

        List<String> asked =
                questions().map(QuestionnaireItemComponent::getLinkId).toList();

        assertThat(asked.get(0)).isEqualTo("infant");
        assertThat(asked.stream().skip(1)).containsExactlyInAnyOrderElementsOf(ofTheSheet);
    }

    @Test
    void danger_signs_come_first_and_end_with_none_of_these() {
        List<QuestionnaireItemComponent> groups = SHEET.getItem().stream()
                .filter(i -> i.getType() == QuestionnaireItemType.GROUP)
                .toList();

        assertThat(codes(groups.get(0))).startsWith("convulsions").endsWith("danger-signs-none");
        assertThat(codes(groups.get(1))).startsWith("heavy-bleeding").endsWith("mother-danger-signs-none");
    }

    @Test
    void what_the_family_must_not_hear_stands_in_a_group_of_its_own() {
        assertThat(codes(SHEET.getItem().get(SHEET.getItem().size() - 1)))
                .containsExactly(
                        "epds-total", "epds-item-10", "self-harm-thoughts", "unsafe-at-home", "consent-refused");
    }

    @Test
    void an_item_takes_what_its_form_says() {
        items().forEach(q -> {
            QuestionnaireItemType type =
                    switch (item(q).form()) {
                        case YES_NO -> QuestionnaireItemType.BOOLEAN;
                        case COUNT -> QuestionnaireItemType.INTEGER;
                        case COLOUR -> QuestionnaireItemType.CHOICE;
                        case VOLUME -> QuestionnaireItemType.QUANTITY;
                        case REVIEW -> throw new AssertionError(q.getLinkId());
                    };
            assertThat(q.getType()).as(q.getLinkId()).isEqualTo(type);
            assertThat(q.getRequired() || q.getRepeats()).as(q.getLinkId()).isFalse();
        });
    }

    @Test
    void a_question_bears_the_code_and_the_words_of_its_item() {
        Wording words = RELEASE.wording();
        items().forEach(q -> {
            String term = "item." + q.getLinkId();
            Coding code = q.getCodeFirstRep();

            assertThat(code.getSystem()).isEqualTo(Canonical.ITEMS);
            assertThat(code.getCode()).isEqualTo(q.getLinkId());
            assertThat(code.getDisplay()).isEqualTo(words.term(term, Locale.ENGLISH));
            assertThat(indonesian(code.getDisplayElement())).isEqualTo(words.term(term, INDONESIAN));
            assertThat(q.getText()).isEqualToIgnoringCase(words.term(term, Locale.ENGLISH));
            assertThat(indonesian(q.getTextElement())).isEqualToIgnoringCase(words.term(term, INDONESIAN));
        });
    }

    @Test
    void every_text_is_there_in_both_languages() {
        assertThat(indonesian(SHEET.getTitleElement())).isNotBlank();
        assertThat(indonesian(SHEET.getDescriptionElement())).isNotBlank();
        all(SHEET.getItem()).forEach(i -> {
            assertThat(i.getText()).as(i.getLinkId()).isNotBlank();
            assertThat(indonesian(i.getTextElement())).as(i.getLinkId()).isNotBlank();
        });
    }

    @Test
    void a_number_has_the_range_of_the_protocol() {
        int most = RELEASE.parameters().plausibleCountMax();
        Map<String, Integer> scores = Map.of("nipple-pain", 10, "epds-total", 30, "epds-item-10", 3);

        items().filter(q -> q.getType() == QuestionnaireItemType.INTEGER).forEach(q -> {
            assertThat(bound(q, "minValue")).as(q.getLinkId()).isZero();
            assertThat(bound(q, "maxValue")).as(q.getLinkId()).isEqualTo(scores.getOrDefault(q.getLinkId(), most));
        });
    }

    @Test
    void a_colour_is_chosen_from_the_value_set_of_its_item() {
        items().filter(q -> q.getType() == QuestionnaireItemType.CHOICE)
                .forEach(q ->
                        assertThat(valueSet(q.getAnswerValueSet()).getUrl()).endsWith("/" + q.getLinkId()));
    }

    @Test
    void only_a_colour_of_what_was_not_there_is_skipped() {
        Map<String, String> counts = Map.of("stool-colour", "stools-24h", "urine-colour", "wet-diapers-24h");

        all(SHEET.getItem()).filter(QuestionnaireItemComponent::hasEnableWhen).forEach(i -> assertThat(counts)
                .containsKey(i.getLinkId()));
        items().filter(q -> q.getType() == QuestionnaireItemType.CHOICE).forEach(q -> {
            List<QuestionnaireItemEnableWhenComponent> when = q.getEnableWhen();

            assertThat(q.getEnableBehavior()).isEqualTo(Questionnaire.EnableWhenBehavior.ANY);
            assertThat(when)
                    .extracting(QuestionnaireItemEnableWhenComponent::getQuestion)
                    .containsOnly(counts.get(q.getLinkId()));
            assertThat(when.get(0).getOperator()).isEqualTo(Questionnaire.QuestionnaireItemOperator.EXISTS);
            assertThat(((BooleanType) when.get(0).getAnswer()).booleanValue()).isFalse();
            assertThat(when.get(1).getOperator()).isEqualTo(Questionnaire.QuestionnaireItemOperator.GREATER_THAN);
            assertThat(((IntegerType) when.get(1).getAnswer()).getValue()).isZero();
        });
    }

    @Test
    void what_is_asked_may_stand_in_a_check() {
        Set<String> allowed = valueSet(Canonical.BASE + "/ValueSet/sheet-item").getCompose().getInclude().stream()
                .flatMap(i -> i.getConcept().stream())
                .map(ValueSet.ConceptReferenceComponent::getCode)
                .collect(Collectors.toSet());

        items().forEach(q -> assertThat(allowed).contains(q.getLinkId()));
    }

    private static ValueSet valueSet(String url) {
        return ARTEFACTS.stream()
                .filter(a -> a instanceof ValueSet && a.getUrl().equals(url))
                .map(ValueSet.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + url));
    }

    private static Stream<QuestionnaireItemComponent> all(List<QuestionnaireItemComponent> items) {
        return items.stream().flatMap(i -> Stream.concat(Stream.of(i), all(i.getItem())));
    }

    private static Stream<QuestionnaireItemComponent> questions() {
        return all(SHEET.getItem()).filter(i -> i.getType() != QuestionnaireItemType.GROUP);
    }

    /** The questions but for which infant. */
    private static Stream<QuestionnaireItemComponent> items() {
        return questions().filter(q -> q.getType() != QuestionnaireItemType.REFERENCE);
    }

    private static List<String> codes(QuestionnaireItemComponent group) {
        return group.getItem().stream()
                .map(QuestionnaireItemComponent::getLinkId)
                .toList();
    }

    private static Item item(QuestionnaireItemComponent question) {
        return Item.ofCode(question.getLinkId()).orElseThrow();
    }

    private static int bound(QuestionnaireItemComponent question, String name) {
        return ((IntegerType) question.getExtensionByUrl(EXTENSIONS + name).getValue()).getValue();
    }

    private static String indonesian(Element text) {
        return text.getExtensionsByUrl(EXTENSIONS + "translation").stream()
                .filter(t -> "id".equals(t.getExtensionString("lang")))
                .map(t -> t.getExtensionString("content"))
                .findFirst()
                .orElse("");
    }
}
