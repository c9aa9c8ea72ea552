package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock.InstallOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.ward.mother.EnteredMother;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/**
 * A midwife's day by clicks alone: she signs in, a bad check leads to the escalation and to the sheet for the family folder, a wrong
 * number is corrected; a husband notes his massage, and she sees it. Pictures of each step lie in {@code target/screenshots} afterwards.
 */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class MidwifesDayTest {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final Pattern PAGES_OF_PDF = Pattern.compile("/Count (\\d+)");

    private static final String MOTHER = "Ibu Anjani";

    /** Of the demo's husband. */
    private static final String HIS = "ibu-tri";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private MotherRecords mothers;

    @Autowired
    private Clock clock;

    private final List<String> errors = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private BrowserContext context;
    private Page page;
    private String id;
    private String language;
    private int step;

    @BeforeEach
    void aMotherOnTheFourthDay() throws Exception {
        id = new EnteredMother("ibu-anjani", MOTHER, "Kirana", clock.instant()).put(port);
    }

    /** Others look at the same records. */
    @AfterEach
    void leaveTheRecordsAsTheyWere() throws Exception {
        context.close();
        EnteredMother.purge(port, id);
        for (String entry : written) {
            CLIENT.send(
                    HttpRequest.newBuilder(URI.create(url("/fhir/" + entry)))
                            .DELETE()
                            .build(),
                    BodyHandlers.discarding());
        }
    }

    @ParameterizedTest
    @CsvSource({"id, 360", "en, 1280"})
    void a_bad_check_a_print_a_correction_and_a_husband_s_massage(String spoken, int width) throws Exception {
        language = spoken;
        openAWindow(width);
        signIn("midwife");
        assertThat(page.locator("h1").innerText()).isEqualTo(words("ward/frame", "worklist.title"));
        take("worklist");

        findHer();
        assertThat(page.locator(".advice").getAttribute("class")).doesNotContain("tone-emergency");
        take("mother-before-the-check");
        fillInABadCheck();
        take("what-is-advised-now");
        assertThat(page.locator(".said li").first().getAttribute("class")).contains("tone-emergency");
        assertThat(findings()).extracting(Finding::rule).contains("OM-DAN-I03");

        page.locator(".links .main").click();
        page.waitForURL("**/ward/mothers/" + id);
        assertThat(page.locator(".advice").getAttribute("class")).contains("tone-emergency");
        take("mother-after-the-check");
        takeForTheReadme("mother");
        page.locator(".top .brand a").click();
        page.waitForURL("**/ward");
        assertThat(page.locator(".group").first().getAttribute("class")).contains("tone-emergency");
        assertThat(page.locator(".group").first().locator(".who").allInnerTexts())
                .contains(MOTHER);
        take("worklist-she-stands-on-top");
        takeForTheReadme("worklist");
        printForTheFamily();
        correctTheNappies();

        signOut();
        massageAsTheHusband();
        signOut();
        signIn("midwife");
        page.navigate(url("/ward/mothers/" + HIS));
        assertThat(page.locator(".picture.massages .rows li").last().textContent())
                .contains("15", words("ward/mother", "mother.massage.by.husband"));
        take("the-massage-on-the-mothers-page");
        assertThat(errors).isEmpty();
    }

    private void findHer() {
        page.locator("#q").fill(MOTHER);
        page.locator(".find button").click();
        page.waitForURL("**/ward?**");
        page.locator(".group a").first().click();
        page.waitForURL("**/ward/mothers/" + id);
    }

    private void fillInABadCheck() {
        page.locator(".deeds .main").click();
        page.waitForURL("**/sheet");
        page.locator("#f-lethargic .yes").click();
        page.locator("#part-MOTHER_DANGER .none .tick").click();
        page.locator("#f-feeds-24h").fill("5");
        page.locator("#f-wet-diapers-24h").fill("2");
        page.locator("#f-let-down .no").click();
        page.locator("#f-weight").fill(language.equals("id") ? "2,9" : "2.9");
        page.locator("#f-weight ~ .units label").last().click();
        take("sheet");
        page.locator(".save button").click();
        page.waitForURL("**/recorded?**");
    }

    private void printForTheFamily() {
        page.locator(".group a[href$=" + id + "]").click();
        page.waitForURL("**/ward/mothers/" + id);
        page.locator(".deeds a[href$=print]").click();
        page.waitForURL("**/print");
        assertThat(page.locator(".say").innerText()).isEqualTo(words("ward/mother", "family.say.EMERGENCY.infant"));
        byte[] paper = page.pdf(new Page.PdfOptions()
                .setPreferCSSPageSize(true)
                .setPath(PICTURES.resolve("print-" + language + ".pdf")));
        take("print");
        assertThat(PAGES_OF_PDF
                        .matcher(new String(paper, StandardCharsets.ISO_8859_1))
                        .results()
                        .mapToInt(m -> Integer.parseInt(m.group(1)))
                        .max())
                .hasValue(1);
    }

    /** It was six, not two. What was written before is kept. */
    private void correctTheNappies() throws Exception {
        page.navigate(url("/ward/mothers/" + id));
        page.locator(".deeds a[href$=entries]").click();
        page.waitForURL("**/entries");
        take("entries");
        Locator sheet = page.locator(".live a[href*=Observation]").first();
        String address = sheet.getAttribute("href");
        sheet.click();
        page.waitForURL("**/entries/Observation/**");
        page.locator("#f-wet-diapers-24h").fill("6");
        take("correction");
        page.locator(".save button").first().click();
        page.waitForURL("**/recorded?**");
        assertThat(page.locator(".notice.good").innerText()).isEqualTo(words("ward/recording", "recorded.corrected"));
        take("corrected");

        String history = read(address.substring(address.indexOf("Observation/")) + "/_history");
        assertThat(history).contains("\"versionId\":\"1\"", "\"versionId\":\"2\"");
        assertThat(history.replaceAll("\\s", "")).contains("\"valueInteger\":2", "\"valueInteger\":6");
    }

    private void massageAsTheHusband() {
        Instant began = clock.instant().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
        signIn("husband");
        take("family");
        page.clock().install(new InstallOptions().setTime(began.toEpochMilli()));
        page.locator(".massage .button").click();
        page.waitForURL("**/family/session");
        assertThat(page.locator("main").innerText()).doesNotContain("EPDS");
        page.locator("[data-do=start]").click();
        take("timer");
        page.clock().fastForward("15:00");
        assertThat(page.locator(".told").innerText()).isEqualTo(words("ward/recording", "timer.over"));
        page.locator("[data-do=finish]").click();
        page.locator(".save button").click();
        page.waitForURL("**/family/session?saved=done**");
        assertThat(page.locator(".notice.good").innerText()).isEqualTo(words("ward/recording", "session.saved.done"));
        take("massage-noted");

        Session massage = mothers.of(HIS, clock.instant()).orElseThrow().episode().sessions().stream()
                .filter(s -> s.start().earliest().equals(began))
                .findFirst()
                .orElseThrow();
        written.add(massage.source());
        assertThat(massage.length()).isEqualTo(Duration.ofMinutes(15));
        page.locator(".top .brand a").click();
        page.waitForURL("**/family");
        assertThat(page.locator(".given").innerText()).contains("15");
        take("family-after-the-massage");
    }

    private List<Finding> findings() {
        return mothers.of(id, clock.instant()).orElseThrow().advice().findings();
    }

    private void openAWindow(int width) {
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, width < 600 ? 740 : 800)
                        .setLocale(language.equals("id") ? "id-ID" : "en-GB")
                        // Each visit goes to the service itself: what the worker keeps is tried elsewhere.
                        .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
        page = context.newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                errors.add(m.text());
            }
        });
        page.onPageError(errors::add);
    }

    /** By one click, as the demo has it; whoever has not signed in is led there. */
    private void signIn(String who) {
        page.navigate(url(who.equals("husband") ? "/family" : "/ward"));
        take("sign-in");
        page.locator("form:has(input[value=" + who + "]) button").click();
        page.waitForURL(u -> !u.contains("/sign-in"));
    }

    private void signOut() {
        page.locator(".account button").click();
        page.waitForURL("**/sign-in**");
    }

    private void take(String what) {
        String name = "%s-%02d-%s.png".formatted(language, step++, what);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name)));
    }

    /** As much as the window shows. */
    private void takeForTheReadme(String what) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(what + "-" + language + ".png")));
    }

    private String words(String bundle, String key) {
        return ResourceBundle.getBundle(bundle, Locale.forLanguageTag(language)).getString(key);
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }

    private String read(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url("/fhir/" + path))).build(), BodyHandlers.ofString())
                .body();
    }
}
