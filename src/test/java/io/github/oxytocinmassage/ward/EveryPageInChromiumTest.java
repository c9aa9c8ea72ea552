package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.github.oxytocinmassage.ward.EveryPage.Shown;
import io.github.oxytocinmassage.ward.EveryPage.Who;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** What holds for every page in a real browser, in both languages: {@link EveryPage}. One window for each account, for all of them. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageInChromiumTest {

    private static final int PHONE = 360;
    private static final int HEIGHT = 780;
    private static final int THUMB = 48;

    /** The narrowest phone, which is also a desk of 1280 at 400 %; a phone; that desk at 200 %; that desk. */
    private static final List<Integer> WIDTHS = List.of(320, PHONE, 640, 1280);

    /** Also what a clipped edge would hide from the width of the page. */
    private static final String PAST_THE_EDGE = """
            width => [...document.querySelectorAll('body *')]
              .filter(e => !e.closest('.unseen, .skip, svg.shapes, .choices, .places, noscript, template')
                && e.getBoundingClientRect().right > width + 0.5)
              .map(e => e.outerHTML.slice(0, 300))
            """;

    /** What a thumb has to hit, and is too small for it. Links within a sentence are not meant. */
    private static final String TOO_SMALL = """
            size => [...document.querySelectorAll('main button, main .button, main .choice label, main .tick, main .part > summary,'
                + ' main input:not([type=hidden], [type=checkbox], [type=radio]), main select, .group li a, .live a, .choices a, .who a')]
              .filter(e => e.offsetParent !== null && e.getBoundingClientRect().height < size - 0.5)
              .map(e => e.outerHTML.slice(0, 300))
            """;

    private static final String MOVING = """
            () => [...document.querySelectorAll('*')]
              .flatMap(e => [getComputedStyle(e), getComputedStyle(e, '::before')])
              .filter(s => s.animationName !== 'none' || s.transitionDuration.split(',').some(d => parseFloat(d) > 0) && s.transitionProperty !== 'none')
              .map(s => s.transitionProperty + s.animationName).concat(getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? ['scroll'] : [])
            """;

    @LocalServerPort
    private int port;

    private final Map<Who, Visitor> visitors = new EnumMap<>(Who.class);
    private final Map<Who, Page> pages = new EnumMap<>(Who.class);
    private final List<BrowserContext> contexts = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    static Stream<Shown> pages() {
        return EveryPage.all().stream();
    }

    @BeforeAll
    void openAWindowForEach() throws Exception {
        for (Who who : Who.values()) {
            Visitor visitor = who.visitor(port);
            visitors.put(who, visitor);
            // Each visit goes to the service itself.
            BrowserContext context = Chromium.browser()
                    .newContext(new Browser.NewContextOptions()
                            .setViewportSize(PHONE, HEIGHT)
                            .setReducedMotion(ReducedMotion.REDUCE)
                            .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
            context.addCookies(visitor.cookies().entrySet().stream()
                    .map(c -> new Cookie(c.getKey(), c.getValue()).setUrl("http://localhost:" + port))
                    .toList());
            contexts.add(context);
            Page page = context.newPage();
            page.onConsoleMessage(m -> {
                if (m.type().equals("error") && !m.text().contains("Failed to load resource")) {
                    errors.add(m.text());
                }
            });
            page.onPageError(errors::add);
            pages.put(who, page);
        }
    }

    @AfterAll
    void close() {
        contexts.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fits_every_width_is_in_reach_of_a_thumb_stands_still_and_meets_wcag_aa(Shown shown) throws Exception {
        Page page = pages.get(shown.who());
        for (String language : List.of("en", "id")) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme(shown, language)));
            errors.clear();
            open(page, shown, language);

            // Before axe, which writes styles into the page that the policy refuses.
            assertThat(errors).as(language).isEmpty();
            assertSoftly(softly -> {
                softly.assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
                WIDTHS.forEach(width -> fits(softly, page, width));
                page.setViewportSize(PHONE, HEIGHT);
                softly.assertThat((List<?>) page.evaluate(TOO_SMALL, THUMB))
                        .as("too small in " + language)
                        .isEmpty();
                softly.assertThat((List<?>) page.evaluate(MOVING)).as("moves").isEmpty();
            });
            // So long that the bar at the foot of a form covers nothing: on a phone the thumb scrolls it away.
            page.setViewportSize(PHONE, (int) page.evaluate("document.documentElement.scrollHeight") + THUMB);
            assertThat(WcagAa.violations(page)).as(language).isEmpty();
            page.setViewportSize(PHONE, HEIGHT);
        }
    }

    private static void fits(SoftAssertions softly, Page page, int width) {
        page.setViewportSize(width, HEIGHT);
        softly.assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("width at " + width)
                .isEqualTo(width);
        softly.assertThat((List<?>) page.evaluate(PAST_THE_EDGE, width))
                .as("past the edge at " + width)
                .isEmpty();
    }

    /** Each page is seen by day and by night. */
    private static ColorScheme scheme(Shown shown, String language) {
        return Math.floorMod(shown.toString().hashCode(), 2) == (language.equals("en") ? 0 : 1)
                ? ColorScheme.LIGHT
                : ColorScheme.DARK;
    }

    /** What comes of sending a form is shown as its answer; everything else is gone to. */
    private void open(Page page, Shown shown, String language) throws Exception {
        String address = "http://localhost:" + port + shown.in(language);
        if (shown.isGoneTo()) {
            Response answer = page.navigate(address);
            assertThat(answer.status()).isEqualTo(shown.status());
        } else {
            String html = shown.html(visitors.get(shown.who()), language);
            page.route(
                    address,
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html;charset=UTF-8")
                            .setBody(html)));
            page.navigate(address);
            page.unroute(address);
        }
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    }
}
