package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Adherence;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The page and the files beside it, over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class FrontPageTest {

    @LocalServerPort
    private int port;

    @Autowired
    private SampleMothers mothers;

    @Autowired
    private CardWriter cards;

    @Autowired
    private RuleRelease release;

    @Autowired
    private ITemplateEngine templates;

    @Autowired
    private ObjectMapper json;

    @ParameterizedTest
    @ValueSource(strings = {"en", "id"})
    void thePageSpeaksEveryWordOfTheLanguageThatIsAskedFor(String language) throws Exception {
        Wording wording = release.wording();
        Locale locale = Locale.forLanguageTag(language);

        String page = get("/?lang=" + language).body();

        assertThat(page)
                .contains("<html lang=\"" + language + "\"")
                .contains(wording.term("disclaimer", locale), release.name())
                .contains(ResourceBundle.getBundle("ward", locale).getString("headline"))
                .doesNotContain("??");
        for (SampleMother mother : mothers.soonestFirst()) {
            assertThat(page)
                    .contains("id=\"" + mother.name() + "\"", mother.label())
                    .contains(wording.text(mother.advice().leading(), locale))
                    .contains(wording.action(
                            mother.advice().leading(), mother.advice().hold(), locale))
                    .contains(wording.term("disposition." + mother.advice().disposition(), locale));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'en-GB,en;q=0.9', en",
        "'id-ID,id;q=0.9,en;q=0.5', id",
        "'fr,en;q=0.4', en",
        "'fr', en",
        "'not a language!!', en"
    })
    void withoutAskingThePageFollowsAcceptLanguageAndElseTheSite(String accept, String language) throws Exception {
        assertThat(get("/", "Accept-Language", accept).body()).contains("<html lang=\"" + language + "\"");
    }

    @Test
    void whatIsAskedForLeadsBeforeAcceptLanguageAndNonsenseIsIgnored() throws Exception {
        assertThat(get("/?lang=en", "Accept-Language", "id").body()).contains("<html lang=\"en\"");
        assertThat(get("/?lang=%22%3E%3Cscript%3E", "Accept-Language", "en").body())
                .contains("<html lang=\"en\"")
                .doesNotContain("<script");
    }

    @Test
    void bothLanguagesHaveTheSameWordsAndEveryMotherHasHerStory() {
        List<String> stories =
                mothers.soonestFirst().stream().map(m -> "story." + m.name()).toList();

        ResourceBundle english = ResourceBundle.getBundle("ward", Locale.ENGLISH);
        ResourceBundle indonesian = ResourceBundle.getBundle("ward", Locale.forLanguageTag("id"));

        assertThat(english.getLocale().getLanguage()).isEqualTo("en");
        assertThat(english.keySet())
                .containsExactlyInAnyOrderElementsOf(indonesian.keySet())
                .containsAll(stories);
    }

    @Test
    void beforeAnyMassageNoneIsSaidToBeKeptUp() {
        Advice any = mothers.soonestFirst().get(0).advice();
        Advice firstDay = new Advice(
                any.mother(),
                any.disposition(),
                any.level(),
                any.hold(),
                any.inProtocol(),
                any.closed(),
                1,
                Adherence.FULL,
                BigDecimal.ZERO,
                any.infants(),
                any.outcome(),
                any.findings(),
                any.missing(),
                any.nextLook(),
                any.remarks(),
                any.release(),
                any.asOf());

        MotherCard card = cards.card("ibu", "Ibu", firstDay, Locale.forLanguageTag("id"));

        assertThat(card.massage()).isEqualTo(new MotherCard.Massage("belum ada pijat yang dihitung", ""));
    }

    @Test
    void nothingOnThePageComesFromElsewhereOrRuns() throws Exception {
        HttpResponse<String> answer = get("/?lang=en");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.body()).doesNotContain("<script", " style=", " onclick=", "src=\"http", "href=\"http");
        assertThat(get("/pages/front.css").statusCode()).isEqualTo(200);
        assertThat(get("/pages/front.css").body()).doesNotContain("http", "@import");
    }

    @Test
    void aNameIsShownAndNeverRun() {
        String name = "Ibu <script>alert('x')</script> & \"Sri\"";
        SampleMother first = mothers.soonestFirst().get(0);
        SampleMother renamed = new SampleMother(first.name(), name, first.record(), first.advice());

        String page = templates.process(
                "front",
                new Context(
                        Locale.ENGLISH,
                        Map.of(
                                "language",
                                "en",
                                "mothers",
                                List.of(cards.card(
                                        renamed.name(), renamed.label(), renamed.advice(), Locale.ENGLISH)))));

        assertThat(page).doesNotContain("<script").contains("Ibu &lt;script&gt;");
    }

    @Test
    void aSampleIsServedAsItLiesInItsFile() throws Exception {
        HttpResponse<String> answer = get("/demo/rib-injury.json");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/fhir+json");
        assertThat(answer.body())
                .isEqualTo(mothers.named("rib-injury").orElseThrow().record());
    }

    @Test
    void theParametersHoldTheRecordAndItsInstant() throws Exception {
        JsonNode parameters =
                json.readTree(get("/demo/rib-injury.parameters.json").body());

        assertThat(parameters.at("/parameter/0/name").asString()).isEqualTo("record");
        assertThat(parameters.at("/parameter/0/resource"))
                .isEqualTo(json.readTree(get("/demo/rib-injury.json").body()));
        assertThat(parameters.at("/parameter/1/name").asString()).isEqualTo("asOf");
        assertThat(parameters.at("/parameter/1/valueInstant").asString()).isEqualTo("2026-06-05T03:30:00Z");
    }

    @Test
    void theHookRequestHoldsEveryPrefetchKey() throws Exception {
        JsonNode request =
                json.readTree(get("/demo/twins-one-losing-weight.hook.json").body());

        JsonNode prefetch = request.path("prefetch");
        assertThat(request.at("/context/patientId").asString())
                .isEqualTo(prefetch.at("/mother/id").asString())
                .isEqualTo("ibu-dewi");
        assertThat(prefetch.propertyNames())
                .containsExactlyInAnyOrder(
                        "mother", "infants", "sessions", "checks", "measurements", "conditions", "plan");
        assertThat(prefetch.at("/checks/total").asInt()).isEqualTo(4);
        assertThat(prefetch.at("/conditions/total").asInt()).isZero();
        assertThat(prefetch.path("conditions").has("entry")).isFalse();
    }

    @Test
    void aSampleThatIsNotThereIsNotFound() throws Exception {
        assertThat(get("/demo/nobody.json").statusCode()).isEqualTo(404);
        assertThat(get("/demo/..%2Fapplication.yaml").statusCode()).isIn(400, 404);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
