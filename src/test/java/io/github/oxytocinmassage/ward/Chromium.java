package io.github.oxytocinmassage.ward;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The real browser of the tests: started for the first of them, and stopped after the last. See {@link InChromium}. */
public final class Chromium implements BeforeAllCallback, AutoCloseable {

    private static final Path PATH =
            Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM_PATH"), "/usr/bin/chromium"));

    private static Playwright playwright;
    private static Browser browser;

    static boolean isThere() {
        return Files.isExecutable(PATH);
    }

    public static Browser browser() {
        return browser;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (browser == null) {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(PATH)
                            .setArgs(List.of("--no-sandbox")));
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Chromium.class))
                    .put("browser", this);
        }
    }

    @Override
    public void close() {
        playwright.close();
        browser = null;
    }
}
