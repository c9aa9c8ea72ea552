package io.github.oxytocinmassage.ward.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.Evidence;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Threshold;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

/** The evidence pages over HTTP, as a site has them: outside the demo, without a token. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EvidencePagesTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<String, Locale> LANGUAGES =
            Map.of("en", Locale.ENGLISH, "id", Locale.forLanguageTag("id"));

    /** What a page quotes in its own language stands in an element that says so. */
    private static final String QUOTED = "(?s)<(li|ul|a) [^>]*lang=\"(en|id)\"[^>]*>.*?</\\1>";

    /** Shorter words may be the same or part of another in both languages. */
    private static final int SENTENCE = 12;

    @LocalServerPort
    private int port;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private RuleRelease release;

    @Test
    void everyRuleOfTheReleaseHasAPage() {
        assertThat(catalogue.entries())
                .extracting(Catalogue.Entry::rule)
                .containsExactlyInAnyOrderElementsOf(release.evidence().byRule().keySet());
    }

    @Test
    void everyRuleIsToldByWhatItComesToItsThresholdsAndItsCases() {
        assertThat(catalogue.entries())
                .allMatch(e -> !e.outcomes().isEmpty(), "comes to something")
                .allMatch(e -> !e.fires().isEmpty() && !e.nearMisses().isEmpty(), "has its cases");
        Catalogue.Entry loss = catalogue.of("OM-DAN-I13").orElseThrow();
        assertThat(loss.outcomes()).containsExactly("EMERGENCY", "URGENT");
        assertThat(loss.thresholds()).containsExactly("weight.lossUrgent", "weight.lossEmergency");
        Catalogue.Entry twice = catalogue.of("OM-INT-001").orElseThrow();
        assertThat(twice.restsOnChecks() && twice.restsOnMassage() && twice.silentUnderHold())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "id"})
    void aPageSaysEverythingOfItsRuleInItsLanguageAndNothingInTheOther(String language) throws Exception {
        Locale locale = locale(language);
        Set<String> foreign = sentences(other(language));
        foreign.removeAll(sentences(language));

        for (Catalogue.Entry entry : catalogue.entries()) {
            HttpResponse<String> answer = get("/evidence/" + entry.rule() + "?lang=" + language);
            String page = HtmlUtils.htmlUnescape(answer.body());

            assertThat(answer.statusCode()).as(entry.rule()).isEqualTo(200);
            assertThat(page)
                    .as(entry.rule())
                    .contains("<html lang=\"" + language + "\"", release.name(), release.hash())
                    .contains(texts(entry, locale))
                    .contains(release.evidence().sources(entry.rule(), locale).stream()
                            .map(Evidence.Source::text)
                            .toList())
                    .contains(release.evidence().note(entry.rule(), locale))
                    .doesNotContain("??");
            assertThat(entry.thresholds()).as(entry.rule()).allMatch(page::contains);
            String own = page.replaceAll(QUOTED, "");
            assertThat(foreign).as(entry.rule()).noneMatch(own::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "id"})
    void theIndexListsEveryRuleAndTheThresholdsAreAllThere(String language) throws Exception {
        Set<String> foreign = sentences(other(language));
        foreign.removeAll(sentences(language));

        String index = HtmlUtils.htmlUnescape(get("/evidence?lang=" + language).body());
        String thresholds = HtmlUtils.htmlUnescape(
                get("/evidence/thresholds?lang=" + language).body());

        assertThat(catalogue.entries()).allMatch(e -> index.contains("evidence/" + e.rule() + "?lang=" + language));
        assertThat(release.thresholds())
                .allMatch(t -> thresholds.contains("id=\"" + t.name() + "\""))
                .allMatch(t -> thresholds.contains(t.meaning(locale(language))));
        assertThat(Stream.of(index, thresholds).map(p -> p.replaceAll(QUOTED, "")))
                .allMatch(page -> !page.contains("??"))
                .allMatch(page -> foreign.stream().noneMatch(page::contains));
    }

    @ParameterizedTest
    @CsvSource({"en, protocol", "id, protocol", "en, safety", "id, safety"})
    void theProtocolAndWhetherItIsSafeAreToldInOneLanguage(String language, String name) throws Exception {
        Set<String> foreign = sentences(other(language));
        foreign.removeAll(sentences(language));

        HttpResponse<String> answer = get("/evidence/" + name + "?lang=" + language);
        String page = HtmlUtils.htmlUnescape(answer.body());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page)
                .contains("<html lang=\"" + language + "\"", release.hash())
                .doesNotContain("??", "{", "}");
        ResourceBundle words = words("evidence", language);
        assertThat(words.keySet().stream()
                        .filter(key -> key.startsWith("evidence." + name + "."))
                        .map(words::getString)
                        .filter(text -> !text.contains("{")))
                .allMatch(page::contains);
        assertThat(foreign).noneMatch(page::contains);
    }

    @Test
    void whatAClinicianSignsOffStandsWhereOneAsksWhetherItIsSafe() throws Exception {
        String page = get("/evidence/safety?lang=en").body();
        List<String> toApprove = catalogue.entries().stream()
                .map(Catalogue.Entry::rule)
                .filter(rule -> release.evidence().of(rule).note().contains("SIGN-OFF"))
                .toList();

        assertThat(toApprove).isNotEmpty().allMatch(rule -> page.contains("evidence/" + rule + "?lang=en"));
        assertThat(page).contains("these " + toApprove.size() + " points");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "id"})
    void whatAClinicianSignsOffIsSaidInWords(String language) throws Exception {
        String page = get("/evidence/safety?lang=" + language).body().replaceAll("<[^>]*>", "");

        assertThat(page)
                .doesNotContain("SIGN-OFF", "PERLU PERSETUJUAN", "EMERGENCY", "URGENT", "PRIORITY", "danger-reviewed")
                .doesNotContainPattern("\\b(infant|mother)\\.[a-z]+[A-Z]");
    }

    @Test
    void everyNoteAndEveryThresholdIsWrittenInBothLanguages() {
        assertThat(release.evidence().byRule().keySet()).allSatisfy(rule -> assertThat(LANGUAGES.values().stream()
                        .map(l -> release.evidence().note(rule, l).isEmpty())
                        .distinct())
                .as(rule)
                .hasSize(1));
        assertThat(release.thresholds())
                .allSatisfy(t -> assertThat(LANGUAGES.values()).as(t.name()).noneMatch(l -> t.meaning(l)
                        .isEmpty()));
    }

    @Test
    void bothLanguagesHaveTheSameWords() {
        assertThat(words("evidence", "en").keySet())
                .containsExactlyInAnyOrderElementsOf(words("evidence", "id").keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "'/evidence?lang=en&q=urate+danger', 'OM-DAN-I15', 'OM-DAN-I16'",
        "'/evidence?lang=id&q=KRISTAL%20urat', 'OM-DAN-I15', 'OM-DAN-I16'",
        "'/evidence?lang=en&q=om-int-007', 'OM-INT-007', 'OM-INT-006'",
        "'/evidence?lang=en&q=weight.gainMin', 'OM-ESC-004', 'OM-DAN-I01'",
        "'/evidence?lang=en&q=Levis', 'OM-DAN-M07', 'OM-DAN-M01'",
        "'/evidence?lang=en&section=COM', 'OM-COM-003', 'OM-CON-001'"
    })
    void aSearchFindsWhatHoldsAllItsWords(String path, String found, String not) throws Exception {
        String page = get(path).body();

        assertThat(page).contains("evidence/" + found).doesNotContain("evidence/" + not);
    }

    @Test
    void aSearchWithoutAnAnswerSaysSoAndIsNeverRun() throws Exception {
        HttpResponse<String> answer = get("/evidence?lang=en&section=nowhere&q=%3Cscript%3Ealert(1)%3C/script%3E");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains(words("evidence", "en").getString("evidence.found.none"))
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(get("/evidence?lang=en&q=" + "x".repeat(3000)).statusCode()).isEqualTo(200);
    }

    @Test
    void theOtherLanguageIsAskedTheSameQuestion() throws Exception {
        String page = HtmlUtils.htmlUnescape(
                get("/evidence?lang=en&q=a%26b&section=DAN-I").body());

        assertThat(page).contains("href=\"?lang=id&q=a%26b&section=DAN-I\"");
    }

    @Test
    void withoutAskingAPageFollowsTheBrowserAndItsLinksNameNoLanguage() throws Exception {
        String page =
                get("/evidence/OM-DAN-I13", "Accept-Language", "id-ID,id;q=0.9").body();

        assertThat(page).contains("<html lang=\"id\"").contains("href=\"../evidence\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OM-DAN-I99", "om-dan-i13", "%3Cscript%3E"})
    void anIdThatThereIsNotLeadsToTheIndex(String id) throws Exception {
        HttpResponse<String> answer = get("/evidence/" + id + "?lang=en");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.body())
                .contains("href=\"../evidence?lang=en\"")
                .contains(words("evidence", "en").getString("evidence.unknown.index"))
                .doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/evidence",
                "/evidence/OM-DAN-I13",
                "/evidence/thresholds",
                "/evidence/protocol",
                "/evidence/safety",
                "/evidence/OM-NEVER"
            })
    void nothingOnAPageComesFromElsewhereOrRuns(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .doesNotContain("<script", "<style", " style=", " onclick=", "src=\"http", "href=\"http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/evidence", "/pages/evidence.css", "/pages/htmx.min.js"})
    void whatAPhoneLoadsIsSentCompressed(String path) throws Exception {
        HttpResponse<String> packed = get(path, "Accept-Encoding", "gzip");
        HttpResponse<String> plain = get(path);

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.body().length()).isLessThan(plain.body().length() / 2);
    }

    @Test
    void theStyleIsServedAndNoOtherFile() throws Exception {
        assertThat(List.of("/pages/base.css", "/pages/evidence.css", "/pages/drop.svg", "/pages/htmx.min.js"))
                .allMatch(path -> status(path) == 200);
        assertThat(List.of(
                        "/pages/",
                        "/pages/..%2Fapplication.yaml",
                        "/rules/index.yaml",
                        "/pages/htmx.js",
                        "/webjars/htmx.org/2.0.8/dist/htmx.js"))
                .allMatch(path -> status(path) == 404 || status(path) == 400);
    }

    private List<String> texts(Catalogue.Entry entry, Locale locale) {
        Function<String, String> key = outcome -> release.wording().knows(entry.rule() + "." + outcome, locale)
                ? entry.rule() + "." + outcome
                : entry.rule();
        return entry.outcomes().stream()
                .map(key)
                .flatMap(k -> Stream.of(k, k + ".do"))
                .map(k -> release.wording().term(k, locale))
                .toList();
    }

    /** Every sentence that may stand on one of these pages. */
    private static String other(String language) {
        return language.equals("en") ? "id" : "en";
    }

    private Set<String> sentences(String language) {
        Stream<String> written = Stream.of(words("evidence", language), words("rules/messages", language))
                .flatMap(words -> words.keySet().stream().map(words::getString))
                .filter(text -> !text.contains("{"));
        Stream<String> notes = release.evidence().byRule().keySet().stream()
                .map(rule -> release.evidence().note(rule, locale(language)));
        Stream<String> meanings = release.thresholds().stream().map((Threshold t) -> t.meaning(locale(language)));
        return Stream.of(written, notes, meanings)
                .flatMap(texts -> texts)
                .filter(text -> text.length() > SENTENCE)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ResourceBundle words(String bundle, String language) {
        try (InputStream in =
                EvidencePagesTest.class.getResourceAsStream("/" + bundle + "_" + language + ".properties")) {
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Locale locale(String language) {
        return Locale.forLanguageTag(language);
    }

    private int status(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
