package io.github.oxytocinmassage.ward.mother;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.github.oxytocinmassage.fhir.FindingDetail;
import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.rules.Wording;
import io.github.oxytocinmassage.ward.FamilySight;
import io.github.oxytocinmassage.ward.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A mother's page, its history and its print, the family's page and the list of danger signs, over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class MotherPagesTest {

    private static final List<String> PRIVATE_ITEMS =
            List.of("epds-total", "epds-item-10", "self-harm-thoughts", "unsafe-at-home", "consent-refused");

    @LocalServerPort
    private int port;

    @Autowired
    private MotherRecords records;

    @Autowired
    private RuleRelease release;

    @Autowired
    private Catalogue catalogue;

    @Autowired
    private Clock clock;

    @Autowired
    private WebApplicationContext application;

    @ParameterizedTest
    @CsvSource({
        "ibu-dewi, en",
        "ibu-dewi, id",
        "ibu-endang, en",
        "ibu-endang, id",
        "ibu-a, id",
        "ibu-fitri, en",
        "ibu-kartika, id",
        "ibu-nur, en",
        "P00000000021, id"
    })
    void todaysAdviceAndEveryFindingStandOnThePageInOneLanguage(String id, String language) throws Exception {
        Locale locale = Locale.forLanguageTag(language);
        Wording wording = release.wording();

        String page = get200("/ward/mothers/" + id + "?lang=" + language);

        MotherRecord record = records.of(id, clock.instant()).orElseThrow();
        assertThat(page)
                .contains("<html lang=\"" + language + "\"", record.label())
                .doesNotContain("??");
        for (Finding finding : record.advice().findings()) {
            assertThat(page)
                    .contains(escaped(wording.text(finding, locale)))
                    .contains(escaped(wording.action(finding, record.advice().hold(), locale)))
                    .contains(
                            escaped(FindingDetail.of(finding, release, locale)).replaceFirst("(?s)\\d+.*", ""))
                    .contains("/evidence/" + finding.rule() + "?lang=" + language);
        }
        assertThat(foreign(page, language.equals("en") ? "id" : "en", language)).isEmpty();
    }

    @Test
    void aMassageHoldIsSaidInAWordOfItsOwnAndNoMassageIsOffered() throws Exception {
        assertThat(get200("/ward/mothers/ibu-endang?lang=en"))
                .contains("class=\"hold\"", "No massage for now")
                .doesNotContain("/ward/mothers/ibu-endang/session");
        assertThat(get200("/ward/mothers/ibu-tri?lang=en"))
                .contains("/ward/mothers/ibu-tri/session", "/ward/mothers/ibu-tri/sheet")
                .doesNotContain("class=\"hold\"");
    }

    @Test
    void whatIsNotedBesideTheProtocolIsSaidInTheLanguageOfThePage() throws Exception {
        assertThat(get200("/ward/mothers/P00000000021?lang=id"))
                .contains("Perdarahan pervaginam: tidak")
                .doesNotContain("Vaginal bleeding");
        assertThat(get200("/ward/mothers/P00000000021?lang=en")).contains("Vaginal bleeding: no");
    }

    @Test
    void anInfantsAgeIsSaidInWholeDaysBesideItsDay() throws Exception {
        Matcher said = Pattern.compile("umur (\\d+) hari \\(hari ke-(\\d+)\\)")
                .matcher(get200("/ward/mothers/ibu-tri?lang=id"));

        assertThat(said.find()).isTrue();
        assertThat(Integer.parseInt(said.group(2))).isEqualTo(Integer.parseInt(said.group(1)) + 1);
    }

    @Test
    void anInfantsIdLeadsToItsMotherAndTheLanguageStays() throws Exception {
        HttpResponse<String> answer = send("/ward/mothers/bayu?lang=id");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/ward/mothers/ibu-dewi?lang=id");
        assertThat(send("/ward/mothers/bayu/print")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .endsWith("/ward/mothers/ibu-dewi/print");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/ward/mothers/nobody-at-all", "/ward/mothers/nobody/print", "/ward/mothers/nobody/history"})
    void whoIsNotKeptIsSaidToBeNotFoundOnAPage(String path) throws Exception {
        HttpResponse<String> answer = send(path + "?lang=id");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<html lang=\"id\"", "Tidak ditemukan");
    }

    @Test
    void thePicturesSayInWordsWhatTheyShow() throws Exception {
        String twins = get200("/ward/mothers/ibu-dewi?lang=en");
        String noUnit = get200("/ward/mothers/ibu-nur?lang=en");

        assertThat(twins)
                .contains(
                        "role=\"img\"",
                        "<desc id=\"weight-1-desc\">Birth weight 2,700 g. 2 weighings; the last 2,403 g")
                .contains("11% below birth weight", "class=\"guide birth\"", "class=\"guide caution\"")
                .contains("class=\"guide urgent\"", "class=\"guide gain\"")
                .doesNotContain(" style=");
        assertThat(noUnit)
                .contains(
                        "class=\"out\"",
                        "1 weighing is not counted",
                        "not counted: unreadable, or without a usable unit");
        assertThat(get200("/ward/mothers/ibu-kartika?lang=en")).contains("#mark-missed", "missed (husband away)");
    }

    @Test
    void theEndIsShownAgainstTheBeginning() throws Exception {
        String page = get200("/ward/mothers/ibu-a?lang=en");

        assertThat(page).contains("Before and after: Bayi Ibu A").doesNotContain("is still to come");
        assertThat(get200("/ward/mothers/ibu-tri?lang=en")).contains("is still to come");
    }

    @Test
    void historyTellsEveryEveningAndCheckAndWhatWasGiven() throws Exception {
        send("/fhir/Patient/ibu-a/$recommend");

        String page = get200("/ward/mothers/ibu-a/history?lang=en");

        assertThat(page)
                .contains("end of the day", "check at", "what is known today", release.name())
                .contains("Day 1, ", "Day 14, ");
    }

    @Test
    void namesAreShownAsTextWhateverTheyHold() throws Exception {
        String name = "<script>alert(1)</script> & \"Sri\" 👶🏽 \u202eبن مریم";
        String id = new EnteredMother("ibu-aneh", name, "<img src=x onerror=alert(2)>", clock.instant()).put(port);

        for (String below : List.of("", "/print", "/history")) {
            String page = get200("/ward/mothers/" + id + below);

            assertThat(page)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "👶🏽")
                    .doesNotContain("<script>", "<img src=x");
            assertThat(page.split("<script", -1)).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void onlyAFamilysOwnAccountOpensTheFamilysPageAndTheAddressSaysNothing() throws Exception {
        assertThat(send("/family").statusCode()).isEqualTo(403);
        assertThat(family("id", "ROLE_NURSE", "MOTHER_ibu-tri").getStatus()).isEqualTo(403);
        assertThat(family("id", "ROLE_FAMILY").getStatus()).isEqualTo(403);
        assertThat(family("id", "ROLE_FAMILY", "MOTHER_nobody-at-all").getStatus())
                .isEqualTo(404);

        MockHttpServletResponse page = family("en", "ROLE_FAMILY", "MOTHER_ibu-tri");

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("Ibu Tri", "What helps today", "/family/session", "blue lips or tongue", "119")
                .doesNotContain("Ibu Dewi", "??");
    }

    @Test
    void aReferralIsToldToAFamilyInItsOwnWordsAndOfTwinsWhichIsMeant() throws Exception {
        assertThat(family("en", "ROLE_FAMILY", "MOTHER_ibu-dewi").getContentAsString())
                .contains("Please let the midwife or doctor see Bayu today.")
                .doesNotContain("Refer", "OM-");
        assertThat(family("id", "ROLE_FAMILY", "MOTHER_ibu-dewi").getContentAsString())
                .contains("Mohon Bayu diperiksa");
        assertThat(family("id", "ROLE_FAMILY", "MOTHER_ibu-sri").getContentAsString())
                .contains("Bayi perlu pertolongan sekarang", "tanyakan dulu kepada bidan")
                .doesNotContain("/family/session");
    }

    /** The page of a family is the same, to the byte, whatever was asked in private; but no massage is advised under a hold. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "id"})
    void whatIsAskedInPrivateLeavesNoTraceOnAFamilysPageOrPrint(String language) throws Exception {
        EnteredMother plain = new EnteredMother("ibu-polos", "Ibu Sama", "Sama", clock.instant());
        EnteredMother told = new EnteredMother("ibu-cerita", "Ibu Sama", "Sama", clock.instant());
        told.count("epds-total", 21).count("epds-item-10", 2).yes("self-harm-thoughts");
        EnteredMother unsafe = new EnteredMother("ibu-takut", "Ibu Sama", "Sama", clock.instant());
        unsafe.yes("unsafe-at-home").contraindicated("consent-refused");
        plain.put(port);
        told.put(port);
        unsafe.put(port);

        assertThat(advised("ibu-cerita")).contains("OM-DAN-M07", "OM-DAN-M08");
        assertThat(advised("ibu-takut")).contains("OM-DAN-M12", "OM-ELI-007");
        assertThat(familyWithout("ibu-cerita", language)).isEqualTo(familyWithout("ibu-polos", language));
        assertThat(printWithout("ibu-cerita", language)).isEqualTo(printWithout("ibu-polos", language));
        for (String page : List.of(familyWithout("ibu-takut", language), printWithout("ibu-takut", language))) {
            ResourceBundle words = ResourceBundle.getBundle("ward/mother", Locale.forLanguageTag(language));
            assertThat(page)
                    .contains(words.getString("family.massage.ask"), words.getString("family.say.ASSESS"))
                    .doesNotContain(words.getString("family.massage.done"), "/family/session");
            for (String item : PRIVATE_ITEMS) {
                assertThat(page.toLowerCase(Locale.ROOT))
                        .doesNotContain(item)
                        .doesNotContain(release.wording()
                                .name(item, Locale.forLanguageTag(language))
                                .toLowerCase(Locale.ROOT));
            }
            assertThat(page).doesNotContain("EPDS", "OM-");
        }
        assertThat(familyAt("/family/session", language, "ROLE_FAMILY", "MOTHER_ibu-takut")
                        .getContentAsString())
                .contains(ResourceBundle.getBundle("ward/recording", Locale.forLanguageTag(language))
                        .getString("session.paused.family"))
                .contains("name=\"minutes\"")
                .doesNotContain("class=\"timer\"", "technique-1.svg");
        assertThat(familyAt("/family/session", language, "ROLE_FAMILY", "MOTHER_ibu-polos")
                        .getContentAsString())
                .contains("class=\"timer\"", "technique-1.svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "id"})
    void everyDangerSignStandsInTheListByLevelButThoseAskedInPrivate(String language) throws Exception {
        Wording wording = release.wording();
        Locale locale = Locale.forLanguageTag(language);

        String page = get200("/ward/danger-signs?lang=" + language);

        catalogue.entries().stream().filter(e -> e.rule().startsWith("OM-DAN-")).forEach(e -> e.outcomes()
                .forEach(level -> {
                    String key = e.rule() + (wording.knows(e.rule() + "." + level, locale) ? "." + level : "");
                    if (FamilySight.mayTell(e.rule())) {
                        assertThat(page).contains(escaped(wording.term(key, locale)));
                    } else {
                        assertThat(page).doesNotContain(escaped(wording.term(key, locale)));
                    }
                }));
        assertThat(page)
                .contains(ResourceBundle.getBundle("ward/mother", locale).getString("danger.offline"));
    }

    @Test
    void everySignThatAFamilyWatchesForHasPlainWordsAndNoneIsPrivate() {
        ResourceBundle english = ResourceBundle.getBundle("ward/mother", Locale.ENGLISH);
        ResourceBundle indonesian = ResourceBundle.getBundle("ward/mother", Locale.forLanguageTag("id"));

        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(indonesian.keySet());
        for (String rule : FamilyWriter.WATCHED) {
            assertThat(FamilySight.mayTell(rule)).isTrue();
            assertThat(catalogue.of(rule)).isPresent();
            assertThat(english.getString("family.watch." + rule))
                    .isNotEqualTo(indonesian.getString("family.watch." + rule));
        }
    }

    private List<String> advised(String id) {
        return records.of(id, clock.instant()).orElseThrow().advice().findings().stream()
                .map(Finding::rule)
                .toList();
    }

    private String familyWithout(String id, String language) throws Exception {
        return withoutId(family(language, "ROLE_FAMILY", "MOTHER_" + id).getContentAsString(), id);
    }

    private String printWithout(String id, String language) throws Exception {
        return withoutId(get200("/ward/mothers/" + id + "/print?lang=" + language), id);
    }

    /** The minute may have passed between two pages, and a form's token is never the same. */
    private static String withoutId(String page, String id) {
        return page.replace(id, "ID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "TOKEN")
                .replaceAll("\\d\\d[:.]\\d\\d", "TIME");
    }

    private MockHttpServletResponse family(String language, String... authorities) throws Exception {
        return familyAt("/family", language, authorities);
    }

    private MockHttpServletResponse familyAt(String path, String language, String... authorities) throws Exception {
        TestingAuthenticationToken account = new TestingAuthenticationToken("keluarga", "", authorities);
        return MockMvcBuilders.webAppContextSetup(application)
                .build()
                .perform(get(path)
                        .param("lang", language)
                        .param("id", "ibu-dewi")
                        .principal(account)
                        .with(r -> {
                            Arrays.stream(authorities)
                                    .filter(a -> a.startsWith("ROLE_"))
                                    .forEach(a -> r.addUserRole(a.substring("ROLE_".length())));
                            return r;
                        }))
                .andReturn()
                .getResponse();
    }

    /** Sentences of the other language. */
    private static List<String> foreign(String page, String other, String own) {
        ResourceBundle theirs = ResourceBundle.getBundle("ward/mother", Locale.forLanguageTag(other));
        ResourceBundle ours = ResourceBundle.getBundle("ward/mother", Locale.forLanguageTag(own));
        String text = page.replaceAll("<[^>]*>", "|");
        return theirs.keySet().stream()
                .map(k -> theirs.getString(k).equals(ours.getString(k)) ? "" : theirs.getString(k))
                .filter(s -> s.length() > 4 && !s.contains("{"))
                .filter(s -> {
                    Matcher whole = Pattern.compile("\\|\\s*" + Pattern.quote(s) + "\\s*\\|")
                            .matcher(text);
                    return whole.find();
                })
                .toList();
    }

    /** As the pages write it. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String get200(String path) throws Exception {
        HttpResponse<String> answer = send(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        if (!path.startsWith("/fhir") && !path.startsWith("/ward/danger-signs")) {
            return Visitor.of(port, "midwife").get(path);
        }
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
