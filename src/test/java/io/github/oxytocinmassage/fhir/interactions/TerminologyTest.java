package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;

/** What the rules and the FHIR content both know is the same in both. */
class TerminologyTest {

    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final List<MetadataResource> ARTEFACTS = Artefacts.carried().all();
    private static final RuleRelease RELEASE = RuleRelease.load(Map.of());
    private static final Locale INDONESIAN = Locale.forLanguageTag("id");
    private static final Pattern RULE = Pattern.compile("(?m)@id\\( \"(OM-[A-Z0-9-]+)\" \\)");

    @Test
    void every_item_of_the_language_is_a_code_with_the_words_of_the_rules() {
        Map<String, ConceptDefinitionComponent> codes = concepts(Canonical.ITEMS);

        for (Item item : Item.values()) {
            assertThat(codes).containsKey(item.code());
            assertSameWords(codes.get(item.code()), "item." + item.code());
        }
    }

    @Test
    void every_disposition_is_a_code_with_the_words_of_the_rules() {
        concepts(Canonical.DISPOSITIONS).values().forEach(c -> assertSameWords(c, "disposition." + c.getCode()));
        assertThat(concepts(Canonical.DISPOSITIONS).keySet())
                .isEqualTo(Arrays.stream(Disposition.values()).map(Enum::name).collect(Collectors.toSet()));
    }

    @Test
    void the_rules_are_those_of_the_knowledge_base() throws Exception {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("rules"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".drl")).toList()) {
                Matcher rule = RULE.matcher(Files.readString(file));
                while (rule.find()) {
                    written.add(rule.group(1));
                }
            }
        }

        assertThat(new TreeSet<>(concepts(Canonical.RULES).keySet())).isEqualTo(written);
    }

    @Test
    void every_code_of_a_value_set_is_one_of_its_code_system() {
        for (ValueSet set : of(ValueSet.class)) {
            set.getCompose().getInclude().stream()
                    .filter(i -> i.getSystem().startsWith(Canonical.BASE))
                    .forEach(include -> {
                        Set<String> known = concepts(include.getSystem()).keySet();
                        include.getConcept()
                                .forEach(c -> assertThat(known).as(set.getUrl()).contains(c.getCode()));
                    });
        }
    }

    @Test
    void every_target_of_a_map_is_one_of_our_codes() {
        Set<String> known = concepts(Canonical.ITEMS).keySet();
        for (ConceptMap map : of(ConceptMap.class)) {
            map.getGroup().stream()
                    .filter(g -> Canonical.ITEMS.equals(g.getTarget()))
                    .flatMap(g -> g.getElement().stream())
                    .flatMap(e -> e.getTarget().stream())
                    .filter(t -> t.hasCode())
                    .forEach(t -> assertThat(known).contains(t.getCode()));
        }
    }

    @Test
    void every_concept_speaks_both_languages() {
        for (CodeSystem system : of(CodeSystem.class)) {
            assertThat(system.getConcept()).hasSize(system.getCount());
            system.getConcept().forEach(c -> {
                assertThat(c.getDisplay()).as(c.getCode()).isNotBlank();
                assertThat(indonesian(c)).as(c.getCode()).isPresent();
            });
        }
    }

    @Test
    void every_artefact_has_an_address_of_its_own_and_a_file_named_after_it() {
        assertThat(ARTEFACTS.stream().map(MetadataResource::getUrl)).doesNotHaveDuplicates();
        ARTEFACTS.forEach(a -> assertThat(a.getUrl())
                .isEqualTo(Canonical.BASE + "/" + a.fhirType() + "/"
                        + a.getIdElement().getIdPart()));
    }

    private static void assertSameWords(ConceptDefinitionComponent concept, String term) {
        Wording words = RELEASE.wording();
        assertThat(concept.getDisplay()).isEqualTo(words.term(term, Locale.ENGLISH));
        assertThat(indonesian(concept)).contains(words.term(term, INDONESIAN));
    }

    private static Optional<String> indonesian(ConceptDefinitionComponent concept) {
        return concept.getDesignation().stream()
                .filter(d -> d.getLanguage().equals("id"))
                .map(d -> d.getValue())
                .findFirst();
    }

    private static Map<String, ConceptDefinitionComponent> concepts(String system) {
        return of(CodeSystem.class).stream()
                .filter(c -> c.getUrl().equals(system))
                .flatMap(c -> c.getConcept().stream())
                .collect(Collectors.toMap(ConceptDefinitionComponent::getCode, c -> c));
    }

    private static <T extends MetadataResource> List<T> of(Class<T> type) {
        return ARTEFACTS.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
