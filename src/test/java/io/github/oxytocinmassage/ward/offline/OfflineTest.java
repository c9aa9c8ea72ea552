package io.github.oxytocinmassage.ward.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.oxytocinmassage.ward.Chromium;
import io.github.oxytocinmassage.ward.InChromium;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A phone with a bad signal. {@code -Doffline.cuts=20} cuts it more often. */
@InChromium
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class OfflineTest {

    private static final int CUTS = Integer.getInteger("offline.cuts", 6);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    private CuttingProxy signal;
    private BrowserContext context;
    private Page page;

    @BeforeEach
    void aPhone() throws IOException {
        signal = CuttingProxy.before(port);
        context = Chromium.browser()
                .newContext(new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(360, 740));
        context.setDefaultTimeout(60_000);
        page = context.newPage();
        signIn("midwife");
    }

    @AfterEach
    void end() throws IOException {
        context.close();
        signal.close();
    }

    @Test
    void wherever_the_line_is_cut_an_entry_arrives_once() throws Exception {
        for (int cut = 0; cut < CUTS; cut++) {
            int grams = 3351 + cut;
            page.navigate(url("/ward/mothers/ibu-tri/weighing?who=hana"));
            page.fill("input[name=weight]", String.valueOf(grams));
            arm(cut);

            page.click("button[type=submit].main");
            page.waitForURL(
                    u -> u.contains("/waiting") || u.contains("/recorded") || u.endsWith("/ward/mothers/ibu-tri"));
            assertThat(signal.isCut()).as("cut " + cut).isTrue();
            signal.mend();
            page.navigate(url("/waiting"));
            page.locator("#nothing").waitFor();

            assertThat(weighings("hana", grams)).as("after cut " + cut).isEqualTo(1);
        }
    }

    /** Before anything, at several places on the way up, when all of it has arrived, at several places on the way back. */
    private void arm(int cut) {
        int round = cut / 6;
        switch (cut % 6) {
            case 0 -> signal.cut();
            case 1 -> signal.cutUp(round * 40);
            case 2 -> signal.cutUp(700 + round * 97);
            case 3 -> signal.cutDown(0);
            case 4 -> signal.cutDown(1 + round * 60);
            default -> signal.cutDown(400 + round * 31);
        }
    }

    @Test
    void a_page_that_was_visited_stays_readable_and_says_how_old_it_is() {
        page.navigate(url("/ward/mothers/ibu-sri?lang=id"));
        assertThat(page.locator(".kept").isVisible()).isFalse();
        String seen = page.locator("main").innerText();

        signal.cut();
        page.reload();

        assertThat(page.locator(".kept").innerText()).contains("Tidak ada sinyal");
        assertThat(page.locator("main").innerText()).isEqualTo(seen);
        page.navigate(url("/ward/mothers/ibu-nur?lang=id"));
        assertThat(page.locator("main").innerText()).containsIgnoringCase("kejang");
        // Kept in both languages, and asked for without one.
        page.navigate(url("/waiting"));
        assertThat(page.locator("h1").innerText()).isEqualTo("Belum terkirim");
        page.navigate(url("/ward/mothers/ibu-rina"));
        assertThat(page.locator("h1").innerText()).isEqualTo("Tanda bahaya");
    }

    @Test
    void the_language_that_was_chosen_stays_while_the_pages_are_kept_in_both() {
        for (String language : List.of("en", "id")) {
            try (BrowserContext another =
                    Chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en-GB"))) {
                Page phone = another.newPage();
                phone.navigate(url("/sign-in?lang=" + language));
                phone.locator("form:has(input[value=midwife]) button").click();
                phone.waitForURL(u -> !u.contains("sign-in"));
                // It takes over when all is kept.
                phone.waitForFunction("() => navigator.serviceWorker.controller");

                assertThat(another.cookies())
                        .filteredOn(c -> c.name.equals("lang"))
                        .extracting(c -> c.value)
                        .containsExactly(language);
            }
        }
    }

    @Test
    void an_expired_session_keeps_the_entry_and_sends_it_after_sign_in() throws Exception {
        page.navigate(url("/ward/mothers/ibu-tri/weighing?who=hana"));
        page.fill("input[name=weight]", "3401");
        context.clearCookies();

        page.click("button[type=submit].main");
        page.waitForURL("**/waiting");
        page.locator("#waiting li").waitFor();
        assertThat(weighings("hana", 3401)).isZero();
        assertThat(page.locator("#waiting").innerText())
                .contains("Ibu Tri Utami", "You are no longer signed in")
                .doesNotContain("another account");
        assertThat(page.locator("#waiting button:visible").count()).isZero();
        page.locator("#waiting a[href='/sign-in']").click();
        page.waitForURL("**/sign-in**");
        signIn("midwife");
        page.navigate(url("/waiting"));
        page.locator("#nothing").waitFor();

        assertThat(weighings("hana", 3401)).isEqualTo(1);
    }

    @Test
    void what_waits_can_not_be_read_from_the_phones_store() {
        page.navigate(url("/ward/mothers/ibu-tri/weighing?who=hana"));
        page.fill("input[name=weight]", "3555");
        signal.cut();
        page.click("button[type=submit].main");
        page.waitForURL("**/waiting");

        String stored = (String) page.evaluate("""
                () => new Promise(resolve => {
                  const request = indexedDB.open('unsent', 1);
                  request.onsuccess = () => {
                    const all = request.result.transaction('entries').objectStore('entries').getAll();
                    all.onsuccess = () => resolve(all.result.map(e => JSON.stringify(e)
                      + new TextDecoder('latin1').decode(e.content.cipher || new Uint8Array())).join());
                  };
                })""");

        assertThat(stored)
                .contains("midwife")
                .doesNotContain("3555")
                .doesNotContain("hana")
                .doesNotContain("Tri Utami");
    }

    @Test
    void signing_out_takes_the_pages_along_and_another_account_does_not_send_what_waits() throws Exception {
        page.navigate(url("/ward/mothers/ibu-tri/weighing?who=hana"));
        page.fill("input[name=weight]", "3402");
        signal.cut();
        page.click("button[type=submit].main");
        page.waitForURL("**/waiting");
        signal.mend();
        context.clearCookies();

        signIn("supervisor");
        page.navigate(url("/waiting"));
        page.locator("#waiting li").waitFor();
        assertThat(page.locator("#waiting li").innerText()).contains("midwife");
        page.click("form.account button");
        page.waitForURL("**/sign-in**");
        assertThat(page.evaluate("() => caches.has('pages')")).isEqualTo(false);
        assertThat(weighings("hana", 3402)).isZero();

        signIn("midwife");
        page.navigate(url("/waiting"));
        page.locator("#nothing").waitFor();
        assertThat(weighings("hana", 3402)).isEqualTo(1);
    }

    private void signIn(String who) {
        page.navigate(url("/sign-in?lang=en"));
        page.locator("form:has(input[value=" + who + "]) button").click();
        page.waitForURL(u -> !u.contains("sign-in"));
        page.waitForFunction("() => navigator.serviceWorker.controller");
        page.locator("main")
                .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    private String url(String path) {
        return "http://localhost:" + signal.port() + path;
    }

    private long weighings(String infant, int grams) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/fhir/Observation?patient="
                                        + infant + "&code=29463-7&_count=500"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body())
                .path("entry")
                .valueStream()
                .map(e -> e.at("/resource/valueQuantity"))
                .filter(q -> isGrams(q, grams))
                .count();
    }

    private static boolean isGrams(JsonNode quantity, int grams) {
        double factor = quantity.path("code").asString("").equals("kg") ? 1000 : 1;
        return Math.abs(quantity.path("value").asDouble(0) * factor - grams) < 0.01;
    }
}
