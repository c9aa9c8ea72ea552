import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a page costs a phone with a bad signal: bytes, elements, when it is first seen, how far it jumps. A cold cache, 150 ms to the
 * service and back, 1.6 Mbit/s, a processor four times slower than this one: what Lighthouse takes for a phone. Against a running demo,
 * in which it registers mothers, when asked to:
 *
 * <pre>
 * mvn -q dependency:build-classpath -Dmdep.outputFile=target/cp.txt
 * java -cp "$(cat target/cp.txt)" benchmarks/PageWeight.java http://localhost:8080 500
 * </pre>
 */
class PageWeight {

    private static final Map<String, List<String>> PAGES = Map.of(
            "midwife",
                    List.of(
                            "/ward",
                            "/ward/mothers/ibu-dewi",
                            "/ward/mothers/ibu-a",
                            "/ward/mothers/ibu-tri/sheet",
                            "/ward/danger-signs"),
            "husband", List.of("/family", "/family/session"));

    private static final String OBSERVE = """
            window.seen = {lcp: 0, shift: 0};
            new PerformanceObserver(l => l.getEntries().forEach(e => { seen.lcp = e.startTime; })).observe({type: 'largest-contentful-paint', buffered: true});
            new PerformanceObserver(l => l.getEntries().forEach(e => { if (!e.hadRecentInput) seen.shift += e.value; })).observe({type: 'layout-shift', buffered: true});
            """;

    private static final String MEASURE = """
            () => {
              const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
              const paint = performance.getEntriesByName('first-contentful-paint')[0];
              return [all.length, all.reduce((sum, e) => sum + e.transferSize, 0) / 1000, all[0].decodedBodySize / 1000,
                document.querySelectorAll('*').length, paint ? paint.startTime : -1, seen.lcp, seen.shift];
            }
            """;

    public static void main(String[] arguments) throws Exception {
        String base = arguments[0];
        if (arguments.length > 1) {
            register(base, Integer.parseInt(arguments[1]));
        }
        System.out.printf(
                "%-30s %9s %9s %9s %9s %10s %10s %7s%n",
                "page", "requests", "kB sent", "kB HTML", "elements", "first ms", "largest ms", "shift");
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(
                                        Path.of(System.getenv().getOrDefault("CHROMIUM_PATH", "/usr/bin/chromium")))
                                .setArgs(List.of("--no-sandbox")))) {
            PAGES.forEach((account, paths) -> paths.forEach(path -> measure(browser, base, account, path)));
        }
    }

    /** Each in a browser that has seen nothing yet but the page to sign in, which shares a style sheet: its cache is emptied. */
    private static void measure(Browser browser, String base, String account, String path) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(360, 740)
                .setLocale("id-ID")
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK))) {
            Page page = context.newPage();
            page.navigate(base + "/sign-in");
            page.locator("form:has(input[value=" + account + "]) button").click();
            page.waitForURL(url -> !url.contains("/sign-in"));
            CDPSession devtools = context.newCDPSession(page);
            devtools.send("Network.enable");
            devtools.send("Network.clearBrowserCache");
            JsonObject signal = new JsonObject();
            signal.addProperty("offline", false);
            signal.addProperty("latency", 150);
            signal.addProperty("downloadThroughput", 1_600_000 / 8);
            signal.addProperty("uploadThroughput", 750_000 / 8);
            devtools.send("Network.emulateNetworkConditions", signal);
            JsonObject processor = new JsonObject();
            processor.addProperty("rate", 4);
            devtools.send("Emulation.setCPUThrottlingRate", processor);
            page.addInitScript(OBSERVE);
            page.navigate(base + path);
            page.waitForTimeout(500);
            List<?> found = (List<?>) page.evaluate(MEASURE);
            System.out.printf(
                    "%-30s %9s %9.1f %9.1f %9s %10.0f %10.0f %7.3f%n",
                    path,
                    found.get(0),
                    number(found.get(1)),
                    number(found.get(2)),
                    found.get(3),
                    number(found.get(4)),
                    number(found.get(5)),
                    number(found.get(6)));
        }
    }

    private static double number(Object found) {
        return ((Number) found).doubleValue();
    }

    private static void register(String base, int mothers) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        Instant birth = Instant.now().minus(Duration.ofDays(3));
        for (int hundred = 0; hundred < mothers; hundred += 100) {
            String bundle = IntStream.range(hundred, Math.min(mothers, hundred + 100))
                    .mapToObj(n -> """
                            {"resource":{"resourceType":"Patient","id":"weight-%1$d","name":[{"text":"Ibu Banyak %1$d"}],
                               "link":[{"type":"seealso","other":{"reference":"Patient/weight-%1$d-infant"}}]},
                             "request":{"method":"PUT","url":"Patient/weight-%1$d"}},
                            {"resource":{"resourceType":"Patient","id":"weight-%1$d-infant","name":[{"text":"Bayi"}],"birthDate":"%2$s"},
                             "request":{"method":"PUT","url":"Patient/weight-%1$d-infant"}}
                            """.formatted(n, birth.toString().substring(0, 10)))
                    .collect(Collectors.joining(
                            ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}"));
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/fhir"))
                            .header("Content-Type", "application/fhir+json")
                            .POST(HttpRequest.BodyPublishers.ofString(bundle))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        }
    }
}
