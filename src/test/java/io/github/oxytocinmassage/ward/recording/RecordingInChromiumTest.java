package io.github.oxytocinmassage.ward.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock.InstallOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Author;
import io.github.oxytocinmassage.fhir.entries.Entries;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.fhir.entries.Registration;
import io.github.oxytocinmassage.fhir.entries.Registration.Newborn;
import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.ward.Chromium;
import io.github.oxytocinmassage.ward.InChromium;
import io.github.oxytocinmassage.ward.WcagAa;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ActiveProfiles;

/** The forms on a phone: a real browser, 360 px wide. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RecordingInChromiumTest {

    private static final int PHONE = 360;
    private static final int THUMB = 48;

    /** What a thumb has to hit and is too small for it. */
    private static final String TOO_SMALL = """
            size => [...document.querySelectorAll('main .choice label, main .tick, main button, main summary, main input.short')]
              .filter(e => e.offsetParent !== null && e.getBoundingClientRect().height < size)
              .map(e => e.outerHTML)
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Entries entries;

    @Autowired
    private MotherRecords mothers;

    @Autowired
    private Clock clock;

    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;
    private String id;

    @BeforeEach
    void takeThePhone() {
        Instant born = clock.instant().minus(Duration.ofDays(4)).truncatedTo(ChronoUnit.SECONDS);
        Newborn infant = new Newborn(
                "Hana", Sex.FEMALE, born.atZone(ZoneId.of("Asia/Jakarta")).toLocalDate(), born, new BigDecimal("3100"));
        Registration family =
                new Registration("Ibu Melati", "", null, "", List.of(infant), new BigDecimal("39"), true, born);
        id = MotherRecords.id(entries.register(EntryKey.random(), family, Author.UNKNOWN, new MockHttpServletRequest())
                .reference());
        open(ColorScheme.LIGHT, "id-ID");
    }

    @AfterEach
    void putItAway() {
        context.close();
    }

    @Test
    void aBadCheckLeadsToTheEscalation() {
        signIn("midwife");
        go("/ward/mothers/" + id + "/sheet");

        page.locator("#f-lethargic .yes").click();
        page.locator("#part-MOTHER_DANGER .none .tick").click();
        page.locator("#f-feeds-24h").fill("5");
        page.locator("#f-wet-diapers-24h").fill("2");
        page.locator("#f-let-down .no").click();
        page.locator("#f-weight").fill("2,9 kg");
        String progress =
                (String) page.evaluate("getComputedStyle(document.querySelector('.count'), '::after').content");
        page.locator(".save button").click();
        page.waitForURL("**/recorded?**");

        assertThat(progress).isEqualTo("counter(answered)");
        assertThat(page.locator(".said li").first().getAttribute("class")).contains("tone-emergency");
        assertThat(page.locator(".notice").first().innerText()).contains("tersimpan");
        assertThat(record().advice().findings()).extracting(f -> f.rule()).contains("OM-DAN-I03");
        assertThat(errors).isEmpty();
    }

    @Test
    void theTimerRunsOnWhileThePageIsLeftAndFillsInTheMassage() {
        Instant began = clock.instant().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
        page.clock().install(new InstallOptions().setTime(began.toEpochMilli()));
        signIn("midwife");
        go("/ward/mothers/" + id + "/session");

        page.locator("[data-do=start]").click();
        page.clock().fastForward("05:00");
        go("/ward/mothers/" + id + "/entries");
        page.clock().fastForward("10:00");
        go("/ward/mothers/" + id + "/session");
        String clockShown = page.locator(".clock").innerText();
        String told = page.locator(".told").innerText();
        page.locator("[data-do=finish]").click();
        page.locator(".save button").click();
        page.waitForURL("**/recorded?**");

        assertThat(clockShown).isEqualTo("00:00");
        assertThat(told).contains("Bagus sekali");
        assertThat(record().episode().sessions())
                .extracting(Session::length, s -> s.start().earliest(), Session::performer)
                .containsExactly(tuple(Duration.ofMinutes(15), began, "husband"));
        assertThat(errors).isEmpty();
    }

    @Test
    void aHusbandWritesDownTheMassageThatHasRunByTheTimer() {
        Instant began = clock.instant().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MINUTES);
        page.clock().install(new InstallOptions().setTime(began.toEpochMilli()));
        signIn("husband");
        go("/family/session");
        String asked = page.locator("main").innerText();

        page.locator("[data-do=start]").click();
        page.clock().fastForward("15:00");
        page.locator("[data-do=finish]").click();
        page.locator(".save button").click();
        page.waitForURL("**/family/session?saved=done**");

        assertThat(page.locator(".notice.good").innerText()).contains("Terima kasih");
        assertThat(mothers.of("ibu-tri", clock.instant())
                        .orElseThrow()
                        .episode()
                        .sessions())
                .extracting(Session::length, s -> s.start().earliest())
                .contains(tuple(Duration.ofMinutes(15), began));
        assertThat(asked).doesNotContain("EPDS", "sendirian", "Teknik benar");
        assertThat(errors).isEmpty();
    }

    @Test
    void anEntryIsCorrected() {
        signIn("midwife");
        go("/ward/mothers/" + id + "/sheet");
        page.locator("#f-wet-diapers-24h").fill("0");
        page.locator(".save button").click();
        page.waitForURL("**/recorded?**");
        List<String> before = rules();

        go("/ward/mothers/" + id + "/entries");
        page.locator(".live a").first().click();
        page.locator("#f-wet-diapers-24h").fill("6");
        page.locator(".save button").click();
        page.waitForURL("**/recorded?**");

        assertThat(before).contains("OM-DAN-I12");
        assertThat(rules()).doesNotContain("OM-DAN-I12");
        assertThat(record().episode().checks().get(0).answers())
                .extracting(Answer::value)
                .containsExactly(new Value.Count(6));
    }

    @Test
    void whatIsUnusualIsAskedBackAndSettledByATick() {
        signIn("midwife");
        go("/ward/mothers/" + id + "/weighing");
        page.locator("#f-weight").fill("9000");
        page.locator(".save button").click();

        page.locator(".question .tick").click();
        page.locator(".save button").click();
        page.waitForURL("**/recorded?**");

        assertThat(record().episode().measurements())
                .extracting(m -> m.amount())
                .contains(new BigDecimal("9000"));
    }

    @ParameterizedTest
    @CsvSource({"en, LIGHT", "id, DARK"})
    void everyFormIsReadableNamedAndInReachOfAThumb(String language, ColorScheme scheme) {
        context.close();
        open(scheme, language);
        signIn("midwife");
        for (String form : List.of(
                "/ward/mothers/new",
                "/ward/mothers/" + id + "/sheet",
                "/ward/mothers/ibu-dewi/sheet",
                "/ward/mothers/" + id + "/weighing",
                "/ward/mothers/" + id + "/session",
                "/ward/mothers/" + id + "/start",
                "/ward/mothers/ibu-tri/end",
                "/ward/mothers/ibu-wulan/answer",
                "/ward/mothers/ibu-tri/entries",
                "/ward/mothers/ibu-tri/recorded")) {
            go(form);
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");

            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as(form)
                    .isEqualTo(PHONE);
            assertThat((List<?>) page.evaluate(TOO_SMALL, THUMB)).as(form).isEmpty();
            assertNothingToComplainOf(form);
        }
        go("/ward/mothers/" + id + "/sheet");
        page.locator("#f-feeds-24h").fill("x");
        page.locator(".save button").click();
        page.locator(".problems").waitFor();
        assertNothingToComplainOf("a sheet that is refused");
    }

    /** On a sheet so long that the bar at the foot covers nothing: on a phone the thumb scrolls it away. */
    private void assertNothingToComplainOf(String what) {
        int length = (int) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(PHONE, length + THUMB);
        assertThat(WcagAa.violations(page)).as(what).isEmpty();
        page.setViewportSize(PHONE, 740);
    }

    /** By one click, as the demo has it. */
    private void signIn(String who) {
        go("/sign-in");
        page.locator("form:has(input[name=name][value=" + who + "]) button").click();
        page.waitForURL(u -> !u.contains("/sign-in"));
    }

    private void go(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private void open(ColorScheme scheme, String language) {
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(PHONE, 740)
                        .setColorScheme(scheme)
                        .setLocale(language)
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

    private MotherRecord record() {
        return mothers.of(id, clock.instant()).orElseThrow();
    }

    private List<String> rules() {
        return record().advice().findings().stream().map(f -> f.rule()).toList();
    }
}
