package io.github.oxytocinmassage.ward.mother;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.github.oxytocinmassage.ward.Chromium;
import io.github.oxytocinmassage.ward.InChromium;
import io.github.oxytocinmassage.ward.Visitor;
import io.github.oxytocinmassage.ward.WcagAa;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A mother's pages in a real browser: on a phone and a desk, in both languages, on paper. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class MotherInChromiumTest {

    private static final int PHONE = 360;
    private static final int DESK = 1280;
    private static final Pattern PAGES_OF_PDF = Pattern.compile("/Count (\\d+)");

    private static final String PAST_THE_EDGE = """
            width => [...document.querySelectorAll('main *')]
              .filter(e => !e.closest('.unseen') && !e.closest('svg.shapes') && e.getBoundingClientRect().right > width)
              .map(e => e.outerHTML)
            """;

    @LocalServerPort
    private int port;

    @Autowired
    private Clock clock;

    @Autowired
    private WebApplicationContext application;

    private final List<String> errors = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @AfterEach
    void closeThePage() {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/ward/mothers/ibu-dewi, en, LIGHT",
        "/ward/mothers/ibu-dewi, id, DARK",
        "/ward/mothers/ibu-a, id, LIGHT",
        "/ward/mothers/ibu-endang, en, DARK",
        "/ward/mothers/ibu-kartika, en, LIGHT",
        "/ward/mothers/ibu-a/history, en, LIGHT",
        "/ward/mothers/ibu-dewi/history, id, DARK",
        "/ward/mothers/ibu-dewi/print, en, LIGHT",
        "/ward/mothers/ibu-tri/print, id, DARK",
        "/ward/danger-signs, en, DARK",
        "/ward/danger-signs, id, LIGHT",
        "/ward/mothers/nobody, id, LIGHT",
        "/family, en, LIGHT",
        "/family, id, DARK"
    })
    void everyPageFitsAPhoneAndADeskAndMeetsWcagAa(String path, String language, ColorScheme scheme) throws Exception {
        for (int width : new int[] {PHONE, DESK}) {
            open(path + "?lang=" + language, width, scheme);

            assertThat(page.locator("html").getAttribute("lang")).isEqualTo(language);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(width);
            assertThat((List<?>) page.evaluate(PAST_THE_EDGE, width)).isEmpty();
            // Before axe, which writes styles into the page that the policy refuses.
            assertThat(errors).isEmpty();
            if (width == PHONE) {
                assertThat(WcagAa.violations(page)).isEmpty();
            }
            context.close();
        }
    }

    @Test
    void aNameOfThreeHundredLettersBreaksNoPageAndRunsNothing() throws Exception {
        String id = new EnteredMother(
                        "ibu-panjang", "W".repeat(300), "<script>document.title='x'</script>", clock.instant())
                .put(port);

        for (String below : List.of("", "/print", "/history")) {
            open("/ward/mothers/" + id + below, PHONE, ColorScheme.LIGHT);

            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(PHONE);
            assertThat((List<?>) page.evaluate(PAST_THE_EDGE, PHONE)).isEmpty();
            assertThat(page.title()).isNotEqualTo("x");
            context.close();
        }
        open("/ward/mothers/" + id + "/print", DESK, ColorScheme.LIGHT);
        assertThat(sheets()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibu-dewi", "ibu-kartika"})
    void thePrintIsOneSheetOfA4InBothLanguages(String id) throws Exception {
        for (String language : List.of("en", "id")) {
            open("/ward/mothers/" + id + "/print?lang=" + language, DESK, ColorScheme.LIGHT);

            assertThat(sheets()).isEqualTo(1);
            context.close();
        }
    }

    @Test
    void theTableBehindAPictureOpensByKeyboardAndTellsTheSame() throws Exception {
        open("/ward/mothers/ibu-dewi?lang=en", PHONE, ColorScheme.LIGHT);
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

    private void open(String path, int width, ColorScheme scheme) throws Exception {
        errors.clear();
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, 780)
                        .setColorScheme(scheme));
        context.addCookies(Visitor.of(port, "midwife").cookies().entrySet().stream()
                .map(c -> new Cookie(c.getKey(), c.getValue()).setUrl("http://localhost:" + port))
                .toList());
        page = context.newPage();
        page.onConsoleMessage(m -> {
            boolean notFound = m.text().contains("404") && path.contains("nobody");
            if (m.type().equals("error") && !notFound) {
                errors.add(m.text());
            }
        });
        page.onPageError(errors::add);
        page.onResponse(r -> {
            if (r.status() >= 400 && !path.contains("nobody")) {
                errors.add(r.status() + " " + r.url());
            }
        });
        if (path.startsWith("/family")) {
            String html = family(path.substring(path.length() - 2));
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
    private String family(String language) throws Exception {
        return MockMvcBuilders.webAppContextSetup(application)
                .build()
                .perform(get("/family")
                        .param("lang", language)
                        .principal(new TestingAuthenticationToken("keluarga", "", "ROLE_FAMILY", "MOTHER_ibu-tri"))
                        .with(r -> {
                            r.addUserRole("FAMILY");
                            return r;
                        }))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
