package io.github.oxytocinmassage.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Whom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@Import(HookServer.OnTheDay.class)
class CardsHttpTest {

    private static final String NOTHING_FOUND = "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"total\": 0}";

    @LocalServerPort
    private int port;

    private HookServer server;

    @BeforeEach
    void connect() {
        server = new HookServer(port);
    }

    @Test
    void discovery_lists_the_services_with_their_prefetch() {
        HookServer.Answer answer = server.send("GET", "/cds-services");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(empties(answer.json(), "$")).isEmpty();
        assertThat(answer.json().path("services").valueStream().map(s -> s.path("id")
                        .asString()))
                .containsExactly("oxytocin-massage", "oxytocin-massage-discharge");
        assertThat(answer.json().at("/services/0/prefetch").propertyNames())
                .containsExactly("mother", "infants", "sessions", "checks", "measurements", "conditions", "plan");
    }

    @Test
    void an_infant_that_lost_eleven_percent_is_critical() {
        JsonNode card = cards(SampleCall.whole()).get(0);

        assertThat(card.path("indicator").asString()).isEqualTo("critical");
        assertThat(card.path("detail").asString()).contains("OM-DAN-I13");
        assertThat(card.at("/source/topic/code").asString()).isEqualTo("ESCALATE");
        assertThat(card.at("/suggestions/0/actions/0/resource/resourceType").asString())
                .isEqualTo("ServiceRequest");
        assertThat(card.at("/suggestions/0/actions/0/resource/authoredOn").asString())
                .isEqualTo("2026-06-05T12:00:00+07:00");
    }

    @Test
    void a_card_links_to_the_page_of_its_rule_in_its_language() {
        JsonNode link =
                server.post(SampleCall.whole(), "Accept-Language", "id").json().at("/cards/0/links/0");

        String url = link.path("url").asString();
        assertThat(link.path("type").asString()).isEqualTo("absolute");
        assertThat(url).endsWith("/evidence/OM-DAN-I13?lang=id");
        HookServer.Answer page = server.send("GET", url.substring(url.indexOf("/evidence")));
        assertThat(page.status()).isEqualTo(200);
        assertThat(new String(page.response().body(), StandardCharsets.UTF_8)).contains("lang=\"id\"", "OM-DAN-I13");
    }

    @Test
    void no_member_of_an_answer_is_empty() {
        assertThat(empties(server.post(SampleCall.whole()).json(), "$")).isEmpty();
    }

    @Test
    void the_same_call_gets_the_same_cards_under_new_ids() {
        HookServer.Answer first = server.post(SampleCall.whole());
        HookServer.Answer second = server.post(SampleCall.whole());

        assertThat(withoutIds(first)).isEqualTo(withoutIds(second));
        assertThat(first.json().at("/cards/0/uuid")).isNotEqualTo(second.json().at("/cards/0/uuid"));
    }

