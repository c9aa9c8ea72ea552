package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** The front page and the evidence in a real browser, on a narrow phone; what holds for every page: {@link EveryPageInChromiumTest}. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class PagesInChromiumTest {

    private static final int NARROW = 320;

    @LocalServerPort
    private int port;

    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void openAPhone() {
        context = Chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(NARROW, 640));
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

    @AfterEach
    void closeThePhone() {
        context.close();
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

    private void open(String path) {
        page.navigate("http://localhost:" + port + path);
    }

    private void openAllDetails() {
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    }
}
