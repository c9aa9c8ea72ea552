package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The pages in a real browser, on a narrow phone. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class PagesInChromiumTest {

    private static final int NARROW = 320;

    /** What a card's clipped edge would hide from the width of the page. */
    private static final String PAST_THE_EDGE = """
            width => [...document.querySelectorAll('main *')]
              .filter(e => !e.closest('svg, .unseen') && e.getBoundingClientRect().right > width)
              .map(e => e.outerHTML)
            """;

    @LocalServerPort
    private int port;

    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void openAPhone() {
        openAPhone(ColorScheme.LIGHT);
    }

    @AfterEach
    void closeThePhone() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?lang=en",
                "/?lang=id",
                "/evidence?lang=en",
                "/evidence?lang=id",
                "/evidence/OM-DAN-I13?lang=id",
                "/evidence/thresholds?lang=id",
                "/evidence/OM-NEVER?lang=id"
            })
    void nothingIsWiderThanANarrowPhone(String path) {
        open(path);
        openAllDetails();

        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isEqualTo(NARROW);
        assertThat((List<?>) page.evaluate(PAST_THE_EDGE, NARROW)).isEmpty();
    }

    @Test
    void theLanguageIsSwitchedByItsLink() {
        open("/?lang=en");
        String english = page.locator("h1").innerText();

        page.locator("header a[hreflang=id]").click();

        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("id");
        assertThat(page.locator("h1").innerText()).isNotEqualTo(english);
        assertThat(page.locator("header a[aria-current=true]").innerText()).isEqualTo("Bahasa Indonesia");
    }

    @Test
    void detailsOpenAndCloseByKeyboard() {
        open("/?lang=en");
        Locator details = page.locator(".mother > .advice > details").first();
        details.locator("> summary").focus();

        page.keyboard().press("Enter");
        boolean opened = (boolean) details.evaluate("d => d.open");
        page.keyboard().press("Space");

        assertThat(opened).isTrue();
        assertThat((boolean) details.evaluate("d => d.open")).isFalse();
    }

    @Test
    void theFirstStopOfTheKeyboardLeadsPastTheList() {
        open("/?lang=id");

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("mothers");
    }

    @ParameterizedTest
    @CsvSource({
        "/?lang=en, LIGHT",
        "/?lang=en, DARK",
        "/?lang=id, LIGHT",
        "/?lang=id, DARK",
        "/evidence?lang=en, LIGHT",
        "/evidence?lang=id, DARK",
        "/evidence/OM-DAN-I13?lang=en, DARK",
        "/evidence/OM-INT-007?lang=id, LIGHT",
        "/evidence/thresholds?lang=en, LIGHT",
        "/evidence/thresholds?lang=id, DARK",
        "/evidence/OM-NEVER?lang=id, LIGHT"
    })
    void contrastNamesAndStructureMeetWcagAa(String path, ColorScheme scheme) {
        closeThePhone();
        openAPhone(scheme);
        open(path);
        openAllDetails();

        assertThat(WcagAa.violations(page)).isEmpty();
    }

    @Test
    void aRuleIsFoundByKeyboardAloneAndTheLanguageStays() {
        open("/evidence?lang=id");

        page.locator("#q").focus();
        page.keyboard().type("kristal urat");
        page.keyboard().press("Enter");
        page.waitForURL("**q=kristal*");
        page.locator(".rules a").first().focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/evidence/OM-*");

        assertThat(page.locator("h1").innerText()).isEqualTo("OM-DAN-I15");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("id");
        assertThat(errors).isEmpty();
    }

    @Test
    void theBrowserHasNothingToComplainOf() {
        open("/");
        openAllDetails();
        page.locator(".worklist a").last().click();

        assertThat(errors).isEmpty();
    }

    private void openAPhone(ColorScheme scheme) {
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(NARROW, 640)
                        .setColorScheme(scheme));
        page = context.newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error") || m.type().equals("warning")) {
                errors.add(m.text());
            }
        });
        page.onPageError(errors::add);
        page.onResponse(r -> {
            if (r.status() >= 400) {
                errors.add(r.status() + " " + r.url());
            }
        });
    }

    private void open(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private void openAllDetails() {
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    }
}
