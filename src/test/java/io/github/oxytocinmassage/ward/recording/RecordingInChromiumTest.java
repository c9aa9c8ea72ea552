package io.github.oxytocinmassage.ward.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock.InstallOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Author;
import io.github.oxytocinmassage.fhir.entries.Entries;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.fhir.entries.Registration;
import io.github.oxytocinmassage.fhir.entries.Registration.Newborn;
import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.ward.Chromium;
import io.github.oxytocinmassage.ward.InChromium;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ActiveProfiles;

/** The forms on a phone: a real browser, 360 px wide. A whole day of them: {@code MidwifesDayTest}; how they look: {@code EveryPageInChromiumTest}. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RecordingInChromiumTest {

    private static final int PHONE = 360;

    /** The name of the field that has the focus, if the bar of the button covers a part of it; of a choice, what is seen of it counts. */
    private static final String BEHIND_THE_BUTTON = """
            (() => {
              const field = document.activeElement;
              const seen = field.matches('.choice input') ? field.nextElementSibling : field;
              const bar = document.querySelector('.save');
              return !bar.contains(field) && seen.getBoundingClientRect().bottom > bar.getBoundingClientRect().top ? field.name || field.textContent : '';
            })()
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
        open();
    }

    @AfterEach
    void putItAway() {
        context.close();
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

    @Test
    void whatWasAnsweredWithYesStaysInSightBesideNoneOfThese() {
        signIn("midwife");
        go("/ward/mothers/" + id + "/sheet");
        page.locator("#f-lethargic .yes").click();
        page.locator("#f-danger-signs-none .tick").click();
        boolean isSeen = page.locator("#f-lethargic").isVisible();
        boolean isOtherSeen = page.locator("#f-grunting").isVisible();
        page.locator(".save button").click();
        page.waitForSelector(".problems");

        assertThat(isSeen).isTrue();
        assertThat(isOtherSeen).isFalse();
        assertThat(page.locator("#f-lethargic").isVisible()).isTrue();
        assertThat(page.evaluate("document.activeElement.name")).isEqualTo("danger-signs-none");
        assertThat(page.locator("#f-danger-signs-none .refusal").innerText()).contains("letargis");
    }

    @Test
    void noFieldThatTheKeyboardComesToLiesBehindTheButtonThatStaysInSight() {
        signIn("midwife");
        go("/ward/mothers/" + id + "/sheet");
        page.locator("#f-at").focus();

        List<String> hidden = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            hidden.add((String) page.evaluate(BEHIND_THE_BUTTON));
        }

        assertThat(hidden).containsOnly("");
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

    private void open() {
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(PHONE, 740)
                        .setLocale("id-ID")
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
}
