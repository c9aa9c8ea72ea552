package io.github.oxytocinmassage.cdshooks;

import static io.github.oxytocinmassage.cdshooks.EpisodeBuilder.MOTHER;
import static io.github.oxytocinmassage.cdshooks.EpisodeBuilder.episode;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.EvidencePages;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardsTest {

    private static final RuleRelease RELEASE = RuleRelease.load(Map.of());
    private static final Advisor ADVISOR = new Advisor(RELEASE);
    private static final FhirContext FHIR = FhirContext.forR4Cached();
    private static final Locale ENGLISH = Locale.ENGLISH;
    private static final Locale INDONESIAN = Locale.forLanguageTag("id");
    private static final UUID ID = UUID.fromString("11111111-2222-4333-8444-555555555555");

    @Test
    void what_decides_stands_first_then_further_danger_then_the_rest() {
        EpisodeBuilder told = adequate()
                .weighing("i1", Measure.WEIGHT, 5, 2650)
                .seen("Patient/i1", Item.LETHARGIC, 5)
                .seen(MOTHER, Item.CALF_SIGN, 5);

        List<Card> cards = cards(told, ENGLISH);

        assertThat(cards).hasSize(3);
        assertThat(cards.get(0).detail()).contains("OM-DAN-I03").doesNotContain("OM-DAN-I13");
        assertThat(cards.get(1).detail()).contains("OM-DAN-I13", "OM-DAN-M05").doesNotContain("OM-DAN-I03");
        assertThat(cards.get(1).summary()).startsWith("2 more danger signs, the worst: ");
        assertThat(cards.get(2).detail()).doesNotContain("OM-DAN-");
    }

    @Test
    void an_emergency_is_critical_and_its_referral_recommended() {
        Card card =
                cards(adequate().seen("Patient/i1", Item.LETHARGIC, 5), ENGLISH).get(0);

        assertThat(card.indicator()).isEqualTo(Card.Indicator.CRITICAL);
        assertThat(card.source().topic().code()).isEqualTo("ESCALATE");
        assertThat(card.selectionBehavior()).isEqualTo("any");
        assertThat(card.suggestions().subList(1, card.suggestions().size()))
                .as("that a clinician has seen to it is offered, and never recommended")
                .singleElement()
                .satisfies(s -> assertThat(s.isRecommended()).isNull());
        assertThat(card.suggestions().get(0)).satisfies(s -> {
            assertThat(s.isRecommended()).isTrue();
            assertThat(s.label()).startsWith("Refer (now): ");
            assertThat(s.actions()).singleElement().satisfies(a -> {
                assertThat(a.type()).isEqualTo("create");
                assertThat(a.resource()).contains("\"resourceType\":\"ServiceRequest\"");
            });
        });
    }

    @Test
    void a_sign_that_can_wait_two_days_is_a_warning() {
        EpisodeBuilder told = adequate().answer(MOTHER, Item.EPDS_TOTAL, new Value.Count(13), 5);

        assertThat(cards(told, ENGLISH).get(0).indicator()).isEqualTo(Card.Indicator.WARNING);
    }

    @Test
    void adequate_milk_is_good_news() {
        Card card = cards(adequate(), ENGLISH).get(0);

        assertThat(card.indicator()).isEqualTo(Card.Indicator.INFO);
        assertThat(card.source().topic().code()).isEqualTo("CONTINUE");
        assertThat(card.summary()).isEqualTo("Milk is adequate. Continue oxytocin massage once or twice a day.");
    }

    @Test
    void the_actions_that_intensify_stand_on_one_card() {
        Map<Item, Value> fewWetNappies = Map.of(Item.WET_DIAPERS, new Value.Count(3), Item.LATCH_EFFECTIVE, no());
        EpisodeBuilder told = episode().infant("i1", "Ani").sessions(3, 5).check("i1", 5, fewWetNappies);

        Card card = cards(told, ENGLISH).get(0);

        assertThat(card.source().topic().code()).isEqualTo("INTENSIFY");
        assertThat(card.detail()).contains("OM-INT-010", "OM-INT-001", "OM-INT-005");
        assertThat(card.suggestions()).hasSize(3);
        assertThat(card.suggestions().stream().filter(s -> s.isRecommended() != null))
                .hasSize(1);
    }

    @Test
    void the_detail_shows_the_ten_signs_of_the_last_check() {
        EpisodeBuilder told = adequate().weighing("i1", Measure.WEIGHT, 5, 2900);

        String detail = cards(told, ENGLISH).get(0).detail();

        assertThat(detail.lines().filter(l -> l.startsWith("| "))).hasSize(12);
        assertThat(detail)
                .contains("| breastfeeds in the last 24 h | present | 9 |")
                .contains("| stool colour | present | yellow |")
                .contains("| swallowing heard or seen | present | yes |")
                .contains("| weight | present | 2,900 g |")
                .contains("**Ani**, day of life 5, check of 5 June 2026 10:00: adequate");
    }

    @Test
    void a_finding_says_the_whole_blood_pressure_that_it_stands_on_and_when() {
        EpisodeBuilder told = adequate()
                .measurement(MOTHER, Measure.SYSTOLIC, 5, "148", "Observation/pressure")
                .measurement(MOTHER, Measure.DIASTOLIC, 5, "82.5", "Observation/pressure");

        assertThat(cards(told, ENGLISH).get(0).detail()).contains("Blood pressure: 148/82.5 mmHg (5 Jun 2026, 09:00");
        assertThat(cards(told, INDONESIAN).get(0).detail()).contains("Tekanan darah: 148/82,5 mmHg (5 Jun 2026, 09.00");
    }

    @Test
    void a_blood_pressure_in_two_resources_of_one_instant_is_one() {
        EpisodeBuilder told = adequate()
                .measurement(MOTHER, Measure.DIASTOLIC, 5, "82")
                .measurement(MOTHER, Measure.SYSTOLIC, 5, "148");

        assertThat(cards(told, ENGLISH).get(0).detail()).contains("Blood pressure: 148/82 mmHg (5 Jun 2026, 09:00");
    }

    @Test
    void a_finding_says_the_temperature_the_score_and_the_weights_that_it_stands_on() {
        EpisodeBuilder told = adequate()
                .measurement(MOTHER, Measure.TEMPERATURE, 5, "38.64")
                .weighing("i1", Measure.WEIGHT, 5, 2650)
                .answer(MOTHER, Item.EPDS_TOTAL, new Value.Count(14), 5);

        String details = cards(told, ENGLISH).stream().map(Card::detail).collect(Collectors.joining());

        assertThat(details)
                .contains("Body temperature: 38.64 °C (5 Jun 2026, 09:00")
                .contains("EPDS score: 14 (5 Jun 2026, 09:00")
                .contains("Body weight: 2,650 g; birth weight: 3,000 g; 11.67 % below birth weight (5 Jun 2026");
    }

    @Test
    void of_a_value_with_a_date_alone_the_date_is_said_and_no_time() {
        When day = When.on(LocalDate.of(2026, 6, 5), RELEASE.parameters().siteZone());
        EpisodeBuilder told = adequate().measurement(MOTHER, Measure.PULSE, day, "124", "Observation/pulse");

        assertThat(cards(told, ENGLISH).get(0).detail()).contains("Pulse: 124 per minute (5 Jun 2026).");
    }

    @Test
    void the_detail_shows_the_course_what_is_not_known_and_the_release() {
        String detail = cards(adequate().remark("Produksi ASI", "sedikit"), ENGLISH)
                .get(0)
                .detail();

        assertThat(detail)
                .contains("Protocol day 3 of 14")
                .contains("Massage: every day, 1.0 a day")
                .contains("Before the massage: adequate")
                .contains("Not known: weight")
                .contains("Look again: 6 June 2026 10:00")
                .contains("Also recorded: Produksi ASI: sedikit")
                .contains("Rule release " + RELEASE.name())
                .contains("Evidence ")
                .endsWith("_" + RELEASE.wording().term("disclaimer", ENGLISH) + "_");
    }

    @Test
    void on_the_first_day_before_any_massage_none_is_said_to_be_kept_up() {
        EpisodeBuilder told = episode().infant("i1", "Ani").plan(5, false).check("i1", 5, Map.of());

        assertThat(cards(told, ENGLISH).get(0).detail())
                .contains("Massage: none counted yet")
                .doesNotContain("every day, 0");
    }

    @Test
    void what_is_noted_beside_the_protocol_is_said_in_the_language_asked_for() {
        EpisodeBuilder told = adequate().noted("289530006", "Vaginal bleeding", "false");

        assertThat(cards(told, INDONESIAN).get(0).detail()).contains("Juga tercatat: Perdarahan pervaginam: tidak");
        assertThat(cards(told, ENGLISH).get(0).detail()).contains("Also recorded: Vaginal bleeding: no");
    }

    @Test
    void cards_speak_the_language_asked_for() {
        Card card =
                cards(adequate().seen(MOTHER, Item.CALF_SIGN, 5), INDONESIAN).get(0);

        assertThat(card.summary()).startsWith("Satu betis nyeri");
        assertThat(card.detail()).contains("Langkah berikutnya", "Bukti", "5 Juni 2026");
        assertThat(card.suggestions().get(0).label()).startsWith("Rujuk (");
        assertThat(card.overrideReasons()).extracting(Card.Coding::display).contains("Ibu memilih yang lain");
    }

    @Test
    void of_several_infants_the_one_concerned_is_named() {
        EpisodeBuilder told =
                adequate().infant("i2", "Budi").check("i2", 5, Map.of()).seen("Patient/i2", Item.LETHARGIC, 5);

        Card card = cards(told, ENGLISH).get(0);

        assertThat(card.summary()).startsWith("Budi: Lethargic");
        assertThat(card.suggestions().get(0).actions().get(0).description()).startsWith("Budi: ");
    }

    @Test
    void infants_of_one_name_are_told_apart() {
        EpisodeBuilder told = adequate("Bayi Ny. Siti")
                .infant("i2", "Bayi Ny. Siti")
                .check("i2", 5, Map.of())
                .seen("Patient/i2", Item.LETHARGIC, 5);

        assertThat(cards(told, ENGLISH).get(0).summary()).startsWith("Bayi Ny. Siti (i2): ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Muhammad Abdurrahman Wahyudi bin Hadikusumo Prawirodirdjo",
                "👶👶👶👶👶👶👶👶👶👶👶👶👶👶👶👶👶👶"
            })
    void a_summary_stays_short_and_keeps_what_is_to_be_done(String name) {
        EpisodeBuilder told =
                adequate().infant("i2", name).check("i2", 5, Map.of()).seen("Patient/i2", Item.JITTERY, 5);

        String summary = cards(told, ENGLISH).get(0).summary();

        assertThat(summary).hasSizeLessThan(140).endsWith(" Refer now.").contains("…");
        assertThat(summary.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
    }

    @Test
    void however_many_danger_signs_there_are_each_stands_in_a_detail() {
        EpisodeBuilder told = adequate();
        for (int i = 2; i < 40; i++) {
            told.infant("i" + i, "Bayi " + i).seen("Patient/i" + i, i % 2 == 0 ? Item.LETHARGIC : Item.EYE_PUS, 5);
        }

        List<Card> cards = cards(told, ENGLISH);

        assertThat(cards).hasSizeLessThanOrEqualTo(3);
        String details = cards.stream().map(Card::detail).collect(Collectors.joining());
        for (int i = 2; i < 40; i++) {
            assertThat(details).contains("Bayi " + i + ": ");
        }
    }

    @Test
    void a_card_links_to_the_evidence_of_its_leading_rule_once_there_is_a_page() {
        var episode = adequate().seen("Patient/i1", Item.LETHARGIC, 5).told();
        Advice advice = ADVISOR.advise(episode);
        EvidencePages pages = (rule, locale) -> Optional.of(URI.create("https://cds.example/evidence/" + rule));

        List<Card> linked = new Cards(RELEASE, FHIR, pages, server -> Optional.empty(), () -> ID)
                .of(advice, episode, CardParts.of(advice, true), new Chart(null, Set.of(), Set.of(), null), ENGLISH);

        assertThat(linked.get(0).links())
                .containsExactly(new Card.Link(
                        "Evidence for OM-DAN-I03",
                        URI.create("https://cds.example/evidence/OM-DAN-I03"),
                        "absolute",
                        null));
        assertThat(cards(adequate(), ENGLISH).get(0).links()).isEmpty();
    }

    @Test
    void a_card_launches_the_mother_s_page_in_the_ehr_that_shows_it_and_in_no_other() {
        var episode = adequate().seen("Patient/i1", Item.LETHARGIC, 5).told();
        Advice advice = ADVISOR.advise(episode);
        EvidencePages pages = (rule, locale) -> Optional.of(URI.create("https://cds.example/evidence/" + rule));
        URI launch = URI.create("https://cds.example/launch");
        Cards cards = new Cards(
                RELEASE,
                FHIR,
                pages,
                server -> server.equals("https://ehr.example/fhir") ? Optional.of(launch) : Optional.empty(),
                () -> ID);

        List<Card> shown = cards.of(
                advice,
                episode,
                CardParts.of(advice, true),
                new Chart(null, Set.of(), Set.of(), "https://ehr.example/fhir"),
                INDONESIAN);
        List<Card> elsewhere = cards.of(
                advice,
                episode,
                CardParts.of(advice, true),
                new Chart(null, Set.of(), Set.of(), "https://other.example/fhir"),
                ENGLISH);

        assertThat(shown.get(0).links()).hasSize(2);
        assertThat(shown.get(0).links().get(1))
                .isEqualTo(
                        new Card.Link("Buka halaman ibu di bangsal", launch, "smart", "{\"finding\":\"OM-DAN-I03\"}"));
        assertThat(elsewhere.get(0).links()).extracting(Card.Link::type).containsExactly("absolute");
    }

    @Test
    void names_can_not_mark_up_a_card() {
        String name = "<script>x</script> *b* | [l](http://evil)\n# h `c`";
        EpisodeBuilder told = adequate()
                .infant("i2", name)
                .check("i2", 5, Map.of())
                .seen("Patient/i2", Item.LETHARGIC, 5)
                .doubt(Doubt.Kind.UNKNOWN_CODE, "<img src=x>|[y](z)")
                .remark("<b>", "*x*");

        for (Card card : cards(told, ENGLISH)) {
            assertThat(card.summary()).doesNotContain("<", "\n");
            assertThat(card.detail()).doesNotContain("<", "*b*", "*x*", "[l](", "[y](", "http://evil", "`c`");
        }
    }

    @Test
    void in_an_infants_chart_the_mothers_advice_says_of_whom_it_speaks() {
        EpisodeBuilder told =
                adequate().seen(MOTHER, Item.BREATHLESS, 5).seen("Patient/i1", Item.UMBILICUS_INFECTED, 5);

        List<Card> cards = cards(told, new Chart("Patient/i1", Set.of(), Set.of(), null), ENGLISH);

        assertThat(cards.get(0).summary()).startsWith("Mother: Chest pain");
        assertThat(cards.get(1).summary()).startsWith("This infant: Red or draining");
        assertThat(cards.get(0).detail()).startsWith("This is an infant’s chart.");
    }

    @Test
    void a_mother_outside_the_protocol_gets_no_cards() {
        assertThat(cards(episode().infant("i1", "Ani"), ENGLISH)).isEmpty();
    }

    @Test
    void outside_the_protocol_a_danger_sign_after_birth_still_shows_unless_it_can_wait() {
        EpisodeBuilder told = episode()
                .infant("i1", "Ani")
                .seen(MOTHER, Item.HEAVY_BLEEDING, 4)
                .seen(MOTHER, Item.CALF_SIGN, 4)
                .answer(MOTHER, Item.EPDS_TOTAL, new Value.Count(13), 4);

        List<Card> cards = cards(told, ENGLISH);

        assertThat(cards).hasSize(2);
        assertThat(cards.get(0).detail()).contains("OM-DAN-M01");
        assertThat(cards.get(1).detail()).contains("OM-DAN-M05").doesNotContain("OM-DAN-M07");
    }

    @Test
    void outside_the_protocol_a_danger_sign_six_weeks_after_birth_is_not_ours() {
        EpisodeBuilder last = episode()
                .infant("i1", "Ani")
                .seen(MOTHER, Item.HEAVY_BLEEDING, 4)
                .judgedOn(43);
        EpisodeBuilder after = episode()
                .infant("i1", "Ani")
                .seen(MOTHER, Item.HEAVY_BLEEDING, 4)
                .judgedOn(44);

        assertThat(cards(last, ENGLISH)).hasSize(1);
        assertThat(cards(after, ENGLISH)).isEmpty();
    }

    @Test
    void a_birth_of_unknown_day_may_be_recent_and_no_infant_is_no_birth() {
        EpisodeBuilder unknown = episode().infant("i1", "Ani", null).seen(MOTHER, Item.HEAVY_BLEEDING, 4);
        EpisodeBuilder none = episode().seen(MOTHER, Item.HEAVY_BLEEDING, 4);

        assertThat(cards(unknown, ENGLISH)).hasSize(1);
        assertThat(cards(none, ENGLISH)).isEmpty();
    }

    @Test
    void after_the_end_only_danger_signs_show() {
        EpisodeBuilder ended = adequate().plan(3, true).judgedOn(20);
        EpisodeBuilder danger = adequate().plan(3, true).judgedOn(20).seen("Patient/i1", Item.LETHARGIC, 19);

        assertThat(cards(ended, ENGLISH)).isEmpty();
        assertThat(cards(danger, ENGLISH)).singleElement().satisfies(c -> assertThat(c.detail())
                .contains("OM-DAN-I03"));
    }

    @Test
    void a_record_full_of_doubts_makes_no_endless_card_and_counts_what_is_left_out() {
        EpisodeBuilder told = adequate();
        for (int i = 0; i < 30; i++) {
            told.infant("x" + i, "Bayi " + i);
        }

        Card card = cards(told, ENGLISH).get(0);

        assertThat(card.detail().lines().filter(l -> l.startsWith("- **OM-"))).hasSize(20);
        assertThat(card.detail()).contains("more of this kind");
    }

    @Test
    void nothing_said_in_private_reaches_a_message_to_the_family() {
        EpisodeBuilder told = adequate()
                .seen(MOTHER, Item.UNSAFE_AT_HOME, 5)
                .seen(MOTHER, Item.SELF_HARM_THOUGHTS, 5)
                .answer(MOTHER, Item.EPDS_TOTAL, new Value.Count(13), 5)
                .condition(Item.CONSENT_REFUSED);

        assertThat(resources(cards(told, ENGLISH)))
                .anyMatch(r -> r.contains("OM-DAN-M12"))
                .noneMatch(r -> r.contains("CommunicationRequest"));
    }

    @Test
    void every_offered_resource_is_whole_fhir() {
        EpisodeBuilder told = adequate().seen("Patient/i1", Item.LETHARGIC, 5).condition(Item.RIB_VERTEBRAL_INJURY);

        assertThat(resources(cards(told, INDONESIAN))).isNotEmpty().allSatisfy(r -> assertThat(
                        FHIR.newJsonParser().parseResource(r).isEmpty())
                .isFalse());
    }

    @Test
    void the_same_advice_is_the_same_cards() {
        EpisodeBuilder told = adequate().seen("Patient/i1", Item.LETHARGIC, 5);

        assertThat(cards(told, ENGLISH)).isEqualTo(cards(told, ENGLISH));
    }

    private static EpisodeBuilder adequate() {
        return adequate("Ani");
    }

    private static EpisodeBuilder adequate(String name) {
        return episode().infant("i1", name).sessions(3, 5).check("i1", 5, Map.of());
    }

    private static Value no() {
        return new Value.YesNo(false);
    }

    private static List<String> resources(List<Card> cards) {
        return cards.stream()
                .flatMap(c -> c.suggestions().stream())
                .flatMap(s -> s.actions().stream())
                .map(Card.Action::resource)
                .toList();
    }

    private static List<Card> cards(EpisodeBuilder told, Locale locale) {
        return cards(told, new Chart(null, Set.of(), Set.of(), null), locale);
    }

    private static List<Card> cards(EpisodeBuilder told, Chart chart, Locale locale) {
        var episode = told.told();
        Advice advice = ADVISOR.advise(episode);
        boolean afterBirth = Consultation.isAfterBirth(episode, RELEASE.parameters());
        return new Cards(RELEASE, FHIR, (rule, language) -> Optional.empty(), server -> Optional.empty(), () -> ID)
                .of(advice, episode, CardParts.of(advice, afterBirth), chart, locale);
    }
}
