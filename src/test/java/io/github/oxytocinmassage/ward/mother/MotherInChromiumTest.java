package io.github.oxytocinmassage.ward.mother;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.github.oxytocinmassage.ward.Chromium;
import io.github.oxytocinmassage.ward.InChromium;
import io.github.oxytocinmassage.ward.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A mother's pages in a real browser: on paper, by keyboard, and whatever she is called. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class MotherInChromiumTest {

    private static final int PHONE = 360;
    private static final int DESK = 1280;
    private static final int HEIGHT = 780;
    private static final Pattern PAGES_OF_PDF = Pattern.compile("/Count (\\d+)");

    private static final String PAST_THE_EDGE = """
            width => [...document.querySelectorAll('main *')]
              .filter(e => !e.closest('.unseen, svg.shapes, .choices, .places') && e.getBoundingClientRect().right > width)
              .map(e => e.outerHTML.slice(0, 200))
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Clock clock;

    @Autowired
    private WebApplicationContext application;

    private BrowserContext context;
    private Page page;

    @AfterEach
    void closeThePage() {
        context.close();
    }

    /** Three hundred letters without a gap; a script; signs of several characters, and of a language that runs the other way. */
    @Test
    void hostileNamesBreakNoPageAndRunNothing() throws Exception {
        String id = new EnteredMother(
                        "ibu-panjang",
                        "W".repeat(300),
                        "<script>document.title='x'</script> 👶🏽 \u202eبن مریم " + "ش".repeat(150),
                        clock.instant())
                .yes("lethargic")
                .put(port);
        List<String> wide = new ArrayList<>();
        openAWindow();

        for (String path : List.of(
                "/ward/mothers/" + id,
                "/ward/mothers/" + id + "/print",
                "/ward/mothers/" + id + "/history",
                "/ward/mothers/" + id + "/recorded",
                "/ward/mothers/" + id + "/entries",
                "/ward/mothers/" + id + "/sheet",
                "/ward/mothers/" + id + "/weighing?who=" + id + "-bayi",
                "/ward/mothers/" + id + "/session",
                "/ward/mothers/" + id + "/start",
                "/ward/mothers/" + id + "/end",
                "/ward/mothers/" + id + "/answer",
                "/ward?q=WWW",
                "/family?lang=en",
                "/family?lang=id")) {
            open(path, id);

            for (int width : new int[] {PHONE, DESK}) {
                page.setViewportSize(width, HEIGHT);
                if ((int) page.evaluate("document.documentElement.scrollWidth") != width) {
                    wide.add(width + " " + path);
                }
                ((List<?>) page.evaluate(PAST_THE_EDGE, width))
                        .forEach(part -> wide.add(width + " " + path + " " + part));
            }
            assertThat(page.title()).as(path).isNotEqualTo("x");
            assertThat(page.content()).as(path).contains("WWW").doesNotContain("<script>document");
            if (path.endsWith("/print")) {
                assertThat(sheets()).isEqualTo(1);
            }
        }
        EnteredMother.purge(port, id);
        assertThat(wide).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibu-dewi", "ibu-kartika"})
    void thePrintIsOneSheetOfA4InBothLanguages(String id) throws Exception {
        openAWindow();

        for (String language : List.of("en", "id")) {
            open("/ward/mothers/" + id + "/print?lang=" + language, id);

            assertThat(sheets()).isEqualTo(1);
        }
    }

    @Test
    void theTableBehindAPictureOpensByKeyboardAndTellsTheSame() throws Exception {
        openAWindow();
        open("/ward/mothers/ibu-dewi?lang=en", "ibu-dewi");
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)");

        page.locator(".picture.weight").last().locator("summary").focus();
        page.keyboard().press("Enter");

        assertThat(page.locator(".picture.weight").last().locator(".rows").innerText())
                .contains("2,403 g", "11% below birth weight");
    }

    private int sheets() {
        byte[] pdf = page.pdf(new Page.PdfOptions().setFormat("A4").setPreferCSSPageSize(true));
        return PAGES_OF_PDF
                .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .mapToInt(m -> Integer.parseInt(m.group(1)))
                .max()
                .orElseThrow();
    }

    private void openAWindow() throws Exception {
        // Each visit goes to the service itself.
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(PHONE, HEIGHT)
                        .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
        context.addCookies(Visitor.of(port, "midwife").cookies().entrySet().stream()
                .map(c -> new Cookie(c.getKey(), c.getValue()).setUrl("http://localhost:" + port))
                .toList());
        page = context.newPage();
    }

    private void open(String path, String mother) throws Exception {
        if (path.startsWith("/family")) {
            String html = family(path.substring(path.length() - 2), mother);
            page.route(
                    "**/family?*",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/html;charset=UTF-8")
                            .setBody(html)));
        }
        page.navigate("http://localhost:" + port + path);
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    }

    /** As the family's account gets it; the browser has none. */
    private String family(String language, String mother) throws Exception {
        return MockMvcBuilders.webAppContextSetup(application)
                .build()
                .perform(get("/family")
                        .param("lang", language)
                        .principal(new TestingAuthenticationToken("keluarga", "", "ROLE_FAMILY", "MOTHER_" + mother))
                        .with(r -> {
                            r.addUserRole("FAMILY");
                            return r;
                        }))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
