package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.github.oxytocinmassage.ward.mother.EnteredMother;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** No finger, no mouse: everything is reached by Tab, and wherever the keyboard is can be seen. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class KeyboardAloneTest {

    private static final int MOST_STOPS = 200;

    /**
     * Where the keyboard is: whether it can be seen there (a radio button is drawn by what stands beside it), and is in sight, with
     * nothing before it.
     */
    private static final String HERE = """
            selector => {
              const at = document.activeElement;
              const drawn = getComputedStyle(at).opacity === '0' ? at.nextElementSibling : at;
              const style = getComputedStyle(drawn);
              const box = drawn.getBoundingClientRect();
              const isBefore = (x, y) => { const top = document.elementFromPoint(x, y); return top && (drawn.contains(top) || top.contains(drawn) || top === at); };
              const isSeen = [.1, .5, .9].some(x => [.1, .5, .9].some(y => isBefore(box.left + x * box.width, box.top + y * box.height)));
              return {
                arrived: at.matches(selector),
                fault: at === document.body ? '' : style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? 'no outline' : isSeen ? '' : 'out of sight',
                what: at.outerHTML.slice(0, 300)
              };
            }
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Clock clock;

    private BrowserContext context;
    private Page page;
    private String mother;

    @BeforeEach
    void openAWindow() throws Exception {
        mother = new EnteredMother("ibu-ketik", "Ibu Ketik", "Tuti", clock.instant()).put(port);
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setLocale("id-ID")
                        // Or a page would still be on its way when it is looked at.
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
        page = context.newPage();
    }

    @AfterEach
    void close() throws Exception {
        context.close();
        EnteredMother.purge(port, mother);
    }

    @Test
    void signing_in_finding_a_mother_and_recording_a_check_take_no_mouse() throws Exception {
        page.navigate("http://localhost:" + port + "/sign-in");
        press("form:has(input[value=midwife]) button", "Enter");
        page.waitForURL("**/ward");

        tabTo("#q");
        page.keyboard().type("Ibu Ketik");
        page.keyboard().press("Enter");
        page.waitForURL("**/ward?q=Ibu**");
        press(".group a[href$='/" + mother + "']", "Enter");
        page.waitForURL("**/ward/mothers/" + mother);
        press(".deeds a[href$=sheet]", "Enter");
        page.waitForURL("**/sheet");

        press("#part-INFANT_DANGER .none input", "Space");
        press("#part-MOTHER_DANGER .none input", "Space");
        tabTo("#f-feeds-24h");
        page.keyboard().type("9");
        tabTo("#f-let-down input");
        // From "not known" round to the first: yes. The arrows are a radio button's own keys.
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#f-let-down .yes input").isChecked()).isTrue();
        press(".save button", "Enter");
        page.waitForURL("**/recorded?**");
        press(".links .main", "Enter");
        page.waitForURL("**/ward/mothers/" + mother);

        assertThat(page.locator(".advice").isVisible()).isTrue();
        press(".account button", "Enter");
        page.waitForURL("**/sign-in**");
    }

    private void press(String selector, String key) {
        tabTo(selector);
        page.keyboard().press(key);
    }

    /** As many stops as it takes; at each the keyboard can be seen. */
    @SuppressWarnings("unchecked")
    private void tabTo(String selector) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            Map<String, Object> here = (Map<String, Object>) page.evaluate(HERE, selector);
            assertThat(here.get("fault")).as(String.valueOf(here.get("what"))).isEqualTo("");
            if (Boolean.TRUE.equals(here.get("arrived"))) {
                return;
            }
        }
        throw new AssertionError("no way by keyboard to " + selector);
    }
}