    @Test
    void the_order_of_resources_is_irrelevant() {
        SampleCall turned = SampleCall.whole()
                .prefetch(prefetch -> prefetch.forEach(value -> {
                    if (value.path("entry") instanceof ArrayNode entries) {
                        List<JsonNode> backwards =
                                new ArrayList<>(entries.valueStream().toList());
                        java.util.Collections.reverse(backwards);
                        entries.removeAll();
                        entries.addAll(backwards);
                    }
                }));

        assertThat(withoutIds(server.post(turned))).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    @Test
    void cards_speak_the_accepted_language() {
        HookServer.Answer indonesian = server.post(SampleCall.whole(), "Accept-Language", "fr, in-ID;q=0.8");
        HookServer.Answer english = server.post(SampleCall.whole(), "Accept-Language", "en-GB");

        assertThat(indonesian.json().at("/cards/0/summary").asString())
                .isEqualTo("Berat bayi turun lebih dari 10%. Rujuk hari ini.");
        assertThat(indonesian.header("Content-Language")).isEqualTo("id");
        assertThat(english.json().at("/cards/0/summary").asString())
                .isEqualTo("The infant has lost more than 10% of its birth weight. Refer today.");
    }

    @Test
    void a_mother_outside_the_protocol_gets_an_empty_array() {
        SampleCall call = SampleCall.whole();
        Stream.of("infants", "sessions", "checks", "measurements").forEach(k -> call.prefetch(k, NOTHING_FOUND));

        assertThat(server.post(call).text()).isEqualTo("{\"cards\":[]}");
    }

    @Test
    void an_infants_chart_gets_the_mothers_advice_from_its_side() {
        SampleCall call = SampleCall.whole().context("patientId", "Patient/i1");

        JsonNode card = cards(call).get(0);

        assertThat(card.path("summary").asString()).startsWith("This infant: ");
        assertThat(card.path("detail").asString()).startsWith("This is an infant’s chart.");
    }

    /** A birth date typed as today, or a number of her own mother that she bears. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"birthDate\": \"2026-06-05\"",
                "\"birthDate\": \"2018-02-01\"",
                "\"birthDate\": \"1998-02-01\", \"identifier\": [{\"system\":"
                        + " \"https://fhir.kemkes.go.id/id/nik-ibu\", \"value\": \"3310000000000001\"}]",
                "\"identifier\": [{\"system\": \"https://fhir.kemkes.go.id/id/nik-ibu\", \"value\":"
                        + " \"3310000000000001\"}]"
            })
    void what_is_held_of_her_care_says_that_she_is_the_mother_whatever_is_registered(String registered) {
        SampleCall call = SampleCall.whole()
                .prefetch(
                        "mother",
                        "{\"resourceType\": \"Patient\", \"id\": \"m1\", \"gender\": \"female\", " + registered + "}");

        assertThat(withoutIds(server.post(call))).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"extension\": [{\"url\": \"http://hl7.org/fhir/StructureDefinition/patient-birthTime\","
                        + " \"valueDateTime\": \"2026-06-01T08:00:00+07:00\"}]",
                ", \"_birthDate\": {\"extension\": [{\"url\":"
                        + " \"http://hl7.org/fhir/StructureDefinition/patient-birthTime\","
                        + " \"valueDateTime\": \"2026-06-01T08:00:00+07:00\"}]}"
            })
    void an_infant_without_a_birth_date_is_not_taken_for_its_mother(String born) {
        String related =
                SampleCall.whole().node().at("/prefetch/infants/entry/1").toString();
        SampleCall call = SampleCall.whole()
                .context("patientId", "i1")
                .prefetch("mother", "{\"resourceType\": \"Patient\", \"id\": \"i1\"" + born + "}")
                .prefetch(
                        "infants",
                        "{\"resourceType\": \"Bundle\", \"type\": \"searchset\", \"entry\": [" + related + "]}");
        Stream.of("sessions", "checks", "plan").forEach(key -> call.prefetch(key, NOTHING_FOUND));

        HookServer.Answer answer = server.post(call);

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.text()).contains("read with an infant's id");
    }

    @Test
    void searches_made_with_the_infants_id_are_lacking() {
        SampleCall call = SampleCall.whole()
                .context("patientId", "i1")
                .prefetch(
                        "conditions",
                        NOTHING_FOUND.replace(
                                "\"total\"",
                                "\"link\": [{\"relation\": \"self\", \"url\": \"https://ehr.example/fhir/Condition?patient=i1\"}],"
                                        + " \"total\""));

        HookServer.Answer answer = server.post(call);

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.text()).contains("prefetch.conditions").doesNotContain("prefetch.plan");
    }

    @ParameterizedTest
    @MethodSource("answeredByAReview")
    void seen_by_a_clinician_is_read_back_as_the_answer(Item item) {
        String subject = item.whom() == Whom.MOTHER ? "m1" : "i1";
        SampleCall call = SampleCall.whole().prefetch(p -> seen(p, sign(item, subject)));
        List<JsonNode> offered = observations(cards(call));

        offered.forEach(o -> call.prefetch(p -> seen(p, "{\"resource\": " + o + "}")));

        assertThat(offered.stream()
                        .map(o -> o.at("/valueCodeableConcept/coding/0/code").asString()))
                .contains(item.code());
        assertThat(observations(cards(call))).isEmpty();
        assertThat(withoutIds(server.post(call))).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    /** The clock stands at 05:00:42. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-05T05:00:00Z",
                "2026-06-05T05:00:41Z",
                "2026-06-05T05:00:42.5Z",
                "2026-06-05T12:10:00.999+07:00",
                "2026-06-05T05:14:59Z"
            })
    void a_sign_of_this_minute_or_of_a_clock_ahead_is_answered_by_its_review(String seen) {
        SampleCall call = SampleCall.whole().prefetch(p -> {
            seen(p, SampleCall.sign("d1", "i1", "convulsions", "2026-06-05T08:00:00+07:00"));
            seen(p, SampleCall.sign("d2", "i1", "convulsions", seen));
        });
        List<JsonNode> offered = observations(cards(call));

        offered.forEach(o -> call.prefetch(p -> seen(p, "{\"resource\": " + o + "}")));

        assertThat(offered).hasSize(1);
        assertThat(withoutIds(server.post(call))).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    @Test
    void the_early_sighting_of_yellow_palms_is_answered_by_its_reviews_in_the_same_minute() {
        SampleCall call = SampleCall.whole()
                .prefetch(p -> seen(p, SampleCall.sign("d1", "i1", "convulsions", "2026-06-05T12:02:00+07:00")))
                .prefetch(p -> seen(p, SampleCall.sign("d2", "i1", "jaundice", "2026-06-05T12:00:30+07:00")))
                .prefetch(
                        p -> seen(p, SampleCall.sign("d3", "i1", "jaundice-palms-soles", "2026-06-05T12:05:00+07:00")));
        List<JsonNode> offered = observations(cards(call));

        offered.forEach(o -> call.prefetch(p -> seen(p, "{\"resource\": " + o + "}")));

        assertThat(offered).isNotEmpty();
        assertThat(withoutIds(server.post(call))).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    @Test
    void the_plan_that_is_offered_starts_the_protocol_once_it_is_stored_as_it_is() {
        SampleCall call =
                SampleCall.whole().prefetch("sessions", NOTHING_FOUND).prefetch("measurements", NOTHING_FOUND);
        List<JsonNode> plans = resources(cards(call))
                .filter(r -> r.path("resourceType").asString().equals("CarePlan"))
                .toList();

        call.prefetch("plan", plans.get(0).toString());

        assertThat(plans).hasSize(1);
        assertThat(cards(call).toString()).doesNotContain("OM-ASS-006");
        assertThat(resources(cards(call))
                        .filter(r -> r.path("resourceType").asString().equals("CarePlan")))
                .isEmpty();
    }

    static Stream<Item> answeredByAReview() {
        return Stream.of(Item.values())
                .filter(i -> i.role() == Item.Role.DANGER_SIGN)
                .filter(i -> i.form() == Item.Form.YES_NO || i == Item.EPDS_ITEM_10);
    }

    private static String sign(Item item, String subject) {
        String sign = SampleCall.sign("d-" + item.code(), subject, item.code(), "2026-06-05T09:00:00+07:00");
        return item.form() == Item.Form.COUNT ? sign.replace("\"valueBoolean\": true", "\"valueInteger\": 1") : sign;
    }

    private static void seen(ObjectNode prefetch, String entry) {
        ((ArrayNode) prefetch.at("/measurements/entry")).add(SampleCall.parsed(entry));
    }

    private static List<JsonNode> observations(JsonNode cards) {
        return resources(cards)
                .filter(r -> r.path("resourceType").asString().equals("Observation"))
                .toList();
    }

    private static Stream<JsonNode> resources(JsonNode cards) {
        return cards.valueStream()
                .flatMap(c -> c.path("suggestions").valueStream())
                .flatMap(s -> s.path("actions").valueStream())
                .map(a -> a.path("resource"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"fullUrl\": \"Patient/m1\", \"resource\": %s}",
                "{\"response\": {\"status\": \"200\"}, \"resource\": %s}"
            })
    void a_value_wrapped_as_an_entry_is_understood(String wrapping) {
        SampleCall call = SampleCall.whole();
        String mother = call.node().at("/prefetch/mother").toString();

        HookServer.Answer answer = server.post(call.prefetch("mother", wrapping.formatted(mother)));

        assertThat(withoutIds(answer)).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    @Test
    void a_mother_may_come_as_the_answer_to_a_search_or_without_her_id() {
        SampleCall found = SampleCall.whole();
        found.prefetch(
                "mother",
                "{\"resourceType\": \"Bundle\", \"total\": 1, \"entry\": [{\"resource\": "
                        + found.node().at("/prefetch/mother") + "}]}");
        SampleCall nameless = SampleCall.whole().prefetch(p -> ((ObjectNode) p.get("mother")).remove("id"));

        String whole = withoutIds(server.post(SampleCall.whole()));

        assertThat(withoutIds(server.post(found))).isEqualTo(whole);
        assertThat(withoutIds(server.post(nameless))).isEqualTo(whole);
    }

    @Test
    void entries_with_their_server_s_address_are_the_same_people() {
        SampleCall call = SampleCall.whole()
                .prefetch(prefetch ->
                        prefetch.forEach(value -> value.path("entry").forEach(e -> ((ObjectNode) e)
                                .put(
                                        "fullUrl",
                                        "https://ehr.example/fhir/"
                                                + e.at("/resource/resourceType").asString() + "/"
                                                + e.at("/resource/id").asString()))));

        assertThat(server.post(call, "Accept-Language", "en")
                        .json()
                        .at("/cards/0/summary")
                        .asString())
                .isEqualTo("The infant has lost more than 10% of its birth weight. Refer today.");
    }

    @Test
    void unknown_members_keys_and_extensions_change_nothing() {
        SampleCall call = SampleCall.whole()
                .with(r -> r.put("unknown", 1))
                .with(r -> r.set("extension", SampleCall.parsed("{\"com.example\": {\"x\": 1}}")))
                .prefetch("user", "{\"resourceType\": \"Nonsense\"}");

        assertThat(withoutIds(server.post(call))).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    @Test
    void the_family_gets_no_cards() {
        assertThat(server.post(SampleCall.whole().context("userId", "RelatedPerson/husband"))
                        .text())
                .isEqualTo("{\"cards\":[]}");
    }

    @Test
    void at_discharge_the_advice_is_the_same() {
        byte[] call = SampleCall.whole()
                .context("encounterId", "e1")
                .with(r -> r.put("hook", "encounter-discharge"))
                .json()
                .getBytes(StandardCharsets.UTF_8);

        HookServer.Answer answer = server.post("/cds-services/oxytocin-massage-discharge", call);

        assertThat(withoutIds(answer)).isEqualTo(withoutIds(server.post(SampleCall.whole())));
    }

    @Test
    void danger_signs_of_mother_and_infant_stand_on_a_second_card() {
        SampleCall call = SampleCall.whole().prefetch(p -> ((ArrayNode) p.at("/checks/entry"))
                .add(SampleCall.parsed(SampleCall.sign("d1", "m1", "breathless", "2026-06-05T09:00:00+07:00")))
                .add(SampleCall.parsed(SampleCall.sign("d2", "i1", "eye-pus", "2026-06-05T09:00:00+07:00"))));

        JsonNode cards = cards(call);

        assertThat(cards.get(0).path("detail").asString()).contains("OM-DAN-M04");
        assertThat(cards.get(1).path("detail").asString()).contains("OM-DAN-I13", "OM-DAN-I27");
    }

    @Test
    void a_name_that_would_mark_up_stays_text() {
        SampleCall call = SampleCall.whole().prefetch(p -> ((ObjectNode) p.at("/infants/entry/0/resource/name/0"))
                .put("text", "<img src=x onerror=alert(1)> *A* [n](http://x) \uD83D | `i`\n# x"));

        HookServer.Answer answer = server.post(call);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/cards/0/detail").asString()).doesNotContain("<", "*A*", "[n](", "`i`", "\n# x");
    }

    @Test
    void a_page_of_an_allowed_origin_may_call() {
        HookServer.Answer preflight = server.send(
                "OPTIONS",
                HookServer.VIEW,
                "Origin",
                "http://localhost:8081",
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type,authorization");
        HookServer.Answer call = server.post(SampleCall.whole(), "Origin", "http://localhost:8081");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(call.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:8081");
    }

    private JsonNode cards(SampleCall call) {
        HookServer.Answer answer = server.post(call, "Accept-Language", "en");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        JsonNode cards = answer.json().path("cards");
        assertThat(cards.size()).isBetween(1, 3);
        return cards;
    }

    private static String withoutIds(HookServer.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "#");
    }

    /** Paths of members that the specification forbids: null and empty ones, but for {@code cards}. */
    static List<String> empties(JsonNode node, String path) {
        List<String> found = new ArrayList<>();
        if (node.isNull() || (node.isString() && node.asString().isEmpty()) || (node.isContainer() && node.isEmpty())) {
            found.add(path);
        }
        node.properties().forEach(p -> found.addAll(empties(p.getValue(), path + "." + p.getKey())));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                found.addAll(empties(node.get(i), path + "[" + i + "]"));
            }
        }
        return found;
    }
}
