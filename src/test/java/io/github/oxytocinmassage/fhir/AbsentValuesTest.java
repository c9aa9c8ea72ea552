package io.github.oxytocinmassage.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FHIR lets every primitive be there without a value, with an extension that says why. What is not known is not known: neither no nor zero. */
class AbsentValuesTest {

    private static final RuleRelease RELEASE = RuleRelease.load(Map.of());
    private static final Advisor ADVISOR = new Advisor(RELEASE);
    private static final AdviceWriter WRITER = new AdviceWriter(RELEASE);

    private static final String ABSENT =
            "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}";

    private static final String XML =
            "<extension url=\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\"><valueCode value=\"unknown\"/></extension>";

    /** What says whether a resource is any of ours: without it, it is as good as not there. */
    private static final Pattern MAKES_IT_OURS = Pattern.compile(
            "[A-Za-z]+\\.code\\.coding\\.(system|code)|QuestionnaireResponse\\.questionnaire|CarePlan\\.instantiatesCanonical");

    private static final Set<String> TELL = Set.of("OM-DQ", "OM-ASS", "OM-ELI");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/every-kind-of-element.json",
                "/demo/newborn-with-fever.json",
                "/demo/half-filled-sheet.json",
                "/demo/satusehat-high-blood-pressure.json"
            })
    void a_record_with_any_one_value_absent_is_advised_on_and_what_it_takes_from_the_advice_is_told(String file) {
        String whole = AbsentValue.file(file);
        Instant asOf = ((Bundle) scanned(whole).resource()).getTimestamp().toInstant();
        Advice before = advice(whole, asOf);
        Function<AbsentValue.Place, Object> kind = p -> p.path() + (p.path().contains("component") ? p.pointer() : "");

        for (AbsentValue each : AbsentValue.each(whole, kind)) {
            Advice after = advice(each.json(), asOf);

            assertThat(isMilder(after, before) && !tellsMore(after, before) && !makesItOurs(each))
                    .as("%s: %s became %s without a word", each.path(), before.findings(), after.findings())
                    .isFalse();
        }
    }

    @Test
    void an_infant_of_whom_nobody_knows_whether_it_lives_is_alive_and_not_one_of_several() {
        String record = family("\"_deceasedBoolean\":" + ABSENT + ",\"_multipleBirthBoolean\":" + ABSENT)
                .with(FhirRecord.observation(
                        "o",
                        "lethargic",
                        FhirRecord.on("Patient/b", FhirRecord.at("2026-03-09T10:00:00+07:00"))
                                + ",\"valueBoolean\":true"))
                .json();

        Infant infant = FhirRecord.record().read(record).infants().get(0);

        assertThat(infant.deceased()).isFalse();
        assertThat(infant.multiple()).isFalse();
        assertThat(advice(record, FhirRecord.AS_OF).findings())
                .filteredOn(Finding::isDangerSign)
                .isNotEmpty();
    }

    @Test
    void a_death_without_a_date_and_an_order_of_birth_without_a_number_are_not_known_either() {
        Episode episode = family("\"_deceasedDateTime\":" + ABSENT + ",\"_multipleBirthInteger\":" + ABSENT)
                .read();

        assertThat(episode.infants()).allMatch(i -> !i.deceased() && !i.multiple());
    }

    @Test
    void a_name_is_what_is_written_of_it() {
        for (Map.Entry<String, String> name : Map.of(
                        "{\"given\":[\"Ayu\",null],\"_given\":[null,%s],\"family\":\"Lestari\"}", "Ayu Lestari",
                        "{\"_text\":%s,\"family\":\"Lestari\"}", "Lestari",
                        "{\"_family\":%s,\"given\":[\"Ayu\"]}", "Ayu",
                        "{\"_given\":[%s]}", "Patient/b")
                .entrySet()) {
            Episode episode =
                    family("\"name\":[" + name.getKey().formatted(ABSENT) + "]").read();

            assertThat(episode.infants()).extracting(Infant::label).containsExactly(name.getValue());
        }
    }

    @Test
    void a_masked_number_is_nobodys_number() {
        Episode episode = FhirRecord.record()
                .with("{\"resourceType\":\"Patient\",\"id\":\"m\",\"gender\":\"female\",\"birthDate\":\"1998-01-01\","
                        + "\"identifier\":[{\"system\":\"" + Nik.OWN + "\",\"_value\":" + ABSENT + "}]}")
                .with("{\"resourceType\":\"Patient\",\"id\":\"b\",\"birthDate\":\"2026-03-05\","
                        + "\"identifier\":[{\"system\":\"" + Nik.OF_MOTHER + "\",\"_value\":" + ABSENT
                        + "},{\"_system\":" + ABSENT + ",\"value\":\"1\"}]}")
                .read();

        assertThat(episode.mother()).isEqualTo("Patient/m");
        assertThat(FhirRecord.doubts(episode)).containsExactly("INFANT_UNRESOLVED Patient/b Patient");
    }

    @Test
    void a_count_in_a_unit_that_is_not_known_is_no_count() {
        for (String unit :
                List.of("\"_unit\":" + ABSENT, "\"_code\":" + ABSENT, "\"_code\":" + ABSENT + ",\"unit\":\"g\"")) {
            Episode episode = FhirRecord.family()
                    .with(FhirRecord.check(
                            "c",
                            FhirRecord.component("wet-diapers-24h", "\"valueQuantity\":{\"value\":6," + unit + "}")))
                    .read();

            assertThat(FhirRecord.values(episode, Item.WET_DIAPERS)).hasOnlyElementsOfType(Value.Withheld.class);
            assertThat(FhirRecord.doubts(episode)).hasSize(1);
        }
    }

    @Test
    void a_session_and_a_plan_of_which_it_is_not_known_whether_they_are_done_are_told() {
        String massage =
                "\"code\":" + FhirRecord.concept("oxytocin-massage") + ",\"subject\":{\"reference\":\"Patient/m\"}";
        Episode episode = FhirRecord.family()
                .with("{\"resourceType\":\"Procedure\",\"id\":\"s\",\"_status\":" + ABSENT + "," + massage
                        + ",\"performedDateTime\":\"2026-03-08T10:00:00+07:00\"}")
                .with("{\"resourceType\":\"CarePlan\",\"id\":\"p\",\"_status\":" + ABSENT
                        + ",\"intent\":\"plan\",\"subject\":{\"reference\":\"Patient/m\"},\"instantiatesCanonical\":[\""
                        + Canonical.PLAN + "\"]}")
                .read();

        assertThat(episode.sessions()).isEmpty();
        assertThat(episode.plans()).isEmpty();
        assertThat(FhirRecord.doubts(episode))
                .containsExactlyInAnyOrder(
                        "UNKNOWN_CODE Procedure/s Procedure.status no-status",
                        "UNKNOWN_CODE CarePlan/p CarePlan.status no-status");
    }

    @Test
    void a_list_of_which_no_value_is_known_is_read_in_json_and_in_xml() {
        String json = "{\"resourceType\":\"Patient\",\"id\":\"m\",\"address\":[{\"_line\":[" + ABSENT
                + "]}],\"name\":[{\"given\":[\"Ayu\"],\"_given\":[null," + ABSENT + "]}]}";
        String xml = "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"m\"/><name><given value=\"Ayu\"/><given>" + XML
                + "</given></name><address><line>" + XML + "</line></address></Patient>";

        for (Scanned scanned : List.of(scanned(json), FhirRecord.SCAN.xml(xml.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(FhirR4.context().newJsonParser().encodeResourceToString(scanned.resource()))
                    .contains("\"line\":[null],\"_line\":[{\"extension\":")
                    .contains("\"given\":[\"Ayu\",null],\"_given\":[null,{\"extension\":");
            assertThat(scanned.doubts()).isEmpty();
        }
    }

    private static FhirRecord family(String more) {
        return FhirRecord.record()
                .with("{\"resourceType\":\"Patient\",\"id\":\"m\",\"gender\":\"female\",\"birthDate\":\"1998-01-01\"}")
                .with("{\"resourceType\":\"Patient\",\"id\":\"b\",\"birthDate\":\"2026-03-05\"," + more
                        + ",\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":\"Patient/m\"}}]}");
    }

    /** Less is asked for, or one who was in danger is not any more. */
    private static boolean isMilder(Advice after, Advice before) {
        List<Finding> gone = new ArrayList<>(before.findings());
        gone.removeIf(
                f -> after.findings().stream().anyMatch(a -> a.rule().equals(f.rule()) && a.level() == f.level()));
        return gone.stream().anyMatch(f -> f.isDangerSign() || f.rule().startsWith("OM-ELI"))
                || before.hold() && !after.hold()
                || after.disposition().compareTo(before.disposition()) > 0;
    }

    private static boolean tellsMore(Advice after, Advice before) {
        return after.findings().stream()
                .filter(f -> TELL.stream().anyMatch(t -> f.rule().startsWith(t)))
                .anyMatch(f -> !before.findings().contains(f));
    }

    private static boolean makesItOurs(AbsentValue each) {
        return MAKES_IT_OURS.matcher(each.path()).matches();
    }

    private static Advice advice(String json, Instant asOf) {
        Scanned scanned = scanned(json);
        Episode episode = FhirRecord.READER.read(
                List.of(scanned.resource()), null, null, asOf, FhirRecord.ZONE, scanned.doubts());
        Advice advice = ADVISOR.advise(episode);
        assertThat(WRITER.write(advice, Locale.ENGLISH).getEntry()).isNotEmpty();
        return advice;
    }

    private static Scanned scanned(String json) {
        return FhirRecord.SCAN.json(json.getBytes(StandardCharsets.UTF_8));
    }
}
