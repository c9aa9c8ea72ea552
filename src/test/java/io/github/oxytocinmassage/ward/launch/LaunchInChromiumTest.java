package io.github.oxytocinmassage.ward.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import io.github.oxytocinmassage.ward.Chromium;
import io.github.oxytocinmassage.ward.InChromium;
import io.github.oxytocinmassage.ward.WcagAa;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An EHR's page with the ward's in a frame, in a real browser: the two are of different sites. */
@InChromium
class LaunchInChromiumTest extends LaunchedFromAnEhr {

    private static final String FINDING = "OM-DAN-I13";

    @ParameterizedTest
    @CsvSource({"360, en", "1280, id"})
    void the_mother_s_page_opens_in_the_frame_at_the_finding_of_the_card(int width, String language) {
        EHR.claims = Map.of("fhirUser", "Practitioner/bd-7");
        EHR.answer = Map.of("patient", "ibu-dewi", "appContext", "{\"finding\":\"" + FINDING + "\"}");
        try (BrowserContext context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 800)
                        .setLocale(language))) {
            Page page = context.newPage();

            page.navigate(EHR.base() + "/chart?app=" + encoded(app()));

            FrameLocator ward = page.frameLocator("iframe");
            ward.locator("#" + FINDING).waitFor();
            assertThat(ward.locator("#" + FINDING + " .led").innerText())
                    .contains(
                            language.equals("id")
                                    ? "Ibu Dewi Lestari: ini yang disebut kartu"
                                    : "Ibu Dewi Lestari: the card led here");
            assertThat(ward.locator(".account bdi").innerText()).isEqualTo("Bidan Ayu Lestari");
            frame(page)
                    .waitForFunction(
                            "id => { const top = document.getElementById(id).getBoundingClientRect().top; return top >= 0 && top < 600; }",
                            FINDING);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/screenshots/launch-" + language + "-" + width + ".png")));

            // The session's cookie is sent in the frame from page to page.
            ward.locator("nav.places a").first().click();
            ward.locator("h1").first().waitFor();
            assertThat(frame(page).url()).endsWith("/ward");
        }
    }

    private static Frame frame(Page page) {
        ElementHandle element = page.querySelector("iframe");
        return element.contentFrame();
    }

    @ParameterizedTest
    @CsvSource({"360, en", "1280, id"})
    void the_pages_that_say_why_not_are_for_everyone_to_read(int width, String language) {
        try (BrowserContext context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 800)
                        .setLocale(language))) {
            Page page = context.newPage();
            page.navigate("http://127.0.0.1:" + port + "/launch?refused=not-staff");
            check(page, "refused-" + language + "-" + width);

            EHR.answer = Map.of("patient", "nobody");
            page.navigate(app());
            assertThat(page.url()).endsWith("/ward/launched?not=none");
            check(page, "none-" + language + "-" + width);
        }
    }

    private static void check(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target/screenshots/launch-" + name + ".png")));
        assertThat(WcagAa.violations(page)).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void a_page_of_another_site_can_t_frame_it() {
        EHR.answer = Map.of("patient", "ibu-dewi");
        try (BrowserContext context = Chromium.browser().newContext()) {
            Page page = context.newPage();

            // The same page, but of an origin that is not named.
            page.navigate(EHR.base().replace("localhost", "127.0.0.1") + "/chart?app=" + encoded(app()));

            page.waitForCondition(() -> frame(page).url().startsWith("chrome-error:"));
            assertThat(frame(page).content()).doesNotContain("Ibu Dewi");
        }
    }

    /** At another host than the EHR, so that it is another site to the browser. */
    private String app() {
        return "http://127.0.0.1:" + port + "/launch?iss=" + encoded(EHR.issOfSameIds()) + "&launch=l-1";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
